"""XML from outside is parsed within bounds and without entities."""

import pytest

from sampai.conditions.outlook.markup import load_xml
from tests.conditions.outlook.sources import refused

ENTITIES = (
    "found a document type or entities, expected XML without them."
    " Fetch the file anew."
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b" " * 1_000_001,
            (
                "found 1000001 bytes, expected at most 1000000. Fetch the file"
                " anew."
            ),
        ),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ENTITIES),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', ENTITIES),
        (
            b"<a>" * 21 + b"</a>" * 21,
            (
                "found more than 20 elements in one another, expected a"
                " message of a few levels. Fetch the file anew."
            ),
        ),
        (
            b"<a>" + b"<b/>" * 20_000 + b"</a>",
            (
                "found more than 20000 elements, expected a message of a few"
                " levels. Fetch the file anew."
            ),
        ),
        (
            b"<a>\xff</a>",
            (
                "found what is not UTF-8, expected XML in UTF-8. Fetch the"
                " file anew."
            ),
        ),
        (
            b"<a>&b;</a>",
            (
                "found what is not XML (undefined entity: line 1, column 3),"
                " expected XML. Fetch the file anew."
            ),
        ),
        (
            b"",
            (
                "found what is not XML (no element found: line 1, column 0),"
                " expected XML. Fetch the file anew."
            ),
        ),
    ],
)
def test_what_is_dangerous_or_no_xml_is_refused(data, message):
    assert refused(lambda: load_xml("a.xml", data)) == f"a.xml: {message}"


def test_a_declared_encoding_hides_nothing():
    """In cp037 the bytes would be other signs; they are read as UTF-8."""
    hidden = "<!DOCTYPE a><a/>".encode("cp037")
    data = b'<?xml version="1.0" encoding="cp037"?>' + hidden
    assert "what is not" in refused(lambda: load_xml("a.xml", data))
    plain = b'<?xml version="1.0" encoding="cp037"?><a>b</a>'
    assert load_xml("a.xml", plain).text == "b"


def test_elements_of_another_namespace_keep_it():
    root = load_xml("a.xml", b'<a xmlns="u" xmlns:v="w"><b/><v:b/></a>')
    assert [element.tag for element in root.iter()] == ["{u}a", "b", "{w}b"]
