"""Codes that stand on paper: ids with a check sign, and their QR."""

import io

import segno

# Signs of ISO/IEC 7064, MOD 37-36.
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HANDOVER, BOX = "handover", "box"
# Any of the eight masks can be read; to try them all takes six times as long.
QR_MASK = 3


def check_sign(text: str) -> str:
    """
    Check sign of a code by ISO/IEC 7064, MOD 37-36.

    It catches every wrong sign and every two signs exchanged; signs other
    than letters and digits do not count, nor does the case of letters.

    Parameters
    ----------
    text
        Code without its check sign.

    Returns
    -------
    str
        One letter or digit.
    """
    modulus = len(SIGNS)
    rest = modulus
    for sign in text.upper():
        if sign in SIGNS:
            rest = (rest + SIGNS.index(sign)) % modulus or modulus
            rest = rest * 2 % (modulus + 1)
    return SIGNS[(modulus + 1 - rest) % modulus]


def mark(kind: str, *parts: object) -> str:
    """
    Id of a hand-over or of a box, the same whenever the plan is the same.

    Parameters
    ----------
    kind
        ``handover`` or ``box``.
    *parts
        What names it, the dataset first.

    Returns
    -------
    str
        Such as ``sampai:box/pesisir-barat-2024/18.13.01.1005.001/1/K``.
    """
    text = "/".join([f"sampai:{kind}", *(str(part) for part in parts)])
    return f"{text}/{check_sign(text)}"


def qr_svg(text: str) -> str:
    """
    Draw a QR code.

    Parameters
    ----------
    text
        What it says.

    Returns
    -------
    str
        SVG without white border; it stands on white paper.
    """
    code = segno.make(
        text, micro=False, error="m", boost_error=False, mask=QR_MASK
    )
    drawing = io.BytesIO()
    code.save(
        drawing,
        kind="svg",
        border=0,
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return drawing.getvalue().decode()
