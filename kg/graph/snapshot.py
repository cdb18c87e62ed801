"""What a graph says, as facts to be held against another's: `snapshot(store).facts` → `(Fact(…, "Tenure", …), …)`.

A fact is a thing (person, body, document, locality, event), a tenure, a change, or a plain edge that a text states.
How texts word it (other names, forms of address), which rule read it and how often it is told are no part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.graph.store import Store, Term, written
from kg.graph.vocabulary import BASE, KGO, iri

# A thing's group by its class; in the order in which a reader wants them.
GROUPS: Final = {
    iri("kgo:Person"): "person",
    iri("org:FormalOrganization"): "body",
    iri("kgo:OfficialDocument"): "document",
    iri("kgo:Congress"): "event",
    iri("kgo:Session"): "event",
    iri("schema:AdministrativeArea"): "locality",
}
_STATED: Final = """
    kgo:Person org:FormalOrganization kgo:OfficialDocument kgo:Congress kgo:Session schema:AdministrativeArea
    kgo:Tenure kgo:RoleChange
"""
_NO_FACT: Final = """
    kgo:mention, kgo:evidence, kgo:rule, kgo:confidence, kgo:observedOn, kgo:post, skos:altLabel,
    schema:honorificPrefix, geo:lat, geo:long
"""
_WIDER: Final = {"RoleChange", "OfficialDocument"}
_MEMBER: Final = iri("org:member")
_TYPE: Final = iri("rdf:type")
_QUOTES: Final = 500  # facts a query


class Article(NamedTuple):
    """An article of a graph: what tells it from others."""

    sha256: str
    date: str = ""


class Quote(NamedTuple):
    """A quote by its IRI: the words of `article` from `start` to `end`."""

    article: str
    start: int
    end: int
    text: str
    iri: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its triples are `subject` with each of `values`, by property.

    `node` is what carries its evidence (an edge's is the rdf:Statement), `about` the thing it speaks of, `kind` the
    group of a thing ("person"), the class of a tenure or change ("Election"), the local name of an edge ("passed_by").
    """

    node: str
    kind: str
    about: str
    subject: str
    values: Mapping[str, tuple[Term, ...]]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All facts of a graph; `things` gives the group of a thing by its IRI, `labels` the names of all nodes."""

    base: str
    facts: tuple[Fact, ...]
    things: Mapping[str, str]
    labels: Mapping[str, str]
    articles: Mapping[str, Article]

    def path(self, name: str) -> str:
        """Return an IRI without the beginning that all IRIs of the build share."""
        return name.removeprefix(self.base)


def snapshot(store: Store) -> Snapshot:
    """Read the facts of a store; a handful of queries, whatever its size."""
    articles = _articles(store)
    base = min(articles, default=BASE + "article/").rpartition("article/")[0]
    labels = {s.value: label.value for s, label in _rows(store, "?s ?o WHERE { ?s skos:prefLabel ?o }")}
    told = _told(store)
    edges = tuple(_edges(store, told))
    nodes = tuple(
        _nodes(store, told, articles, {(e.subject, p, o) for e in edges for p, os in e.values.items() for o in os})
    )
    things = {fact.node: fact.kind for fact in nodes if fact.node == fact.about}
    return Snapshot(base, tuple(sorted((*nodes, *edges), key=lambda f: f.node)), things, labels, articles)


def quotes(store: Store, nodes: Iterable[str]) -> dict[str, tuple[Quote, ...]]:
    """Fetch the quotes of facts, in the order of the articles; of a thing the first mention in each article."""
    wanted = sorted(set(nodes))
    found: dict[str, set[Quote]] = defaultdict(set)
    first: dict[tuple[str, str], Quote] = {}
    for n in range(0, len(wanted), _QUOTES):
        some = " ".join(written(Term("iri", node)) for node in wanted[n : n + _QUOTES])
        for node, quote in _quotes(store, some, "kgo:evidence"):
            found[node].add(quote)
        for node, quote in _quotes(store, some, "kgo:mention"):
            first[node, quote.article] = min(first.get((node, quote.article), quote), quote)
    for (node, _), quote in first.items():
        found[node].add(quote)
    return {node: tuple(sorted(some)) for node, some in found.items()}


def _quotes(store: Store, nodes: str, how: str) -> Iterator[tuple[str, Quote]]:
    # With the property as a variable the planner joins every quote of the store first.
    query = f"""?node ?article ?start ?end ?text ?quote WHERE {{
        VALUES ?node {{ {nodes} }} ?node {how} ?quote .
        ?quote prov:wasQuotedFrom ?article ; oa:start ?start ; oa:end ?end ; oa:exact ?text }}"""
    for node, article, start, end, text, name in _rows(store, query):
        yield node.value, Quote(article.value, int(start.value), int(end.value), text.value, name.value)


def local(name: str) -> str:
    """Return the local name of an IRI.

    >>> local("https://schema.org/startDate"), local("http://www.w3.org/ns/org#role")
    ('startDate', 'role')
    """
    return name.rpartition("#")[2].rpartition("/")[2]


def _rows(store: Store, query: str) -> Iterator[tuple[Term, ...]]:
    """Yield the rows of a SELECT whose variables are all bound."""
    for row in store.select(f"SELECT {query}").rows:
        yield tuple(term for term in row if term)


def _articles(store: Store) -> dict[str, Article]:
    dates = {s.value: o.value for s, o in _rows(store, "?s ?o WHERE { ?s a kgo:Source ; dcterms:date ?o }")}
    found = _rows(store, "?s ?o WHERE { ?s a kgo:Source ; schema:sha256 ?o }")
    return {s.value: Article(digest.value, dates.get(s.value, "")) for s, digest in found}


def _told(store: Store) -> dict[str, frozenset[str]]:
    """Which articles tell of each fact and each thing."""
    query = "?s ?a WHERE { ?s kgo:evidence|kgo:mention ?q . ?q prov:wasQuotedFrom ?a }"
    found: dict[str, set[str]] = defaultdict(set)
    for s, article in _rows(store, "DISTINCT " + query):
        found[s.value].add(article.value)
    return {node: frozenset(articles) for node, articles in found.items()}


def _edges(store: Store, told: Mapping[str, frozenset[str]]) -> Iterator[Fact]:
    query = "?x ?s ?p ?o WHERE { ?x a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    for x, s, p, o in _rows(store, query):
        yield Fact(x.value, local(p.value), s.value, s.value, {p.value: (o,)}, told.get(x.value, frozenset()))


def _nodes(
    store: Store, told: Mapping[str, frozenset[str]], articles: Mapping[str, Article], edges: set[tuple[str, str, Term]]
) -> Iterator[Fact]:
    """Things, tenures and changes with what is said of them; an edge with its own statement is not said twice."""
    query = f"?s ?p ?o WHERE {{ VALUES ?c {{ {_STATED} }} ?s a ?c ; ?p ?o FILTER(?p NOT IN ({_NO_FACT})) }}"
    found: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for s, p, o in _rows(store, query):
        source = o.kind == "iri" and o.value.partition("#")[0] in articles
        if not source and (s.value, p.value, o) not in edges:
            found[s.value][p.value].add(o)
    for node, said in found.items():
        values = {p: tuple(sorted(said[p])) for p in sorted(said)}
        types = [t.value for t in values[_TYPE]]
        group = next((GROUPS[t] for t in GROUPS if t in types), "")
        kinds = {t.removeprefix(KGO) for t in types if t.startswith(KGO)}
        kind = group or min(kinds - _WIDER or kinds)
        about = node if group else values[_MEMBER][0].value
        yield Fact(node, kind, about, node, values, told.get(node, frozenset()))
