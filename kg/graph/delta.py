"""What changes in the whole graph when some articles change: `delta(store, changed, …)` → N-Quads out and in.

The default graph is a function of the articles' graphs (`kg.graph.dataset`); here it is worked out only for the facts
that the changed articles state or stated, with what the other articles in the store say of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kg.graph.dataset import ALT, LABEL, Value, one, single
from kg.graph.store import Store
from kg.graph.terms import Triple


class Changed(NamedTuple):
    """A named graph (IRI in angle brackets), what it had and has, and its article's date then and now.

    The graphs of reference data and judgements have no fact in common with any other (`shared` False), and no date.
    """

    graph: str
    old: frozenset[Triple]
    new: frozenset[Triple]
    old_date: str = ""
    date: str = ""
    shared: bool = True


class Delta(NamedTuple):
    """Sorted N-Quads to take out and to put in; the subjects whose facts in the default graph change, and how many."""

    removed: bytes
    added: bytes
    subjects: frozenset[str]
    triples: int


class _Said:
    """What articles say of properties that can only be one, and of other names: then, now, and the others always."""

    def __init__(self, store: Store, changed: Sequence[Changed], date_of: Callable[[str], str]) -> None:
        self._store = store
        self._date_of = date_of
        self._changed = {c.graph for c in changed if c.shared}
        self._apart = {c.graph for c in changed if not c.shared}
        self.then: dict[tuple[str, str], list[Value]] = defaultdict(list)
        self.now: dict[tuple[str, str], list[Value]] = defaultdict(list)
        for c in changed:
            for said, triples, date in ((self.then, c.old, c.old_date), (self.now, c.new, c.date)):
                for t in triples if c.shared else ():
                    if single(t) or t.p == ALT:
                        said[t.s, t.p].append((date, t.o))

    def elsewhere(self, t: Triple) -> bool:
        """Whether an article that does not change states a triple."""
        return any(graph not in self._changed for graph in self._store.graphs(f"{t.s} {t.p} {t.o} .\n"))

    def default(self, s: str, p: str) -> tuple[set[Triple], set[Triple]]:
        """What the default graph has of a property from articles: before the change and after it."""
        others = [
            (self._date_of(graph), o)
            for graph, o in self._store.values(s, p)
            if graph and graph not in self._changed | self._apart and (p == ALT or single(Triple(s, p, o)))
        ]
        before, after = ([*others, *said.get((s, p), ())] for said in (self.then, self.now))
        if p == ALT:
            return {Triple(s, p, o) for _, o in before}, {Triple(s, p, o) for _, o in after}
        return one(s, p, before), one(s, p, after)


def delta(store: Store, changed: Sequence[Changed], date_of: Callable[[str], str]) -> Delta:
    """The change of the whole dataset; `date_of` gives the date of another article's graph."""
    out = {(t, c.graph) for c in changed for t in c.old - c.new}
    come = {(t, c.graph) for c in changed for t in c.new - c.old}
    before = {t for c in changed if not c.shared for t in c.old - c.new}
    after = {t for c in changed if not c.shared for t in c.new - c.old}
    old = {t for c in changed if c.shared for t in c.old}
    new = {t for c in changed if c.shared for t in c.new}
    said = _Said(store, changed, date_of)
    for t in {t for t in old ^ new if not single(t) and t.p != ALT}:
        if not said.elsewhere(t):
            (before if t in old else after).add(t)
    # An article that got another date weighs differently in what can only be one, so that all of these are looked at.
    for s, p in sorted(said.then.keys() | said.now.keys()):
        for prop in {p, LABEL, ALT} if p in (LABEL, ALT) else {p}:
            was, becomes = said.default(s, prop)
            before |= was
            after |= becomes
    out |= {(t, "") for t in before - after}
    come |= {(t, "") for t in after - before}
    subjects = frozenset(t.s for t, graph in out | come if not graph)
    grown = sum(not graph for _, graph in come) - sum(not graph for _, graph in out)
    return Delta(_lines(out), _lines(come), subjects, grown)


def _lines(quads: Iterable[tuple[Triple, str]]) -> bytes:
    return "".join(sorted(f"{t.s} {t.p} {t.o} {g}".rstrip() + " .\n" for t, g in quads)).encode()
