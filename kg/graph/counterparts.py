"""What is one in two graphs: `counterparts(old, new)` → `{"…/person/lê-văn-an-1f0c": "person/lê-văn-an-77aa"}`.

The same IRI is the same thing.  Else a name alone makes no two people one: an article that names both, or a body both
work in, must say so.  Other things of one name are one unless what is said of them (a date, a term) speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.graph.snapshot import GROUPS, Fact, Snapshot
from kg.graph.store import Term
from kg.graph.vocabulary import iri
from kg.text.fold import fold

ROLE, BODY = iri("org:role"), iri("org:organization")
# A name is compared before, and a rank changes in a life.
_WORDING = frozenset((iri("skos:prefLabel"), iri("kgo:rank")))

Name = Callable[[str], str]
"""Gives what an IRI of one graph is called in both: its path in the old graph, or in the new if it is only there."""


def counterparts(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Return, by IRI, the paths in the old graph of what the new graph also has."""
    same = _articles(old, new)
    # People come last, for they are known by the bodies they work in.
    for group in sorted({*GROUPS.values()}, key=lambda name: (name == "person", name)):
        ours, theirs = _members(old, group), _members(new, group)
        here = {old.path(name): name for name in ours}
        shared = {name: old.path(here[new.path(name)]) for name in theirs if new.path(name) in here}
        same |= shared
        taken = set(shared.values())
        left = _by_label(old, (name for name in ours if old.path(name) not in taken))
        rest = _by_label(new, (name for name in theirs if name not in shared))
        both = sorted(left.keys() & rest.keys())
        wanted = {name for label in both for name in (*left[label], *rest[label])}
        before, after = _traits(old, wanted, old.path), _traits(new, wanted, named(new, same))
        for label in both:
            ranked = (
                (score, a, b)
                for a in left[label]
                for b in rest[label]
                if (score := _likeness(before[a], after[b], group)) is not None
            )
            same |= {b: old.path(a) for a, b in matched(ranked)}
    return same


def named(graph: Snapshot, same: Mapping[str, str]) -> Name:
    """Return the function that names the IRIs of a graph as the other graph does."""
    return lambda name: same.get(name) or graph.path(name)


def key(term: Term, name: Name) -> str:
    """Return what is compared of a value: an IRI by its name in both graphs, a literal by its text."""
    return f"<{name(term.value)}>" if term.kind == "iri" else term.value


def matched(ranked: Iterable[tuple[tuple[int, ...], str, str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs, the least rank first, so that nothing is in two.

    >>> list(matched([((2,), "a", "x"), ((1,), "a", "y"), ((3,), "b", "x"), ((3,), "b", "y")]))
    [('a', 'y'), ('b', 'x')]
    """
    left: set[str] = set()
    right: set[str] = set()
    for _, a, b in sorted(ranked):
        if a not in left and b not in right:
            left.add(a)
            right.add(b)
            yield a, b


def compatible(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two values may be one: equal, or one date a part of the other.

    >>> compatible(["2020"], ["2020-08-12"]), compatible(["2019-05"], ["2020"]), compatible([], ["2020"])
    (True, False, True)
    """
    pairs = [(a, b) for a in one for b in other]
    return not pairs or any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _articles(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """An article is known by its id, then by its text; two lone articles are two versions of one."""
    paths = {old.path(name) for name in old.articles}
    same = {name: new.path(name) for name in new.articles if new.path(name) in paths}
    taken = set(same.values())
    texts = {old.articles[name].sha256: old.path(name) for name in old.articles if old.path(name) not in taken}
    same |= {name: texts[a.sha256] for name, a in new.articles.items() if name not in same and a.sha256 in texts}
    if len(old.articles) == len(new.articles) == 1:
        same[next(iter(new.articles))] = next(iter(paths))
    return same


def _members(graph: Snapshot, group: str) -> list[str]:
    return sorted(name for name, its in graph.things.items() if its == group)


def _by_label(graph: Snapshot, names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[fold(graph.labels.get(name, name))].append(name)
    return found


@dataclass(slots=True)
class _Traits:
    """What is known of a thing that has to be recognised."""

    articles: frozenset[str] = frozenset()
    ties: set[tuple[str, ...]] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=dict)


def _traits(graph: Snapshot, wanted: set[str], name: Name) -> dict[str, _Traits]:
    found: dict[str, _Traits] = {node: _Traits() for node in wanted}
    for fact in graph.facts:
        if fact.about not in found:
            continue
        traits = found[fact.about]
        values = {p: {key(term, name) for term in terms} for p, terms in fact.values.items()}
        if fact.node == fact.about:
            traits.articles = frozenset(map(name, fact.articles))
            traits.values = {p: some for p, some in values.items() if p not in _WORDING}
        else:
            traits.ties |= _ties(fact, values)
    return found


def _ties(fact: Fact, values: Mapping[str, set[str]]) -> set[tuple[str, ...]]:
    """What a fact ties its thing to: a body and the post in it, or the other end of an edge."""
    if fact.subject == fact.about:
        return {(fact.kind, value) for some in values.values() for value in some}
    bodies = values.get(BODY, set())
    return {(body,) for body in bodies} | {(body, role) for body in bodies for role in values.get(ROLE, ())}


def _likeness(one: _Traits, other: _Traits, group: str) -> tuple[int, int] | None:
    """How much speaks for two things of one name being one, more for the lesser; None when it is not enough."""
    articles, ties = len(one.articles & other.articles), len(one.ties & other.ties)
    agree = all(compatible(some, other.values.get(p, ())) for p, some in one.values.items())
    # In one article a name is one person; elsewhere two people may share it.
    if articles or (agree and (ties or group != "person")):
        return -articles, -ties
    return None
