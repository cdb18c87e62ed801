"""A graph against `ontology/shapes.ttl`: `validate(ntriples)` → `(Violation("…shapes#status", "…/tenure/x", …), …)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from kg.errors import LexiconError
from kg.graph.store import Store
from kg.graph.terms import name
from kg.resources import folder

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken constraint: which shape, at which node, on which property, with which value, and what it means.

    `shape`, `focus` and `path` are IRIs, `value` is text.  `path` and `value` are empty where the shape speaks of the
    node as a whole, or of something that is missing.
    """

    shape: str
    focus: str
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes that pyshacl checks, the queries that the store runs, and the messages of both, by shape."""

    core: Graph
    queries: dict[str, str]
    messages: dict[str, str]


def validate(ntriples: bytes, lang: Literal["en", "vi"] = "en") -> tuple[Violation, ...]:
    """Check a whole graph, and return what breaks a shape, sorted; an empty tuple means that the graph conforms.

    `ntriples` is N-Triples; `lang` the language of the messages.  The shapes are our own only, never those of the data.
    Raises SyntaxError when the bytes are no N-Triples, LexiconError when the shapes are wrong.
    """
    store, shapes = Store.memory(ntriples), _shapes(lang)
    return tuple(sorted({*_core(ntriples, shapes), *_queries(store, shapes)}))


# Properties with a value for every mention: what a value must be is told by one of them.
_MANY = frozenset(name(p) for p in ("kgo:mention", "kgo:evidence", "kgo:observedOn", "skos:altLabel"))
_EDGE = tuple(name(f"rdf:{part}") for part in ("subject", "predicate", "object"))
_SUBJECT = _EDGE[0]
_DEPTH = 2  # how far from a node its shapes look: to what a quote's article or a post's body is


def validate_part(store: Store, subjects: Sequence[str]) -> tuple[Violation, ...]:
    """Check some nodes (IRIs) of a graph in a store as `validate` checks all of it."""
    # Of the edges from these nodes a shape wants to see the rdf:Statement.
    statements = {t for s in subjects for t in store.having(_SUBJECT, f"<{s}>")}
    lines = {f"{t} {p} {o} .\n" for t in statements for p, o in store.about(t) if p in _EDGE}
    seen: set[str] = set()
    layer = {f"<{s}>" for s in subjects}
    for _ in range(_DEPTH + 1):
        following: set[str] = set()
        for subject in sorted(layer - seen):
            told: dict[str, int] = {}
            for p, o in store.about(subject):
                told[p] = told.get(p, 0) + 1
                if p in _MANY and told[p] > 1:
                    continue
                lines.add(f"{subject} {p} {o} .\n")
                if o.startswith("<"):
                    following.add(o)
        seen |= layer
        layer = following
    wanted = set(subjects)
    return tuple(v for v in validate("".join(sorted(lines)).encode()) if v.focus in wanted)


def _core(ntriples: bytes, shapes: _Shapes) -> list[Violation]:
    # Imported here, for they take longer to load than most commands to run.
    import pyshacl
    from rdflib import SH, Graph

    data = Graph().parse(data=ntriples, format="nt")
    # In place, for without inference nothing is added to the data.
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes.core, inplace=True)
    if not isinstance(report, Graph):
        raise LexiconError(f"ontology/shapes.ttl cannot be used: {report}")
    violations = []
    for result in report.objects(None, SH.result):
        parts = (report.value(result, part) for part in (SH.sourceShape, SH.focusNode, SH.resultPath, SH.value))
        shape, focus, path, value = ("" if part is None else str(part) for part in parts)
        violations.append(Violation(shape, focus, path, value, shapes.messages[shape]))
    return violations


def _queries(store: Store, shapes: _Shapes) -> list[Violation]:
    return [
        Violation(shape, row["this"], row.get("path", ""), row.get("value", ""), shapes.messages[shape])
        for shape, query in shapes.queries.items()
        for row in store.select(query).dicts()
    ]


@lru_cache
def _shapes(lang: str) -> _Shapes:
    """Read the shapes.  Their queries are taken out: pyshacl would run each once a node, the store runs it once."""
    from rdflib import SH, Graph

    core = Graph().parse(folder("ontology") / "shapes.ttl", format="turtle")
    queries = {str(shape): str(query) for shape, query in core.subject_objects(SH.select)}
    messages = {
        str(s): str(text) for s, text in core.subject_objects(SH.message) if getattr(text, "language", "") == lang
    }
    core.remove((None, SH.sparql, None))
    return _Shapes(core, queries, messages)
