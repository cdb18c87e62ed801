"""Which document is meant across articles: Chỉ thị 35-CT/TW of 2019 and of 2024 are two, `12-KH/HU` of two huyện too.

Numbering starts anew with every term or year, and every committee numbers for itself.  So a document is its type,
symbol and issuer with its term or year; a mention without them stands for the only one that fits it, and keeps all its
candidates when several do.  Two dates within one numbering are one document of which articles disagree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.entities.judged import Papers
from kg.lexicon import document_types
from kg.model import Reading
from kg.reference.known import symbol_codes
from kg.reference.terms import party_terms
from kg.text.fold import slug
from kg.text.keys import alias

_YEAR = re.compile(r"/((?:19|20)\d\d)(?!\d)")
_CODE = re.compile(r"[^\d/-]{2}")
_NUMBER = re.compile(r"^\d+")


class Paper(NamedTuple):
    """A document of one article: `day` is its own date, `term` that of its maker."""

    block: str
    article: str
    date: str
    key: str
    symbol: str
    issuer: str
    day: str
    term: str


class Meant(NamedTuple):
    """What a mention stands for: the key of the document, or of the undecided one with its candidates."""

    key: str
    candidates: tuple[str, ...] = ()


def papers(reading: Reading) -> Iterator[Paper]:
    """The documents of an article that another article may mean, too."""
    issuers = {s.slots["subject"]: s.slots["object"] for s in reading.statements if s.kind == "passed_by"}
    classes = {t.cls for t in document_types().values()}
    for e in reading.entities:
        if e.kind in classes:
            symbol = e.slots.get("id_local", "")
            number = _NUMBER.match(symbol) or re.search(r"(?<=số )\d+", e.label)
            block = f"document:{slug(e.slots.get('type', ''))}-{int(number[0]) if number else e.key}"
            slots = (e.slots.get("date_document", ""), e.slots.get("inTerm", ""))
            yield Paper(
                block, reading.document.id, reading.document.date, e.key, symbol, issuers.get(e.key, ""), *slots
            )


def settle(found: Iterable[Paper], judged: Papers | None = None) -> dict[tuple[str, str], Meant]:
    """What every mention of a block stands for, by (article, key): as people judged it, else as its words allow."""
    judged = judged or Papers()
    everyone = sorted(found, key=lambda p: (not p.issuer, p))
    known: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    for p in everyone:
        if _sure(p):
            same = known[p.symbol or p.key, _era(p)]
            if not any(k.same(p) for k in same):
                same.append(_Known(p, _era(p)))
    meant = {}
    for p in everyone:
        may_be = [k for same in known.values() for k in same if k.may_be(p)]
        meant[p.article, p.key] = _judged(p, _choose(p, may_be, judged), judged)
    return meant


class _Known:
    """A document whose numbering is known: by its date, its term, or a year in its symbol."""

    def __init__(self, first: Paper, era: str) -> None:
        self.first = first
        self.era = era
        self.key = _key(first)
        self._national = _national(first)
        self._year = m[1] if (m := _YEAR.search(first.symbol)) else ""

    def same(self, p: Paper) -> bool:
        """Whether a mention of the same symbol and numbering is of the same issuer."""
        return self._national or _agree(self.first.issuer, p.issuer)

    def may_be(self, p: Paper) -> bool:
        """Whether a mention may be this one: no other symbol, issuer or numbering, not made later than the article."""
        first = self.first
        if _coded(p.symbol) or not (p.symbol or first.symbol):
            if (p.symbol or p.key) != (first.symbol or first.key) or not self.same(p):
                return False
            if not self._national and first.issuer and not p.issuer and not _era(p):
                return False
        elif not first.symbol or not _agree(first.issuer, p.issuer) or not (p.issuer or self._national):
            return False
        if (era := _era(p)) and era != (self.era or (self._year if not _coded(p.symbol) else "")):
            return False
        if first.day and p.date and first.day[: len(p.date)] > p.date[: len(first.day)]:
            return False
        return not (eras := _eras(p)) or not self.era or self.era in eras


def _choose(p: Paper, candidates: Sequence[_Known], judged: Papers) -> Meant:
    """The only candidate; a mere number ("Nghị quyết 54") without issuer is not enough to be sure of it.

    What people judged it not to be is no candidate; that the last one left is meant does not follow.  A mention of
    which they judged so is a document of its own, for others may yet be that one.
    """
    own = alias(p.key, p.article)
    key = own if judged.parts(own) else _key(p)
    left = [k for k in candidates if not judged.apart(k.key, own, _key(p))]
    keys = tuple(sorted({judged.of(k.key) for k in left}))
    decree = p.block.startswith("document:nghị-định-") and bool(_eras(p))  # only the Chính phủ makes decrees
    sure = _coded(p.symbol) or p.issuer or decree or any((k.first.symbol or k.first.key) == p.key for k in left)
    if len(keys) == 1 and sure and len(left) == len(candidates):
        return Meant(keys[0])
    return Meant(key, keys)


def _judged(p: Paper, meant: Meant, judged: Papers) -> Meant:
    """What people judged this mention, or all that cannot be told from it, to be."""
    own = alias(p.key, p.article)
    side = own if judged.knows(own) else meant.key
    return Meant(judged.of(side)) if judged.knows(side) else meant


def _coded(symbol: str) -> bool:
    """Whether a symbol has its code (35-CT/TW), not only number and year (54/2017)."""
    return bool(_CODE.search(symbol))


def _eras(p: Paper) -> tuple[str, ...]:
    """The numberings in which a mention's own words place it; () when they do not.

    What the Party's centre issues is numbered by term, all else by year, which a symbol with its year says by itself.
    """
    if _code(p) == "TW":
        return (p.term,) if p.term.startswith("khóa") else party_terms(p.day) if p.day else ()
    return (p.day[:4],) if p.day else ()


def _era(p: Paper) -> str:
    """The one numbering of a mention; "" when it is not known, or the symbol says it."""
    eras = _eras(p)
    return eras[0] if len(eras) == 1 and not (_coded(p.symbol) and _YEAR.search(p.symbol)) else ""


def _sure(p: Paper) -> bool:
    """Whether the mention says by itself which document it is."""
    if not p.symbol:
        return bool(p.day) and not p.block.rpartition("-")[2].isdigit()
    return _coded(p.symbol) and bool(_era(p) or _YEAR.search(p.symbol))


def _code(p: Paper) -> str:
    return re.split(r"[-/]", p.symbol)[-1].rstrip("0123456789")


def _national(p: Paper) -> bool:
    """Whether one numbering stands behind this symbol (TW, CP, BNV); a huyện ủy shares HU with all others."""
    known = symbol_codes().get(_code(p))
    return _code(p) == "TW" or (known is not None and known.type != "committee")


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _key(p: Paper) -> str:
    """The key of a document: type and symbol, the issuer where many bodies share the code, the numbering if known."""
    kind = p.block.partition(":")[2].rpartition("-")[0]
    parts = [f"document/{kind}-{slug(p.symbol)}" if p.symbol else p.key]
    if p.symbol and p.issuer and not _national(p):
        parts.append(p.issuer.partition("/")[2])
    era = _era(p) or (p.term if p.symbol else "")
    if era and slug(era) not in parts[0]:
        parts.append(slug(era))
    return "-".join(parts)
