"""The sample graph as N-Quads: `nquads()` → `<…/person/tran-minh-khang> <…prefLabel> "Trần Minh Khang"@vi .` …"""

from functools import cache
from pathlib import Path

from rdflib import Graph

from kg.graph.vocabulary import BASE, iri

TURTLE = Path(__file__).with_name("sample.ttl")
ARTICLES = ("binh-tan-dai-hoi", "binh-hung-hoa-so-ket")
_LINKS = {f"<{iri(name)}>" for name in ("kgo:evidence", "kgo:mention")}
_REFERENCE = tuple(f"<{BASE}{kind}/" for kind in ("role", "body-type", "locality", "term"))


@cache
def ntriples() -> bytes:
    """The sample as sorted N-Triples, each distinct fact once."""
    lines = Graph().parse(TURTLE, format="turtle").serialize(format="nt", encoding="utf-8").splitlines(keepends=True)
    return b"".join(sorted(line for line in lines if line.strip()))


def nquads() -> bytes:
    """The sample in the default graph, and once more in a named graph for each article and for the reference data.

    An article's graph holds its own node, its quotes, and every subject that points to one of these quotes, with
    the edge that a statement speaks of.
    """
    triples = [tuple(line.removesuffix(" .").split(" ", 2)) for line in ntriples().decode().splitlines()]
    quads = [(*triple, "") for triple in triples]
    for slug in ARTICLES:
        article = f"{BASE}article/{slug}"
        stated = {s for s, p, o in triples if p in _LINKS and o.startswith(f"<{article}#")}
        own = {s for s, _, _ in triples if s == f"<{article}>" or s.startswith(f"<{article}#")}
        spoken = {(s, p): o for s, p, o in triples if s in stated and p.startswith(f"<{iri('rdf:')}")}
        edges = {
            tuple(spoken[s, f"<{iri(f'rdf:{part}')}>"] for part in ("subject", "predicate", "object"))
            for s in stated
            if "/statement/" in s
        }
        graph = f"<{BASE}graph/{slug}>"
        quads += [
            (s, p, o, graph)
            for s, p, o in triples
            if s in own or (s, p, o) in edges or (s in stated and (p not in _LINKS or o.startswith(f"<{article}#")))
        ]
    quads += [(*t, f"<{BASE}graph/reference>") for t in triples if t[0].startswith(_REFERENCE) and t[1] not in _LINKS]
    return "".join(sorted(f"{s} {p} {o} {g}".rstrip() + " .\n" for s, p, o, g in quads)).encode()
