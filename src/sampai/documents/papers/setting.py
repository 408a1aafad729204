"""Set papers with typst, part by part, and join them to one PDF."""

import io
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import typst
from pypdf import PdfReader, PdfWriter

from sampai.documents.papers.material import Page

TEMPLATES = files("sampai.documents") / "templates"
PAPERS = "papers/main.typ"
# Typst forgets what it has not met again in its last ten documents.
FORGETTING = 11


def set_part(data: Page, template: str = PAPERS) -> bytes:
    """
    Set one part of the papers.

    All chapters at once would take 1.8 GB for a regency, and one after the
    other as much, were typst not made to forget between them: 0.6 GB.

    Parameters
    ----------
    data
        What the template reads: plain values that JSON can hold.
    template
        Its path within the templates.

    Returns
    -------
    bytes
        A PDF without any date in it.
    """
    part = typst.compile(
        Path(str(TEMPLATES)) / template,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        # Only the fonts that typst brings, so that every machine sets alike.
        ignore_system_fonts=True,
        # Tags make it seven times larger; who cannot read paper has the
        # report.
        pdf_tags=False,
    )
    for _ in range(FORGETTING):
        typst.compile(b"", format="pdf", ignore_system_fonts=True)
    return part


def page_count(part: bytes) -> int:
    """
    Count the pages of a part.

    Parameters
    ----------
    part
        A PDF.

    Returns
    -------
    int
        Pages.
    """
    return len(PdfReader(io.BytesIO(part)).pages)


def join(parts: Sequence[bytes], title: str) -> bytes:
    """
    Join parts to one PDF, with their bookmarks.

    Parameters
    ----------
    parts
        PDFs in the order wanted.
    title
        Title of the whole.

    Returns
    -------
    bytes
        The same parts give the same bytes.
    """
    whole = PdfWriter()
    for part in parts:
        whole.append(io.BytesIO(part))
    whole.add_metadata({"/Title": title})
    joined = io.BytesIO()
    whole.write(joined)
    return joined.getvalue()
