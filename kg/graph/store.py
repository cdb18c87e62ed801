"""The quad store, the only module that knows Oxigraph: `Store.open("out/store").select("SELECT …")` → `Table`.

Queries see the default graph, which holds every distinct fact once; a named graph is reached by GRAPH only.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.graph.sparql import refuse, syntax_error
from kg.graph.vocabulary import DATA_PREFIXES, PREFIXES

_DEFAULT = ox.DefaultGraph()


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
        """Return the rows as plain text; unbound variables are left out."""
        return [{c: t.value for c, t in zip(self.columns, r, strict=True) if t is not None} for r in self.rows]


class Store:
    """An RDF store in memory or on disk."""

    def __init__(self, raw: ox.Store) -> None:
        self._raw = raw

    @classmethod
    def memory(cls, nquads: bytes) -> Store:
        """Make a store in memory with these N-Quads."""
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
            raise InputError(f"no store at {path}: run `kg build INPUT --out DIR` or name its folder with --graph")
        return cls(ox.Store.read_only(str(path)))

    @classmethod
    def change(cls, source: Path, target: Path, removed: bytes, added: bytes) -> None:
        """Write a store without some N-Quads and with others; it shares its files where the file system can."""
        ox.Store.read_only(str(source)).backup(str(target))
        raw = ox.Store(str(target))
        for quad in ox.parse(input=removed, format=ox.RdfFormat.N_QUADS):
            raw.remove(quad)
        raw.extend(ox.parse(input=added, format=ox.RdfFormat.N_QUADS))
        raw.flush()

    def values(self, subject: str, predicate: str) -> list[tuple[str, str]]:
        """Return what each graph has of a property: graph ("" for the default graph) and value, as N-Triples terms."""
        quads = self._raw.quads_for_pattern(_node(subject), _node(predicate), None, None)
        return [("" if q.graph_name == _DEFAULT else str(q.graph_name), str(q.object)) for q in quads]

    def graphs(self, ntriple: str) -> Iterator[str]:
        """Yield the named graphs that have a triple, given as a line of N-Triples."""
        (t,) = ox.parse(input=ntriple.encode(), format=ox.RdfFormat.N_TRIPLES)
        for quad in self._raw.quads_for_pattern(t.subject, t.predicate, t.object, None):
            if quad.graph_name != _DEFAULT:
                yield str(quad.graph_name)

    def about(self, subject: str) -> Iterator[tuple[str, str]]:
        """Yield predicate and object of what the default graph says of a subject, as N-Triples terms."""
        for quad in self._raw.quads_for_pattern(_node(subject), None, None, _DEFAULT):
            yield str(quad.predicate), str(quad.object)

    def having(self, predicate: str, value: str) -> Iterator[str]:
        """Yield the subjects of which the default graph has a property with this IRI, all as N-Triples terms."""
        for quad in self._raw.quads_for_pattern(None, _node(predicate), _node(value), _DEFAULT):
            yield str(quad.subject)

    def query(self, query: str, bindings: Mapping[str, Term] | None = None) -> Table | bytes | bool:
        """Answer any query: SELECT → Table, ASK → bool, CONSTRUCT and DESCRIBE → sorted N-Triples.

        `bindings` fixes selected variables to terms.  The columns of `SELECT *` come in alphabetical order.
        Raises QueryError when the query is malformed, calls SERVICE, names a dataset with FROM or is an update.
        """
        refuse(query)
        terms: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): _ox(term) for name, term in (bindings or {}).items()
        }
        try:
            result = self._raw.query(query, prefixes=PREFIXES, substitutions=terms or None)
        except SyntaxError as error:
            raise QueryError(syntax_error(query, str(error.msg))) from error
        except RuntimeError as error:
            raise QueryError(f"the query cannot be bound: {error}") from error
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QuerySolutions):
            columns = tuple(v.value for v in result.variables)
            return Table(columns, tuple(tuple(_term(row[c]) for c in columns) for row in result))
        return b"".join(sorted({f"{triple} .\n".encode() for triple in result}))

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Table:
        """Run a SELECT.  Raises QueryError as `query` does, and when it is no SELECT."""
        result = self.query(query, bindings)
        if not isinstance(result, Table):
            raise QueryError("this query is no SELECT")
        return result

    def ask(self, query: str) -> bool:
        """Run an ASK.  Raises QueryError as `query` does, and when it is no ASK."""
        result = self.query(query)
        if not isinstance(result, bool):
            raise QueryError("this query is no ASK")
        return result

    def ntriples(self) -> bytes:
        """Return the default graph as sorted N-Triples."""
        buffer = io.BytesIO()
        self._raw.dump(buffer, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        return b"".join(sorted(buffer.getvalue().splitlines(keepends=True)))

    def nquads(self) -> bytes:
        """Return everything as sorted N-Quads."""
        buffer = io.BytesIO()
        self._raw.dump(buffer, ox.RdfFormat.N_QUADS)
        return b"".join(sorted(buffer.getvalue().splitlines(keepends=True)))

    def __len__(self) -> int:
        return len(self._raw)


def turtle(ntriples: bytes) -> bytes:
    """Sorted N-Triples as Turtle with those of our prefixes that occur; the same triples give the same bytes."""
    used = {prefix: name for prefix, name in (PREFIXES | DATA_PREFIXES).items() if f"<{name}".encode() in ntriples}
    triples: Iterable[ox.Quad] = ox.parse(input=ntriples, format=ox.RdfFormat.N_TRIPLES)
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used)
    assert data is not None
    # Oxigraph writes the prefixes first, a line each, in an order that differs from process to process.
    lines = data.splitlines(keepends=True)
    return b"".join(sorted(lines[: len(used)]) + lines[len(used) :])


def written(term: Term) -> str:
    r"""Write the term as SPARQL and N-Triples have it, escaped.

    >>> print(written(Term("literal", 'a "b"', lang="vi")))
    "a \"b\""@vi
    """
    return str(_ox(term))


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri[1:-1])


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
