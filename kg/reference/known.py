"""Bodies that everyone knows by name: `known_bodies()["bo-chinh-tri"].label` → `Bộ Chính trị`."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of the central level; `forms` are its written forms, folded as lexicon forms are."""

    id: str
    label: str
    kind: str
    level: str
    parent: str
    forms: tuple[str, ...]
    source: str


@cache
def known_bodies() -> dict[str, KnownBody]:
    """All known bodies by id.

    >>> known_bodies()["chinh-phu"].label
    'Chính phủ'
    """
    with (Path(__file__).parent / "bodies.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        row["id"]: KnownBody(
            row["id"],
            row["label"],
            row["kind"],
            row["level"],
            row["parent"],
            tuple(form for form in row["forms"].split("|") if form),
            row["source"],
        )
        for row in rows
    }
