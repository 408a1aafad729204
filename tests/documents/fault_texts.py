"""Every text of a fault that the source can make, as samples."""

import ast
import re
from itertools import product
from pathlib import Path

from sampai.tables import DATASET_TABLES, OPERATION_TABLES
from sampai.tables.live_state_schemas import LIVE_STATE_TABLES
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.tables.settings_sheet import SETTINGS_TABLE
from sampai.tables.settings_spec import CONSTITUENT, SETTINGS, expected_of_key
from sampai.tables.wording import expected_of

SOURCE = Path(__file__).parents[2] / "src" / "sampai"
MAKES_FAULTS = re.compile(
    r"\bFault\b|\bTold\b|\.refuse\(|\bRefusedError\b|\bBound\(|\bField\("
    r"|\bPlanningError\(|sampai\.tables\.wording"
)
# Where the words of a fault may stand without the word itself.
READERS = ("tables", "election")
# What tells a fault in words of its own, or is no fault at all.
ELSEWHERE = (
    "audit",  # findings: of a plan, not of an input
    "documents",
    "errors.py",  # the frame of a fault in English
    "web/api",  # what the site alone says is translated by Django
    "web/datasets/importing.py",
    "web/jobs",
    "web/plans",
    "web/records",
    "web/serving",
    "web/supplies",
)
# Their docstrings of columns are no faults; what their columns expect is
# asked of the schemas themselves, by ``of_schemas``.
SCHEMAS = re.compile(r"_schemas\.py|settings_spec\.py|columns\.py")
# Modules that tell other things too: of these only what is refused.
CAUTIONS = re.compile(r"\bCaution\(|\bPlanningError\(")
TEXTS = frozenset({"found", "expected", "remedy", "told", "why"})
# Parts of a text, or words of something else.
NO_FAULTS = frozenset(
    {
        ", a {}",  # behind the id of a place
        " and ",
        "{} {} {}",  # a list
        "{} ({})",  # a hazard and its distribution, within a text
        r"line (\d+)",  # a pattern
        "- {}[bold]{}[/]",  # the line on the terminal
        "Holds {}.",  # notes of a workbook
        "Unit: {}.",
        "This is not one of the list.",  # of a drop-down
        "edition {}, ",  # before the name of a file
        # Of a regulation that code builds.
        "{}: give either day or hours_from_open",
        # The name that a dataset of a second vote gets.
        "Pemungutan suara ulang (PSU), {} TPS, H+{}: {}",
    }
)
QUOTED, LIST = ("'7'",), ("a, b or c", "a, b and c", "a, b, c", "a")
ANY = ("7", "kode-7", "a value", "'7'")


def texts():
    """
    Give samples of every text that the source can make.

    Returns
    -------
    dict
        By place in the source: samples of which one at least can be said.
    """
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        source = file.read_text(encoding="utf-8")
        if name.startswith(ELSEWHERE):
            continue
        if not (name.startswith(READERS) or MAKES_FAULTS.search(source)):
            continue
        tree = ast.parse(source)
        nodes = [*_refused(tree), *_strings_of(name, source, tree)]
        for node in nodes:
            skeleton = _skeleton(node)
            if skeleton not in NO_FAULTS:
                found[f"{name}:{node.lineno} {skeleton}"] = _samples(node)
    return found


def of_schemas():
    """
    Give what the columns and the settings expect, and their own remedies.

    Returns
    -------
    set
        Texts as a fault shows them.
    """
    tables = (
        *DATASET_TABLES.values(),
        *OPERATION_TABLES.values(),
        *LIVE_STATE_TABLES.values(),
        *RECORD_TABLES.values(),
        SETTINGS_TABLE,
    )
    columns = [one for table in tables for one in table.columns.values()]
    remedies = {(one.metadata or {}).get("remedy") for one in columns}
    return (
        {expected_of(column) for column in columns}
        | {expected_of_key(key) for key in (*SETTINGS, *CONSTITUENT)}
        | (remedies - {None})
    )


def _strings_of(name, source, tree):
    """Give the sentences of a module that tells nothing but faults."""
    if SCHEMAS.search(name) or CAUTIONS.search(source):
        return
    skipped = _no_sentences(tree)
    for node in ast.walk(tree):
        if id(node) not in skipped and _is_prose(node):
            yield node


def _no_sentences(tree):
    """Docstrings, parts of f-strings and what stands beside a text."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            skipped.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            inside = list(ast.walk(node))[1:]
            skipped |= {id(part) for part in inside if not _is_call(part)}
        elif isinstance(node, ast.Call):
            skipped |= {id(one) for one in _no_texts(node)}
        elif isinstance(node, ast.keyword) and node.arg == "column":
            skipped.add(id(node.value))
    return skipped


def _is_call(node):
    return isinstance(node, ast.Call)


def _no_texts(call):
    """Give what names a column, describes one, or is told of no fault."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="columns" | "columns_of")):
            return call.args[:1]
        case ast.Attribute(attr="each" | "whole"):
            return call.args[1:2]
        case ast.Attribute(attr="begin" | "print") | ast.Name(id="cast"):
            return call.args
    return ()


def _is_prose(node):
    return _is_text(node) and " " in _skeleton(node).strip()


def _is_text(node):
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.JoinedStr)


def _refused(tree):
    """Give the texts that are handed over as one of a fault."""
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        for one in (*_given(node), *_of_message(node)):
            yield from _branches(one, constants)


def _given(node):
    match node:
        case ast.Call(func=ast.Name(id="Caution")):
            return
        case ast.Call(func=ast.Attribute(attr="refuse")):
            yield from (one for one in node.args if not _is_name(one))
    if isinstance(node, ast.Call):
        yield from (one.value for one in node.keywords if one.arg in TEXTS)


def _of_message(node):
    """Give the text of a refusal of one sentence, which is named ``msg``."""
    match node:
        case ast.Assign(targets=[ast.Name(id="msg")], value=value):
            yield value


def _is_name(node):
    """Tell whether it is the name of what is refused, such as ``area``."""
    return _is_text(node) and _skeleton(node).isidentifier()


def _branches(node, constants):
    """Follow ``a if b else c``, ``a or b`` and names of the module."""
    match node:
        case ast.IfExp():
            yield from _branches(node.body, constants)
            yield from _branches(node.orelse, constants)
        case ast.BoolOp():
            for one in node.values:
                yield from _branches(one, constants)
        case ast.Name(id=name) if name in constants:
            yield from _branches(constants[name], constants)
        case _ if _is_text(node) and _skeleton(node):
            yield node


def _skeleton(node):
    if isinstance(node, ast.Constant):
        return node.value
    return "".join(
        part.value if isinstance(part, ast.Constant) else "{}"
        for part in node.values
    )


def _samples(node):
    if isinstance(node, ast.Constant):
        return (node.value,)
    fillings = [
        (part.value,) if isinstance(part, ast.Constant) else _fillings(part)
        for part in node.values
    ]
    return tuple("".join(parts) for parts in product(*fillings))


def _fillings(part):
    """Guess what a blank is filled with from the words that fill it."""
    code = ast.unparse(part.value)
    if "quoted(" in code:
        return QUOTED
    if "listed(" in code or ".join(" in code:
        return LIST
    spec = part.format_spec
    if spec is not None and "%H" in ast.unparse(spec):
        return ("07:30",)
    return ANY
