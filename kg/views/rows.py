"""The graph's rows: `described(store, ("Tenure",))` → `{"…/tenure/1": {"…member": [Term(…)]}}`.

One query fetches every property of every thing of some classes: the number of queries does not grow with the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.graph.store import Store, Term
from kg.graph.vocabulary import iri
from kg.views.words import KINDS

Properties = Mapping[str, list[Term]]


def first(properties: Properties, name: str) -> str:
    """Return the property's value, the first in sorted order where it has several; "" where it has none."""
    return min((t.value for t in properties.get(iri(name), ())), default="")


def best(labels: Iterable[Term]) -> str:
    """Choose the Vietnamese label, or one without a language, or any."""
    return min(labels, key=lambda t: (t.lang not in ("vi", ""), t.value)).value


def kind_of(properties: Properties) -> tuple[str, str]:
    """Return the type of node and the class of a thing, e.g. ("document", "Directive")."""
    classes = {local(t.value) for t in properties.get(iri("rdf:type"), ())}
    kind = next(k for k in KINDS if k in classes)
    return KINDS[kind][0], kind


def described(store: Store, classes: tuple[str, ...]) -> dict[str, dict[str, list[Term]]]:
    """Every property of every thing of these classes, in one query."""
    names = " ".join(f"kgo:{name}" for name in classes)
    rows = store.select(f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?c {{ {names} }} ?s a ?c ; ?p ?o }}").rows
    things: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for s, p, o in rows:
        if s and p and o:
            things[s.value][p.value].append(o)
    return {name: dict(things[name]) for name in sorted(things)}


def statements(store: Store) -> dict[tuple[str, str, str], dict[str, list[Term]]]:
    """Subject, predicate and object of each rdf:Statement → its evidence, rules and confidence."""
    query = """SELECT DISTINCT ?s ?p ?o ?name ?value WHERE {
        ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ?name ?value .
        VALUES ?name { kgo:evidence kgo:rule kgo:confidence } }"""
    found: dict[tuple[str, str, str], dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for s, p, o, name, value in store.select(query).rows:
        if s and p and o and name and value:
            found[s.value, p.value, o.value][name.value].append(value)
    return found


def all_labels(store: Store) -> dict[str, list[Term]]:
    """Read the labels of things, roles, terms and kinds of bodies."""
    found: dict[str, list[Term]] = defaultdict(list)
    for s, label in store.select("SELECT ?s ?label WHERE { ?s skos:prefLabel ?label }").rows:
        if s and label:
            found[s.value].append(label)
    return found


def local(name: str) -> str:
    """Return the local name of an IRI: `https://schema.org/startDate` → `startDate`."""
    return name.rpartition("#")[2].rpartition("/")[2]
