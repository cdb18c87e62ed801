"""What came, went or changed between two graphs: `compare(old, new)` → `Difference(entries=(Entry("changed", …), …))`.

Facts are matched by what they say: whom they are about, the role and the body, the other end of an edge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.graph.counterparts import BODY, ROLE, Name, compatible, counterparts, key, matched, named
from kg.graph.snapshot import GROUPS, Article, Fact, Quote, Snapshot, quotes, snapshot
from kg.graph.store import Store, Term
from kg.graph.vocabulary import iri
from kg.text.fold import fold

# Of these edges a thing has one, so that another end is a change.
_ONE: Final = frozenset(("passed_by", "organizer", "subOrganizationOf"))
_DATES: Final = (iri("dcterms:date"), iri("schema:startDate"), iri("schema:endDate"), iri("eli:date_document"))
_ORDER: Final = {group: n for n, group in enumerate(dict.fromkeys(GROUPS.values()))}


class Value(NamedTuple):
    """A value of a fact and how it reads: the label of an IRI, the text of a literal."""

    term: Term
    text: str


class About(NamedTuple):
    """The thing a fact speaks of; `note` tells it from others of its name and is "" when there is none."""

    group: str
    label: str
    note: str
    iri: str


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as one of the two graphs has it: its triples are `subject` with each of `values`, by property."""

    node: str
    subject: str
    values: Mapping[str, tuple[Value, ...]]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference: `how` is "came", "went", "changed" (in the properties `changed`), or "evidence".

    "evidence" is the same fact told by other articles; its quotes are those of the articles of one side only.
    `kind` is the group of a thing, the class of a tenure or change, or the local name of an edge.
    """

    how: str
    kind: str
    about: About
    old: Said | None
    new: Said | None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences, ordered by what they are about, and the articles of both graphs."""

    base: str
    old: Mapping[str, Article]
    new: Mapping[str, Article]
    entries: tuple[Entry, ...]

    def count(self, how: str) -> int:
        """Return how many entries there are of a kind."""
        return sum(entry.how == how for entry in self.entries)


class _Side(NamedTuple):
    """One of the two graphs, and what its IRIs are called in both."""

    store: Store
    graph: Snapshot
    name: Name


class _Pair(NamedTuple):
    how: str
    old: Fact | None
    new: Fact | None
    changed: tuple[str, ...] = ()


def compare(old: Store, new: Store) -> Difference:
    """Compare two graphs; what is found, and its order, depends on nothing but what they say."""
    first, second = snapshot(old), snapshot(new)
    before = _Side(old, first, first.path)
    after = _Side(new, second, named(second, counterparts(first, second)))
    pairs = list(_pairs(before, after))
    told_before = quotes(old, (pair.old.node for pair in pairs if pair.old))
    told_after = quotes(new, (pair.new.node for pair in pairs if pair.new))
    about = _about(before, after)

    def entry(pair: _Pair) -> Entry:
        ends = (("new", after, pair.new, told_after), ("old", before, pair.old, told_before))
        facts = [(age, side, fact, told.get(fact.node, ())) for age, side, fact, told in ends if fact]
        both = frozenset[str]()
        if pair.how == "evidence":
            both = frozenset.intersection(*(_told(side, fact) for _, side, fact, _ in facts))
        said = {
            age: _said(side, fact, tuple(q for q in told if side.name(q.article) not in both))
            for age, side, fact, told in facts
        }
        _, side, fact, _ = facts[0]
        topic = about[side.name(fact.about)]
        return Entry(pair.how, fact.kind, topic, said.get("old"), said.get("new"), pair.changed)

    return Difference(second.base, first.articles, second.articles, tuple(sorted(map(entry, pairs), key=_place)))


def _pairs(before: _Side, after: _Side) -> Iterator[_Pair]:
    """Yield what differs: facts of one key are paired, the nearest first; of what is left, edges a thing has one of."""
    rest: tuple[list[Fact], list[Fact]] = ([], [])
    for ours, theirs in _grouped((before.graph.facts, after.graph.facts), before, after, _key):
        left, right = {f.node: f for f in ours}, {f.node: f for f in theirs}
        for a, b in matched(_ranked(ours, theirs, before, after)):
            yield from _compared(left.pop(a), right.pop(b), before, after)
        rest[0].extend(left.values())
        rest[1].extend(right.values())
    for ours, theirs in _grouped(rest, before, after, _start):
        if len(ours) == len(theirs) == 1 and ours[0].kind in _ONE:
            yield from _compared(ours[0], theirs[0], before, after)
        else:
            yield from (_Pair("went", fact, None) for fact in ours)
            yield from (_Pair("came", None, fact) for fact in theirs)


_Key = Callable[[Fact, Name], Hashable]


