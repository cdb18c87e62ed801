"""The store → a scene: `read(store)` → `Scene(nodes=(Node(…), …), …)`, sorted: the same graph, the same scene."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.store import Store
from kg.graph.vocabulary import iri
from kg.views import notes
from kg.views.rows import Properties, all_labels, best, described, first, kind_of, local, statements
from kg.views.scene import Article, Detail, Fact, Node, Quote, Scene
from kg.views.words import CHANGES, DETAILS, KINDS, RELATIONS


def read(store: Store) -> Scene:
    """Read everything that the page shows from the default graph of `store`."""
    return _Reader(store).scene()


class _Reader:
    """The rows of the queries, and the index of each thing among its kind."""

    def __init__(self, store: Store) -> None:
        self.things = described(store, tuple(KINDS))
        self.articles = described(store, ("Source",))
        self.quotes = described(store, ("Quote",))
        self.held = {name: described(store, (name,)) for name in ("Tenure", "RoleChange")}
        self.statements = statements(store)
        self.labels = {s: best(labels) for s, labels in all_labels(store).items()}
        self.node = {name: n for n, name in enumerate(sorted(self.things))}
        self.article = {name: n for n, name in enumerate(sorted(self.articles))}
        self.quote = {name: n for n, name in enumerate(sorted(self.quotes, key=_by_offset))}

    def scene(self) -> Scene:
        facts = sorted([*self._held(), *self._plain(), *self._happened()], key=_fact_order)
        texts = notes.of_all(self.things, self.labels, facts, list(self.node))
        return Scene(
            nodes=tuple(self._node(name, self.things[name], texts[name]) for name in self.node),
            facts=tuple(facts),
            quotes=tuple(self._quote(self.quotes[name]) for name in self.quote),
            articles=tuple(_article(name, self.articles[name]) for name in self.article),
        )

    def _node(self, name: str, properties: Properties, note: str) -> Node:
        type_, kind = kind_of(properties)
        return Node(
            iri=name,
            type=type_,
            kind=kind,
            label=self.labels.get(name) or name,
            aliases=tuple(sorted({t.value for t in properties.get(iri("skos:altLabel"), ())})),
            note=note,
            details=self._details(properties),
            mentions=self._quotes(properties, "kgo:mention"),
        )

    def _held(self) -> Iterable[Fact]:
        """Tenures and changes: from the person to the body."""
        for relation, rows in self.held.items():
            for properties in rows.values():
                ends = [self._end(properties, "org:member"), self._end(properties, "org:organization")]
                source, target = ends if ends[0] >= 0 else reversed(ends)
                if source < 0:
                    continue
                classes = {t.value.rpartition("#")[2] for t in properties[iri("rdf:type")]}
                kind = next((k for k in CHANGES if k in classes), "")
                roles = sorted(self.labels.get(t.value, t.value) for t in properties.get(iri("org:role"), ()))
                yield self._fact(source, target, relation, properties, kind=kind, role=", ".join(roles))

    def _plain(self) -> Iterable[Fact]:
        """Read the edges that are one triple; what states them, if an article does, is an rdf:Statement."""
        for name, properties in self.things.items():
            for predicate, values in properties.items():
                relation = local(predicate)
                if relation in RELATIONS:
                    for value in values:
                        if value.kind == "iri" and value.value in self.node:
                            evidence = self.statements.get((name, predicate, value.value), {})
                            yield self._fact(self.node[name], self.node[value.value], relation, evidence)

    def _happened(self) -> Iterable[Fact]:
        """Congresses and sessions carry their own evidence: a fact about the event alone."""
        for name, properties in self.things.items():
            if properties.get(iri("kgo:evidence")):
                yield self._fact(self.node[name], -1, "", properties, kind=kind_of(properties)[1])

    def _fact(self, source: int, target: int, relation: str, p: Properties, *, kind: str = "", role: str = "") -> Fact:
        confidence = [float(t.value) for t in p.get(iri("kgo:confidence"), ())]
        return Fact(
            source=source,
            target=target,
            relation=relation,
            kind=kind,
            role=role,
            status=first(p, "kgo:status") or first(p, "kgo:modality"),
            rule=", ".join(sorted(t.value for t in p.get(iri("kgo:rule"), ()))),
            confidence=max(confidence, default=0.0),
            details=self._details(p) if relation else (),
            quotes=self._quotes(p, "kgo:evidence"),
        )

    def _end(self, properties: Properties, name: str) -> int:
        return self.node.get(first(properties, name), -1)

    def _details(self, properties: Properties) -> tuple[Detail, ...]:
        lines: list[Detail] = []
        by_name = {local(predicate): values for predicate, values in properties.items()}
        for key in DETAILS:
            for value in sorted(by_name.get(key, ())):
                node = self.node.get(value.value, -1) if value.kind == "iri" else -1
                if key in RELATIONS and node >= 0:
                    continue  # an arrow already says it
                lines.append(Detail(key, self.labels.get(value.value, value.value), node))
        return tuple(lines)

    def _quotes(self, properties: Properties, name: str) -> tuple[int, ...]:
        found = (self.quote.get(t.value) for t in properties.get(iri(name), ()))
        return tuple(sorted(n for n in found if n is not None))

    def _quote(self, properties: Properties) -> Quote:
        article = self.article.get(first(properties, "prov:wasQuotedFrom"), -1)
        start, end = first(properties, "oa:start"), first(properties, "oa:end")
        return Quote(article, int(start or 0), int(end or 0), first(properties, "oa:exact"))


def _article(name: str, p: Properties) -> Article:
    title, date = first(p, "dcterms:title"), first(p, "dcterms:date")
    return Article(name, title, date, first(p, "dcterms:publisher"), first(p, "schema:url"))


def _by_offset(name: str) -> tuple[str, list[int], str]:
    article, _, offsets = name.partition("#char=")
    return article, [int(n) for n in offsets.split(",") if n.isdigit()], name


def _fact_order(fact: Fact) -> tuple[object, ...]:
    details = [(d.key, d.text) for d in fact.details]
    return fact.source, fact.target, fact.relation, fact.kind, fact.role, fact.status, details, fact.quotes, fact.rule
