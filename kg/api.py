"""The Python API: `kg.build(["seeds"]).query("SELECT …")`; what the command line does, in a notebook.

>>> import kg, pathlib, shutil, tempfile
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> article = folder / "can-gio.txt"
>>> article.write_text("Ông Trần Văn Khôi là Bí thư Huyện ủy Cần Giờ. Huyện ủy ban hành Kế hoạch số 12-KH/HU.") > 0
True
>>> graph = kg.build([article])
>>> graph.ask("holders", {"body": "Huyện ủy Cần Giờ"})[0]["person"]
'Trần Văn Khôi'
>>> graph.query("SELECT ?symbol WHERE { ?document eli:id_local ?symbol }")
[{'symbol': '12-KH/HU'}]
>>> report = graph.save(folder / "out")
>>> kg.open_graph(folder / "out").to_turtle() == graph.to_turtle()
True
>>> shutil.rmtree(folder)
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg import output, pipeline
from kg.errors import InputError, QueryError
from kg.graph.queries import find, run
from kg.graph.store import Store, Table, turtle
from kg.graph.vocabulary import BASE
from kg.model import Issue
from kg.staging import opened

if TYPE_CHECKING:
    import rdflib

# What an IRI that is put together with paths and fragments can begin with.
_BASE = re.compile(r"https?://[\w.-]+(?::\d+)?/(?:[\w.~+@:=-]+/)*")


class Graph:
    """A knowledge graph that can be asked, exported and looked at."""

    def __init__(self, store: Store, built: pipeline.Built | None = None, base: str = BASE) -> None:
        self._store = store
        self._built = built
        self._base = base

    @property
    def counts(self) -> dict[str, int]:
        """How many people, bodies, tenures … there are; empty for a graph opened from disk."""
        return self._built.counts if self._built else {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read."""
        return self._built.issues if self._built else ()

    def query(self, query: str) -> list[dict[str, str]]:
        """Return the rows of a SELECT as dictionaries of plain text; what is unbound is left out.

        Prefixes of the vocabulary need no declaration.  Raises kg.errors.QueryError when the query is no valid SELECT.
        """
        return self._store.select(query).dicts()

    def ask(self, name: str, params: Mapping[str, str] | None = None) -> list[dict[str, str]]:
        """Return the rows of a named query of `queries/`, for example `ask("holders", {"body": "Quận ủy Bình Tân"})`.

        Raises kg.errors.QueryError for an unknown query, parameter or name, and for a question that gives no rows.
        """
        result = run(self._store, find(name, io.StringIO()), params or {})
        if not isinstance(result, Table):
            raise QueryError(f"{name} gives no rows: run it on the command line, `kg query {name}`")
        return result.dicts()

    def to_turtle(self) -> str:
        """Return the default graph as Turtle; the same graph gives the same text."""
        return turtle(self._store.ntriples()).decode()

    def to_rdflib(self) -> rdflib.Graph:
        """Return the default graph as an rdflib Graph."""
        import rdflib

        return rdflib.Graph().parse(data=self._store.ntriples(), format="nt")

    def save(self, out: str | Path, *, check: bool = True) -> dict[str, object]:
        """Write all outputs into a folder, as `kg build` does, and return the report.

        Raises kg.errors.InputError when the folder cannot be written, or the graph was opened from disk, and
        kg.errors.ShapeError, after writing, when the graph violates a shape (`check=False` does not look).
        """
        if self._built is None:
            raise InputError("a graph opened from disk is saved already: copy its folder")
        documents = [r.document for r in self._built.read]
        kept = {d.id for d in documents}
        order = output.Order(
            documents,
            self._built.issues,
            remove=lambda archive: [a for a in archive.articles() if a not in kept],
            readings=self._built.read,
        )
        return output.update(Path(out), order, output.Settings(self._base, check))

    def __len__(self) -> int:
        """Count the triples of the default graph."""
        return self._store.ntriples().count(b"\n")


def build(inputs: str | Path | Sequence[str | Path], *, jobs: int = 1, base_iri: str = BASE) -> Graph:
    """Build the graph of a file or folder, or of several (plain text, JSON Lines), in memory.

    `jobs` processes read articles at once.  Raises kg.errors.InputError when an input does not exist or holds no
    article, or when `base_iri` cannot begin the IRIs of the graph.
    """
    base = checked_base(base_iri)
    several = [inputs] if isinstance(inputs, (str, Path)) else inputs
    built = pipeline.build(several, jobs=jobs, base=base)
    return Graph(Store.memory(built.dataset.nquads), built, base)


def checked_base(base: str) -> str:
    """Return the base when IRIs can begin with it.  Raises kg.errors.InputError.

    >>> checked_base("https://kg.example.vn/id/")
    'https://kg.example.vn/id/'
    """
    if not _BASE.fullmatch(base):
        raise InputError(f"base IRI {base!r}: give an http(s) address that ends in /, such as {BASE}")
    return base


def open_graph(out: str | Path) -> Graph:
    """Open the graph that `kg build … --out OUT` wrote.  Raises kg.errors.InputError when there is none."""
    return Graph(opened(Path(out)))
