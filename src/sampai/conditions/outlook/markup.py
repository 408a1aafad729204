"""XML from outside, parsed within bounds and without entities."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn
from xml.etree import ElementTree as ET

from sampai.conditions.outlook.days import read_moment
from sampai.conditions.outlook.json_tree import CORRECT, one_line
from sampai.errors import DatasetError, Fault
from sampai.tables.wording import listed, quoted

XML_MAX = 1_000_000
DEPTH_MAX = 20
ELEMENTS_MAX = 20_000
ANEW = "Fetch the file anew."


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """The tree grows beyond its bounds; says how."""


class _Bounded(ET.TreeBuilder):
    """Build a tree that is neither too deep nor too large."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """Count an element in."""
        self.depth += 1
        self.elements += 1
        if self.depth > DEPTH_MAX:
            message = f"more than {DEPTH_MAX} elements in one another"
            raise _Refused(message)
        if self.elements > ELEMENTS_MAX:
            message = f"more than {ELEMENTS_MAX} elements"
            raise _Refused(message)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        """Count an element out."""
        self.depth -= 1
        return super().end(tag)


def load_xml(file: str, data: bytes) -> ET.Element:
    """
    Parse XML that nothing is known of.

    Parameters
    ----------
    file
        Name of the file or address.
    data
        Its bytes.

    Returns
    -------
    ElementTree.Element
        The root; elements of its namespace are without it.

    Raises
    ------
    DatasetError
        When it is too large, too deep, declares entities or is no XML.
    """
    if len(data) > XML_MAX:
        _refuse(file, f"{len(data)} bytes", f"at most {XML_MAX}")
    # Decoded here, so that no declared encoding can hide anything.
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(file, "what is not UTF-8", "XML in UTF-8")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        _refuse(file, "a document type or entities", "XML without them")
    parser = ET.XMLParser(target=_Bounded())  # noqa: S314 - bounded above
    try:
        parser.feed(text)
        root: ET.Element = parser.close()
    except _Refused as refused:
        _refuse(file, str(refused), "a message of a few levels")
    except (ET.ParseError, ValueError) as error:
        _refuse(file, f"what is not XML ({one_line(str(error))})", "XML")
    space = root.tag.rpartition("}")[0]
    for element in root.iter():
        if space and element is not root:
            element.tag = element.tag.removeprefix(f"{space}}}")
    return root


def _refuse(file: str, found: str, expected: str) -> NoReturn:
    raise DatasetError(
        [Fault(file=file, found=found, expected=expected, remedy=ANEW)]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    An element of a message, with its place and the list of faults.

    Parameters
    ----------
    file
        Name of the file or address.
    path
        Where it stands, such as ``alert.info[0]``.
    element
        The element.
    faults
        Faults found so far; grows.
    """

    file: str
    path: str
    element: ET.Element
    faults: list[Fault]

    def parts(self, name: str) -> Iterator["Part"]:
        """
        Step through the children of a name.

        Parameters
        ----------
        name
            Name of the children.

        Yields
        ------
        Part
            Each of them.
        """
        for at, child in enumerate(self.element.findall(name)):
            yield Part(
                file=self.file,
                path=f"{self.path}.{name}[{at}]",
                element=child,
                faults=self.faults,
            )

    def raw(self) -> str:
        """
        Give its whole text.

        Returns
        -------
        str
            Empty where there is none.
        """
        return (self.element.text or "").strip()

    def text(self, name: str) -> str:
        """
        Text of a child.

        Parameters
        ----------
        name
            Name of the child.

        Returns
        -------
        str
            In one line, empty where there is no such child.
        """
        return one_line(self.element.findtext(name, default=""))

    def needed(self, name: str) -> str:
        """
        Text of a child that must be there; refuse where it is not.

        Parameters
        ----------
        name
            Name of the child.

        Returns
        -------
        str
            In one line.
        """
        text = self.text(name)
        if not text:
            self.refuse(name, "one line of text")
        return text

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """
        Word of a child; refuse another one.

        Parameters
        ----------
        name
            Name of the child.
        choices
            Words allowed.

        Returns
        -------
        str
            The word.
        """
        text = self.text(name)
        if text not in choices:
            self.refuse(name, f"one of {listed(choices)}")
        return text

    def moment(self, *names: str) -> datetime | None:
        """
        Read the moment of the first child that is there.

        Parameters
        ----------
        *names
            Names of children.

        Returns
        -------
        datetime or None
            In UTC; what is there but no moment with its offset is refused.
        """
        for name in names:
            text = self.text(name)
            if text:
                moment = read_moment(text)
                if moment is None:
                    self.refuse(
                        name, "a moment such as 2024-11-24T12:50:00+07:00"
                    )
                return moment
        return None

    def refuse(
        self, name: str, expected: str, remedy: str = CORRECT, found: str = ""
    ) -> None:
        """
        Note a fault of a child.

        Parameters
        ----------
        name
            Name of the child; empty for this element.
        expected
            What was expected.
        remedy
            How to mend it.
        found
            What was found, where it is not the text itself.
        """
        text = self.text(name) if name else one_line(self.raw())
        self.faults.append(
            Fault(
                file=self.file,
                column=f"{self.path}.{name}" if name else self.path,
                found=found or quoted(text),
                expected=expected,
                remedy=remedy,
            )
        )
