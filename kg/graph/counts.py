"""How many things and facts of each kind a graph has: `counts(store)` → {"Person": 12, "Tenure": 15, …}."""

from __future__ import annotations

from kg.graph.store import Store
from kg.graph.vocabulary import KGO

_CLASSES = """SELECT ?kind (COUNT(*) AS ?n) WHERE {
    ?thing a ?kind FILTER(STRSTARTS(STR(?kind), STR(kgo:)) && ?kind NOT IN (kgo:OfficialDocument, kgo:RoleChange))
} GROUP BY ?kind"""
_EDGES = "SELECT ?kind (COUNT(*) AS ?n) WHERE { ?fact rdf:predicate ?kind } GROUP BY ?kind"


def counts(store: Store) -> dict[str, int]:
    """The number of things of each narrowest class of ours, and of edges with evidence by their property's name."""
    rows = [*store.select(_CLASSES).dicts(), *store.select(_EDGES).dicts()]
    return dict(sorted((_local(row["kind"]), int(row["n"])) for row in rows))


def _local(iri: str) -> str:
    return iri.removeprefix(KGO) if iri.startswith(KGO) else iri.replace("#", "/").rpartition("/")[2]
