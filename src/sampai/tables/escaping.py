"""Text cells that a spreadsheet would take for a formula."""

# A cell that starts with one of these runs as a formula in some program,
# or moves into the next cell; the apostrophe itself must come back as well.
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def escape(text: str) -> str:
    """
    Put an apostrophe before text that could run as a formula.

    Parameters
    ----------
    text
        Text of a cell, not a number.

    Returns
    -------
    str
        Safe to open in a spreadsheet.
    """
    return f"'{text}" if text.startswith(RISKY) else text


def unescape(text: str) -> str:
    """
    Take away the apostrophe that ``escape`` put there.

    Parameters
    ----------
    text
        Text of a cell.

    Returns
    -------
    str
        The text as it was.
    """
    escaped = text.startswith("'") and text[1:].startswith(RISKY)
    return text[1:] if escaped else text
