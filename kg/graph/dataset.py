"""Many articles → one dataset: `dataset(map(stated, readings))` → N-Triples of the facts, N-Quads of who states them.

The default graph holds every distinct fact once, each article's named graph what that article states.  Where articles
differ in what can only be one (the status of a tenure, a preferred name), the default graph takes the newest or the
most usual, by a rule that knows no order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kg.graph.judgements import judged
from kg.graph.quads import JUDGEMENTS, REFERENCE, ArticleTriples
from kg.graph.terms import Triple, literal, name, node
from kg.graph.vocabulary import BASE
from kg.model import Judgement, Reading
from kg.text.fold import slug


class Dataset(NamedTuple):
    """The default graph as sorted N-Triples and the whole as sorted N-Quads."""

    ntriples: bytes
    nquads: bytes


_TYPE = name("rdf:type")
_STATUS = name("kgo:status")
LABEL = name("skos:prefLabel")
ALT = name("skos:altLabel")
_CONFIDENCE = name("kgo:confidence")
# One value each in the default graph: the newest article's, or the greatest.
_DATES = frozenset(
    map(name, ("schema:startDate", "schema:endDate", "schema:birthDate", "eli:date_document", "dcterms:date"))
)
_SINGLE = _DATES | {
    _STATUS, LABEL, _CONFIDENCE,
    *map(name, ("eli:id_local", "kgo:level", "kgo:modality", "kgo:bodyType", "kgo:ordinal")),
}  # fmt: skip
# A body is of one kind, whatever its articles take it for.
_KINDS = frozenset(name(f"kgo:{k}") for k in ("PartyBody", "StateBody", "MassOrganization", "OtherBody"))
_LATER = {literal(status): rank for rank, status in enumerate(("incoming", "current", "former"))}

Value = tuple[str, str]
"""The date of the article that says it, and what it says."""


def single(triple: Triple) -> bool:
    """Whether the default graph has one value only where articles say different ones."""
    return triple.p in _SINGLE or (triple.p == _TYPE and triple.o in _KINDS)


class Stated(NamedTuple):
    """What one article states, in its named graph (IRI in angle brackets), and the reference data it needs."""

    graph: str
    date: str
    own: frozenset[Triple]
    reference: frozenset[Triple]


def stated(reading: Reading, base: str = BASE) -> Stated:
    """The triples of one article whose keys are those of the whole graph."""
    made = ArticleTriples(reading, base)
    graph = graph_of(reading.document.id, base)
    return Stated(graph, reading.document.date, frozenset(made.own), frozenset(made.reference))


def graph_of(article: str, base: str = BASE) -> str:
    """The IRI of the named graph of an article, in angle brackets."""
    return node(f"graph/{slug(article)}", base)


def dataset(articles: Iterable[Stated], judgements: Iterable[Judgement] = (), base: str = BASE) -> Dataset:
    """All articles as one dataset; the same set of articles gives the same bytes in any order."""
    lines: list[str] = []
    seen: set[Triple] = set()
    several: dict[tuple[str, str], list[Value]] = defaultdict(list)
    reference: set[Triple] = set()
    for article in articles:
        lines.extend(f"{t.s} {t.p} {t.o} {article.graph} .\n" for t in article.own)
        reference |= article.reference
        for t in article.own:
            if single(t):
                several[t.s, t.p].append((article.date, t.o))
            else:
                seen.add(t)
    words = judged(judgements, base)
    lines.extend(f"{t.s} {t.p} {t.o} {node(REFERENCE, base)} .\n" for t in reference)
    lines.extend(f"{t.s} {t.p} {t.o} {node(JUDGEMENTS, base)} .\n" for t in words)
    seen |= reference | words
    for (s, p), values in several.items():
        seen |= one(s, p, values)
    default = sorted(f"{t.s} {t.p} {t.o} .\n" for t in seen)
    return Dataset("".join(default).encode(), "".join(sorted([*lines, *default])).encode())


def one(s: str, p: str, values: Iterable[Value]) -> set[Triple]:
    """What the default graph has of a property that can only be one: a value, and of labels the others as altLabel."""
    said = list(values)
    if not said:
        return set()
    best = _best(p, said)
    others = {o for _, o in said} - {best} if p == LABEL else set()
    return {Triple(s, p, best), *(Triple(s, ALT, o) for o in others)}


def _best(prop: str, values: list[Value]) -> str:
    """Of labels the most usual; else the most usual of the newest articles, of dates as precise as any article's."""
    if prop == LABEL:
        return _usual(value for _, value in values)
    if prop == _CONFIDENCE:
        return max(value for _, value in values)
    newest = max(date for date, _ in values)
    said = [value for date, value in values if date == newest]
    best = _usual(said, _LATER if prop == _STATUS else {})
    # Of a date that is only a year another article may know the day.
    finer = [value for _, value in values if value.startswith(best.partition('"^^')[0]) and len(value) > len(best)]
    return _usual(finer) if finer and prop in _DATES else best


def _usual(values: Iterable[str], rank: Mapping[str, int] = MappingProxyType({})) -> str:
    """The most usual value; of equally usual ones the highest in rank, then the longest, then the first."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], -rank.get(v, 0), -len(v), v))
