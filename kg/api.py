"""The Python API: `kg.build(["seeds"]).query("SELECT …")`; what the command line does, in a notebook."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg import output, pipeline
from kg.graph.queries import find, run
from kg.graph.store import Store, Table, turtle
from kg.graph.vocabulary import BASE
from kg.model import Issue

if TYPE_CHECKING:
    import rdflib


class Graph:
    """A knowledge graph that can be asked, exported and looked at."""

    def __init__(self, store: Store, built: pipeline.Built | None = None) -> None:
        self._store = store
        self._built = built

    @property
    def counts(self) -> dict[str, int]:
        """How many people, bodies, tenures … there are; empty for a graph opened from disk."""
        return self._built.counts if self._built else {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read."""
        return self._built.issues if self._built else ()

    def query(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT as dictionaries of plain text.

        Prefixes of the vocabulary need no declaration.  Raises kg.errors.QueryError when the query is no valid SELECT.
        """
        return self._store.select(query).dicts()

    def ask(self, name: str, params: Mapping[str, str] | None = None) -> list[dict[str, str]]:
        """The rows of a named query of `queries/`, for example `ask("holders", {"body": "Quận ủy Bình Tân"})`.

        Raises kg.errors.QueryError for an unknown query, parameter or name.
        """
        result = run(self._store, find(name, io.StringIO()), params or {})
        return result.dicts() if isinstance(result, Table) else []

    def to_turtle(self) -> str:
        """The default graph as Turtle; the same graph gives the same text."""
        return turtle(self._store.ntriples()).decode()

    def to_rdflib(self) -> rdflib.Graph:
        """The default graph as an rdflib Graph."""
        import rdflib

        return rdflib.Graph().parse(data=self._store.ntriples(), format="nt")

    def save(self, out: str | Path) -> dict[str, object]:
        """Write all outputs into a folder, as `kg build` does, and return the report.

        Raises kg.errors.InputError when the folder cannot be written, or the graph was opened from disk.
        """
        if self._built is None:
            raise output.InputError("a graph opened from disk is saved already: copy its folder")
        return output.write(self._built, Path(out))

    def __len__(self) -> int:
        """Triples of the default graph."""
        return self._store.ntriples().count(b"\n")


def build(inputs: Sequence[str | Path], *, jobs: int = 1, base_iri: str = BASE) -> Graph:
    """Build the graph of files and folders (plain text, JSON Lines) in memory.

    `jobs` processes read articles at once.  Raises kg.errors.InputError when an input does not exist or holds no article.

    >>> import kg
    >>> from kg.resources import PACKAGE
    >>> g = kg.build([PACKAGE.parent / "seeds"])  # doctest: +SKIP
    """
    built = pipeline.build(inputs, jobs=jobs, base=base_iri)
    return Graph(Store.memory(built.dataset.nquads), built)


def open_graph(out: str | Path) -> Graph:
    """The graph that `kg build … --out OUT` wrote.  Raises kg.errors.InputError when there is none."""
    return Graph(Store.open(Path(out) / "store"))