def _grouped(
    facts: tuple[Iterable[Fact], Iterable[Fact]], before: _Side, after: _Side, key_of: _Key
) -> Iterable[tuple[list[Fact], list[Fact]]]:
    groups: dict[Hashable, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for n, side in enumerate((before, after)):
        for fact in facts[n]:
            groups[key_of(fact, side.name)][n].append(fact)
    return groups.values()


def _key(fact: Fact, name: Name) -> Hashable:
    """What makes two facts one: the thing, for a post its role and body, for an edge its other end."""
    edge = fact.subject != fact.node
    telling = [(p, key(t, name)) for p, terms in fact.values.items() if edge or p in (ROLE, BODY) for t in terms]
    return *_start(fact, name), *telling


def _start(fact: Fact, name: Name) -> tuple[str, str]:
    return fact.kind, name(fact.about)


def _ranked(
    ours: list[Fact], theirs: list[Fact], before: _Side, after: _Side
) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Rank the pairs of facts with one key: the same IRI first, then what differs least."""
    for a in ours:
        for b in theirs:
            shared = len(_told(before, a) & _told(after, b))
            same = before.graph.path(a.node) == after.graph.path(b.node)
            if same or shared or _at_one_time(a, b):
                yield (not same, len(_differing(a, b, before, after)), -shared), a.node, b.node


def _at_one_time(a: Fact, b: Fact) -> bool:
    """Tell whether the dates of two facts leave room for them to be one: an election of 2015 is none of 2020."""
    return all(compatible(*([t.value for t in fact.values.get(p, ())] for fact in (a, b))) for p in _DATES)


def _compared(a: Fact, b: Fact, before: _Side, after: _Side) -> Iterator[_Pair]:
    """Yield what differs between two readings of one fact.  Where a thing is named is no evidence of it."""
    if changed := _differing(a, b, before, after):
        yield _Pair("changed", a, b, changed)
    elif a.node != a.about and _told(before, a) != _told(after, b):
        yield _Pair("evidence", a, b)


def _differing(a: Fact, b: Fact, before: _Side, after: _Side) -> tuple[str, ...]:
    def said(fact: Fact, side: _Side, prop: str) -> set[str]:
        return {key(term, side.name) for term in fact.values.get(prop, ())}

    return tuple(p for p in sorted({*a.values, *b.values}) if said(a, before, p) != said(b, after, p))


def _told(side: _Side, fact: Fact) -> frozenset[str]:
    return frozenset(map(side.name, fact.articles))


def _said(side: _Side, fact: Fact, told: tuple[Quote, ...]) -> Said:
    def text(term: Term) -> str:
        return side.graph.labels.get(term.value) or (side.graph.path(term.value) if term.kind == "iri" else term.value)

    values = {prop: tuple(Value(term, text(term)) for term in terms) for prop, terms in fact.values.items()}
    return Said(fact.node, fact.subject, values, told)


def _about(*sides: _Side) -> dict[str, About]:
    """Describe the things facts speak of, by their name in both graphs and as the last of them has them."""
    namesakes: set[tuple[str, str]] = set()
    for _, graph, _ in sides:
        count = Counter((group, fold(graph.labels.get(node, ""))) for node, group in graph.things.items())
        namesakes.update(thing for thing, number in count.items() if number > 1)
    found = {}
    for _, graph, name in sides:
        posts = _posts(graph)
        for node in {fact.about for fact in graph.facts}:
            group, label = graph.things.get(node, ""), graph.labels.get(node, graph.path(node))
            alone = (group, fold(label)) not in namesakes
            note = "" if alone else posts.get(node, graph.path(node).rpartition("/")[2])
            found[name(node)] = About(group, label, note, node)
    return found


def _posts(graph: Snapshot) -> dict[str, str]:
    """A post of each person, the first by name."""
    found: dict[str, str] = {}
    for fact in graph.facts:
        if fact.kind == "Tenure":
            terms = [term for p in (ROLE, BODY) for term in fact.values.get(p, ())]
            text = ", ".join(graph.labels.get(term.value, term.value) for term in terms)
            found[fact.about] = min(found.get(fact.about, text), text)
    return found


def _place(entry: Entry) -> tuple[object, ...]:
    """Sort by what an entry is about: the thing itself, its tenures, its changes, its edges."""
    group, label, note, node = entry.about
    rank = 0 if entry.kind == group else 1 if entry.kind == "Tenure" else 2 if entry.kind[:1].isupper() else 3
    said = [side for side in (entry.old, entry.new) if side]
    texts = [value.text for side in said for values in side.values.values() for value in values]
    thing = (_ORDER.get(group, len(_ORDER)), fold(label), label, note, node)
    return *thing, rank, entry.kind, texts, entry.how, [side.node for side in said]
