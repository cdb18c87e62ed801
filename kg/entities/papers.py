"""Which document is meant across articles: Chỉ thị 35-CT/TW of 2019 and of 2024 are two, `12-KH/HU` of two huyện too.

Numbering starts anew with every term or year, and every committee numbers for itself.  So a document is its type, number
and issuer with its date; a mention without date stands for the only one that fits it, and keeps all its candidates when
several do.
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
from kg.reference.terms import years
from kg.text.fold import slug
from kg.text.keys import alias

_YEAR = re.compile(r"/(?:19|20)\d\d/")
_NUMBER = re.compile(r"^\d+")


class Paper(NamedTuple):
    """A document of one article.  `number` is its symbol or bare number; `day` its own date, `term` that of its maker."""

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
    everyone = sorted(found)
    meant: dict[tuple[str, str], Meant] = {}
    known: dict[str, list[_Known]] = defaultdict(list)
    for p in sorted((p for p in everyone if _sure(p)), key=lambda p: (-len(p.day), not p.issuer, p)):
        fitting = [k for k in known[_class(p)] if k.fits(p)]
        if not fitting:
            fitting = [_Known(p)]
            known[_class(p)] += fitting
        keys = tuple(sorted({judged.of(k.key) for k in fitting}))
        meant[p.article, p.key] = Meant(keys[0]) if len(keys) == 1 else Meant(_key(p), keys)
    for p in everyone:
        if not _sure(p):
            may_be = [k for same in known.values() for k in same if k.may_be(p)]
            meant[p.article, p.key] = _choose(p, may_be, judged)
    return {(p.article, p.key): _judged(p, meant[p.article, p.key], judged) for p in everyone}


class _Known:
    """A document that some article dates, or whose symbol needs no date."""

    def __init__(self, first: Paper) -> None:
        self.first = first
        self.key = _key(first)

    def fits(self, p: Paper) -> bool:
        """Whether a mention with date or year is this document: no other issuer, no other date."""
        one, other = sorted((self.first.day, p.day), key=len)
        return (_national(p) or _agree(self.first.issuer, p.issuer)) and other.startswith(one)

    def may_be(self, p: Paper) -> bool:
        """Whether a mention without date may be this one: not made later than the article, nor in another term."""
        first = self.first
        if (p.symbol or p.key) != _class(first) and (p.symbol or not first.symbol):
            return False
        if first.symbol and not _national(first) and not p.issuer:
            return False
        if not (p.symbol and _national(first)) and not _agree(first.issuer, p.issuer):
            return False
        if first.day and p.date and first.day[: len(p.date)] > p.date[: len(first.day)]:
            return False
        since, until = years(p.term, p.issuer or first.issuer)
        return not (first.day and since and not since <= first.day[:4] <= until)


def _choose(p: Paper, candidates: Sequence[_Known], judged: Papers) -> Meant:
    """The only candidate; a mere number ("Nghị quyết 54") without issuer is not enough to be sure of it.

    What people judged it not to be is no candidate; that the last one left is meant does not follow.
    """
    names = (alias(p.key, p.article), _key(p))
    left = [k for k in candidates if not judged.apart(k.key, *names)]
    keys = tuple(sorted({judged.of(k.key) for k in left}))
    sure = p.symbol or p.issuer or any(_class(k.first) == p.key for k in left)
    return Meant(keys[0]) if len(keys) == 1 and sure and len(left) == len(candidates) else Meant(_key(p), keys)


def _judged(p: Paper, meant: Meant, judged: Papers) -> Meant:
    """What people judged this mention, or all that cannot be told from it, to be."""
    own = alias(p.key, p.article)
    side = own if judged.knows(own) else meant.key
    return Meant(judged.of(side)) if judged.knows(side) else meant


def _class(p: Paper) -> str:
    return p.symbol or p.key


def _sure(p: Paper) -> bool:
    """Whether the mention says by itself which document it is: by its date, or by a year in its symbol."""
    return bool(p.symbol) and bool(p.day or _YEAR.search(p.symbol)) or (not p.symbol and bool(p.day))


def _national(p: Paper) -> bool:
    """Whether one numbering stands behind this symbol (TW, CP, BNV); a huyện ủy shares HU with all others."""
    code = re.split(r"[-/]", p.symbol)[-1].rstrip("0123456789")
    known = symbol_codes().get(code)
    return code == "TW" or (known is not None and known.type != "committee")


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _key(p: Paper) -> str:
    """The key of a document: type and symbol; the issuer where many bodies share the code; the date where it is known."""
    parts = [p.key]
    if p.symbol and p.issuer and not _national(p):
        parts.append(p.issuer.partition("/")[2])
    if p.day and not _YEAR.search(p.symbol):
        parts.append(p.day)
    elif p.term and p.term not in p.key and p.symbol and not _YEAR.search(p.symbol):
        parts.append(slug(p.term))
    return "-".join(parts)
