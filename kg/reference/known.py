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


@dataclass(frozen=True, slots=True)
class SymbolCode:
    """Whose documents have a code at the end of their symbol; `type` is "Bộ", "committee" (name: level) or "known"."""

    code: str
    type: str
    name: str
    source: str


@cache
def symbol_codes() -> dict[str, SymbolCode]:
    """The issuers that codes in symbols stand for.

    >>> symbol_codes()["BTNMT"].name, symbol_codes()["CP"].name
    ('Tài nguyên và Môi trường', 'chinh-phu')
    """
    with (Path(__file__).parent / "symbols.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: SymbolCode(**row) for row in csv.DictReader(stream)}


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
