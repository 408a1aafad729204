"""Papers for people: one PDF, chapter by chapter."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import polars as pl

from sampai.documents.papers.handover import handovers
from sampai.documents.papers.manifest import manifests
from sampai.documents.papers.material import (
    Ground,
    Material,
    Page,
    ground,
    material,
)
from sampai.documents.papers.packing import labels, packing_pages
from sampai.documents.papers.setting import join, page_count, set_part
from sampai.documents.papers.station import station_forms
from sampai.documents.papers.timetable import timetables
from sampai.election import load_regulation
from sampai.tables import Dataset, Operation

Chapter = Callable[[Material], Sequence[object]]
CHAPTERS: dict[str, Chapter] = {
    "timetable": timetables,
    "manifest": manifests,
    "handover": handovers,
    "station": station_forms,
    "packing": packing_pages,
    "labels": labels,
}
# Chapters that follow from the needs alone: no plan is made for them.
PACKING: dict[str, Callable[[Ground], Sequence[object]]] = {
    "packing": packing_pages,
    "labels": labels,
}
FINGERPRINT = 16
DRAFT = "papers.draft"


def write_papers(
    dataset: Dataset,
    operation: Operation,
    path: Path,
    language: str,
    only: Collection[str] = tuple(CHAPTERS),
) -> None:
    """
    Write papers.pdf; the same plan gives the same bytes.

    Parameters
    ----------
    dataset, operation
        The regency and its plan.
    path
        File to write.
    language
        ``id`` or ``en``.
    only
        Chapters wanted: timetable, manifest, handover, station, packing,
        labels.
    """
    regulation = load_regulation(dataset.settings.regulation)
    source = material(dataset, operation, regulation, language)
    shared, chapters = _shared(source), []
    parts = []
    for name, make in CHAPTERS.items():
        if name in only:
            chapter = _chapter(source, name, make(source))
            if chapter["entries"]:
                parts.append(set_part({**shared, "chapter": chapter}))
                chapters.append({**chapter, "entries": []})
    for chapter, part in zip(chapters, parts, strict=True):
        chapter["sheets"] = source.words.whole(page_count(part))
    cover = {**_cover(source), "chapters": chapters}
    parts.insert(0, set_part({**shared, "cover": cover}))
    path.write_bytes(join(parts, str(shared["title"])))


def write_packing(
    dataset: Dataset,
    path: Path,
    language: str,
    area: str | None = None,
    only: Collection[str] = tuple(PACKING),
    *,
    is_draft: bool = False,
) -> None:
    """
    Write packing lists and labels as a PDF, straight from the needs.

    The same data give the same bytes; an area that has nothing to pack
    gives an empty file.

    Parameters
    ----------
    dataset
        The regency.
    path
        File to write.
    language
        ``id`` or ``en``.
    area
        Id of a hub, a village or a TPS; None: the whole regency.
    only
        Chapters wanted: packing, labels.
    is_draft
        Whether every page says that it is a draft.

    Raises
    ------
    KeyError
        When the dataset has no such place or TPS.
    """
    regulation = load_regulation(dataset.settings.regulation)
    source = ground(dataset, regulation, language, area)
    shared = _shared(source)
    if is_draft:
        shared["dataset"] = f"{shared['dataset']} ({source.words(DRAFT)})"
    chapters = [
        _chapter(source, name, make(source))
        for name, make in PACKING.items()
        if name in only
    ]
    parts = [
        set_part({**shared, "chapter": chapter})
        for chapter in chapters
        if chapter["entries"]
    ]
    path.write_bytes(join(parts, str(shared["title"])))


def _shared(source: Ground) -> Page:
    words, settings = source.words, source.dataset.settings
    return {
        "language": words.language,
        "title": f"{words('papers.title')}: {settings.name}",
        "dataset": settings.name,
        "product": words("general.product"),
        "restricted": words("general.restricted"),
        "restricted_long": words("general.restricted_long"),
        "fingerprint": source.dataset.input_sha256()[:FINGERPRINT],
        "witnesses": _witnesses(source),
        "texts": words.section("papers"),
    }


def _chapter(source: Ground, name: str, entries: Sequence[object]) -> Page:
    words = source.words
    return {
        "name": name,
        "title": words(f"papers.chapter_{name}"),
        "recipients": words(f"papers.for_{name}"),
        "recipient": words(f"papers.for_{name}"),
        "contents": words(
            f"papers.of_{name}", count=words.whole(len(entries))
        ),
        "entries": entries,
    }


def _witnesses(source: Ground) -> list[str]:
    """Party representatives who may sign: one a pair of any contest."""
    most = max(source.dataset.settings.pairs.values(), default=0)
    return [
        source.words("papers.witness", number=at) for at in range(1, most + 1)
    ]


def _cover(source: Material) -> Page:
    words, operation = source.words, source.operation
    settings = source.dataset.settings
    boxes = operation.needs.filter(pl.col("item").is_in(["BOX", "BPK"]))
    stops = sum(
        visit.is_exchange
        for journey in source.carrying
        for visit in journey.visits
    )
    figures = [
        ("voting_day", words.date(0)),
        (
            "tps_served",
            f"{operation.summary['served']} / {operation.summary['tps']}",
        ),
        ("boxes_out", words.whole(sum(boxes["quantity"]))),
        ("trips", words.whole(len(source.carrying))),
        ("handovers", words.whole(stops)),
    ]
    return {
        "recipient": f"{words('papers.for_cover')}, {settings.name}",
        "figures": [[words(f"papers.{key}"), text] for key, text in figures],
        "notes": [
            words("papers.times_note", zone=words.zone_name),
            words("papers.blank_note"),
            words("papers.assumed_note", list=_doubtful(source)),
        ],
    }


def _doubtful(source: Material) -> str:
    """Tables with rows that are neither real nor derived."""
    shaky = pl.col("confidence").is_in(["assumed", "synthesised"])
    return ", ".join(
        name
        for name, frame in source.dataset.frames().items()
        if frame.filter(shaky).height
    )
