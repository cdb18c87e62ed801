"""Many articles → one dataset: `dataset(readings)` → sorted N-Quads; the default graph holds every distinct fact once.

Each article's named graph says what that article states.  Where articles differ in what can only be one (the status
of a tenure, a preferred name), the default graph takes the newest or the most usual, by a rule that knows no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.graph.quads import REFERENCE, ArticleTriples, article_key
from kg.graph.terms import Triple, name, node
from kg.graph.vocabulary import BASE
from kg.model import Reading


class Dataset(NamedTuple):
    """The default graph as sorted N-Triples and the whole as sorted N-Quads."""

    ntriples: bytes
    nquads: bytes


_STATUS = name("kgo:status")
_LABEL = name("skos:prefLabel")
_ALT = name("skos:altLabel")
_CONFIDENCE = name("kgo:confidence")
# One value each in the default graph: the newest article's, or the greatest.
_SINGLE = frozenset(
    (_STATUS, _LABEL, _CONFIDENCE, *(name(f"schema:{p}") for p in ("startDate", "endDate")), name("eli:date_document"),
     name("eli:id_local"), name("kgo:level"), name("kgo:modality"), name("dcterms:date"), name("kgo:bodyType"),
     name("kgo:ordinal"))
)  # fmt: skip
# A body is of one kind, whatever its articles take it for.
_KINDS = frozenset(name(f"kgo:{k}") for k in ("PartyBody", "StateBody", "MassOrganization", "OtherBody"))


def dataset(readings: Iterable[Reading], base: str = BASE) -> Dataset:
    """All articles as one dataset; the same set of readings gives the same bytes in any order."""
    lines: list[str] = []
    seen: set[Triple] = set()
    single: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    reference: set[Triple] = set()
    for reading in readings:
        made = ArticleTriples(reading, base)
        graph = node(f"graph/{article_key(reading.document).partition('/')[2]}", base)
        lines.extend(f"{t.s} {t.p} {t.o} {graph} .\n" for t in made.own)
        reference |= made.reference
        for t in made.own:
            if t.p in _SINGLE or t.o in _KINDS:
                single[t.s, t.p].append((reading.document.date, t.o))
            else:
                seen.add(t)
    lines.extend(f"{t.s} {t.p} {t.o} {node(REFERENCE, base)} .\n" for t in reference)
    seen |= reference
    for (s, p), values in single.items():
        best = _one(p, values)
        seen.add(Triple(s, p, best))
        if p == _LABEL:
            seen.update(Triple(s, _ALT, other) for _, other in values if other != best)
    default = sorted(f"{t.s} {t.p} {t.o} .\n" for t in seen)
    return Dataset("".join(default).encode(), "".join(sorted([*lines, *default])).encode())


def _one(prop: str, values: list[tuple[str, str]]) -> str:
    """The value that stands in the default graph: of labels the most usual, else that of the newest article."""
    if prop == _LABEL:
        counts: dict[str, int] = defaultdict(int)
        for _, value in values:
            counts[value] += 1
        return min(counts, key=lambda v: (-counts[v], v))
    if prop == _CONFIDENCE:
        return max(value for _, value in values)
    return max(values)[1]
