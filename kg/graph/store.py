"""The quad store, the only module that knows Oxigraph: `Store.open("out/store").select("SELECT …")` → `Table`.

Queries see the default graph, which holds every distinct fact once; a named graph is reached by GRAPH only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.graph.vocabulary import PREFIXES


class Term(NamedTuple):
    """One RDF term of a result: `kind` is "iri", "literal" or "blank"; `value` its text."""

    kind: str
    value: str
    datatype: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT; an unbound variable is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def dicts(self) -> list[dict[str, str]]:
        """The rows as plain text; unbound variables are left out."""
        return [{c: t.value for c, t in zip(self.columns, r, strict=True) if t is not None} for r in self.rows]


class Store:
    """An RDF store in memory or on disk."""

    def __init__(self, raw: ox.Store) -> None:
        self._raw = raw

    @classmethod
    def memory(cls, nquads: bytes) -> Store:
        """A store in memory with these N-Quads."""
        raw = ox.Store()
        raw.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
        return cls(raw)

    @classmethod
    def create(cls, path: Path, nquads: bytes) -> None:
        """Write a new store on disk; `path` must not exist."""
        raw = ox.Store(str(path))
        raw.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
        raw.optimize()
        raw.flush()

    @classmethod
    def open(cls, path: Path | str) -> Store:
        """Open a store on disk for reading.

        Raises InputError when there is none.
        """
        if not (Path(path) / "CURRENT").is_file():
            raise InputError(f"no store at {path}: run `kg build INPUT --out DIR` first, or name its folder with --graph")
        return cls(ox.Store.read_only(str(path)))

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Table:
        """Run a SELECT; `bindings` fixes variables to terms.

        Raises QueryError when the query is no valid SELECT.
        """
        result = self._run(query, bindings)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("this query is no SELECT")
        columns = tuple(v.value for v in result.variables)
        return Table(columns, tuple(tuple(_term(row[c]) for c in columns) for row in result))

    def ask(self, query: str) -> bool:
        """Run an ASK.  Raises QueryError when the query is no valid ASK."""
        result = self._run(query, None)
        if not isinstance(result, ox.QueryBoolean):
            raise QueryError("this query is no ASK")
        return bool(result)

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> bytes:
        """Run a CONSTRUCT or DESCRIBE and return sorted N-Triples.  Raises QueryError."""
        result = self._run(query, bindings)
        if not isinstance(result, ox.QueryTriples):
            raise QueryError("this query is no CONSTRUCT or DESCRIBE")
        return b"".join(sorted(f"{triple} .\n".encode() for triple in result))

    def form(self, query: str) -> str:
        """Which form a query has: "SELECT", "ASK" or "GRAPH" (CONSTRUCT, DESCRIBE).  Raises QueryError."""
        result = self._run(query, None)
        if isinstance(result, ox.QueryBoolean):
            return "ASK"
        return "SELECT" if isinstance(result, ox.QuerySolutions) else "GRAPH"

    def ntriples(self) -> bytes:
        """The default graph as sorted N-Triples."""
        buffer = io.BytesIO()
        self._raw.dump(buffer, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        return b"".join(sorted(buffer.getvalue().splitlines(keepends=True)))

    def __len__(self) -> int:
        return len(self._raw)

    def _run(self, query: str, bindings: Mapping[str, Term] | None) -> object:
        # SERVICE would let a query reach the network.
        if re.search(r"\bservice\b", re.sub(r'"[^"\n]*"|\'[^\'\n]*\'|<[^>\s]*>|#[^\n]*', " ", query), re.IGNORECASE):
            raise QueryError("SERVICE is not allowed: queries see this graph only")
        terms = {ox.Variable(name): _ox(term) for name, term in (bindings or {}).items()}
        try:
            return self._raw.query(query, prefixes=PREFIXES, substitutions=terms or None)
        except SyntaxError as error:
            raise QueryError(f"syntax error in the query: {error.msg}") from error


def turtle(ntriples: bytes) -> bytes:
    """Sorted N-Triples as Turtle with our prefixes; the same triples give the same bytes."""
    triples: Iterable[ox.Quad] = ox.parse(input=ntriples, format=ox.RdfFormat.N_TRIPLES)
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert data is not None
    return data


def _term(value: object) -> Term | None:
    if isinstance(value, ox.NamedNode):
        return Term("iri", value.value)
    if isinstance(value, ox.Literal):
        return Term("literal", value.value, value.datatype.value, value.language or "")
    return Term("blank", value.value) if isinstance(value, ox.BlankNode) else None


def _ox(term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.lang:
        return ox.Literal(term.value, language=term.lang)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.Literal(term.value)
