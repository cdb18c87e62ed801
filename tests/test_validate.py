"""Each shape against small changes that break it: `a tenure without status | <tenure/x> kgo:status | - | status`."""

import re
import subprocess
import sys
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection

from kg.graph.store import Store
from kg.graph.validate import Violation, validate, validate_part
from kg.graph.vocabulary import BASE, KGO, PREFIXES, iri
from kg.resources import folder
from tests.sample import ntriples

SHAPES = Graph().parse(folder("ontology") / "shapes.ttl", format="turtle")
ONTOLOGY = Graph().parse(folder("ontology") / "kg.ttl", format="turtle")
NAMESPACE = "https://kg.example.org/shapes#"
HEADER = f"@base <{BASE}> .\n" + "".join(f"@prefix {p}: <{namespace}> .\n" for p, namespace in PREFIXES.items())

KHANG = "<person/tran-minh-khang>"
TENURE = "<tenure/khang-bi-thu>"
BODY = "<body/quan-uy-binh-tan>"
CITY = "<locality/thanh-pho-ho-chi-minh>"
CONGRESS = "<event/dai-hoi-dang-bo-quan-binh-tan-12>"
TERM = "<term/2020-2025>"
ROLE = "<role/bi-thu>"
HAMLET = "<locality/khu-pho-5-binh-hung-hoa>"
QUOTE = "<article/binh-tan-dai-hoi#char=172,187>"

CASES = [
    tuple("" if part == "-" else part for part in line.split(" | "))
    for line in Path(__file__).with_name("sample_violations.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def changed(remove: str, add: str) -> bytes:
    """The sample without the triples that begin as `remove` does, and with those of the Turtle `add`."""
    lines = ntriples().decode().splitlines(keepends=True)
    if remove:
        subject, *rest = remove.split(" ")
        begin = subject.replace("<", f"<{BASE}") + "".join(f" <{iri(name)}>" for name in rest)
        kept = [line for line in lines if not line.startswith(f"{begin} ")]
        assert len(kept) < len(lines), f"the sample has no {remove}"
        lines = kept
    added = Graph().parse(data=f"{HEADER}{add} .", format="turtle").serialize(format="nt") if add else ""
    return ("".join(lines) + added).encode()


def names(violations: tuple[Violation, ...]) -> set[str]:
    return {violation.shape.removeprefix(NAMESPACE) for violation in violations}


def test_the_sample_conforms() -> None:
    assert validate(ntriples()) == ()


@pytest.mark.parametrize(("remove", "add", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_what_breaks_a_shape_is_reported(remove: str, add: str, expected: str) -> None:
    assert names(validate(changed(remove, add))) == set(expected.split())


@pytest.mark.parametrize(("remove", "add"), [pytest.param(*case[1:3], id=case[0]) for case in CASES])
def test_every_node_alone_breaks_what_it_breaks_in_the_whole(remove: str, add: str) -> None:
    store = Store.memory(changed(remove, add))
    whole = validate(store.ntriples())  # the store writes some values in another way
    for focus in sorted({v.focus for v in whole if v.focus.startswith("http")}):
        assert validate_part(store, [focus]) == tuple(v for v in whole if v.focus == focus)


def test_every_node_of_the_sample_conforms_alone() -> None:
    store = Store.memory(ntriples())
    subjects = sorted({line.split(" ", 1)[0][1:-1] for line in ntriples().decode().splitlines()})
    for n in range(0, len(subjects), 10):
        assert validate_part(store, subjects[n : n + 10]) == ()
    assert validate_part(store, subjects) == validate_part(store, []) == ()


def test_every_shape_has_a_case_that_breaks_it() -> None:
    shapes = {str(shape).removeprefix(NAMESPACE) for shape in SHAPES.subjects(SH.message, unique=True)}
    assert shapes - {name for case in CASES for name in case[3].split()} == set()


def test_every_shape_speaks_both_languages() -> None:
    constraints = {*SHAPES.subjects(SH.path, None), *SHAPES.subjects(SH.select, None)}
    constraints |= {
        s
        for part in (SH["class"], SH.nodeKind, SH["or"])
        for s in SHAPES.subjects(part)
        if str(s).startswith(NAMESPACE)
    }
    for shape in constraints:
        assert sorted(getattr(text, "language", "") for text in SHAPES.objects(shape, SH.message)) == ["en", "vi"], (
            shape
        )


def test_a_violation_says_where_and_what() -> None:
    graph = changed(f"{TENURE} kgo:status", f'{TENURE} kgo:status "acting"')
    shape, focus, path = f"{NAMESPACE}status", f"{BASE}tenure/khang-bi-thu", f"{KGO}status"
    english, vietnamese = validate(graph), validate(graph, "vi")
    assert english == (Violation(shape, focus, path, "acting", "Status is exactly one of current, former, incoming."),)
    assert vietnamese[0].message == "Tình trạng phải là một trong: current, former, incoming."


def test_a_query_says_where_and_what() -> None:
    (violation,) = validate(changed("", f"{BODY} kgo:jurisdiction {CITY}"))
    place = f"{BASE}locality/thanh-pho-ho-chi-minh"
    assert (violation.focus, violation.value) == (f"{BASE}body/quan-uy-binh-tan", place)
    assert violation.path == f"{KGO}jurisdiction"


@pytest.mark.parametrize(
    "change",
    [
        # Ông is a surname and Nguyên begins a name, too.
        (f"{KHANG} skos:prefLabel", f'{KHANG} skos:prefLabel "Ông Ích Khiêm"@vi'),
        (f"{KHANG} skos:prefLabel", f'{KHANG} skos:prefLabel "Nguyên Ngọc"@vi'),
        ("", f'{TENURE} schema:endDate "2020"^^xsd:gYear'),
        (
            "",
            "<locality/dao-truong-sa> a kgo:Hamlet, schema:AdministrativeArea ; "
            'skos:prefLabel "đảo Trường Sa"@vi ; geo:lat 8.645 ; geo:long 111.92',
        ),
        (f"{CONGRESS} kgo:ordinal", ""),
    ],
)
def test_what_is_allowed_is_not_reported(change: tuple[str, str]) -> None:
    assert validate(changed(*change)) == ()


@pytest.mark.parametrize(
    ("node", "remove", "add", "expected"),
    [
        (QUOTE, "", "", set()),
        (BODY, "", "", set()),
        (QUOTE, f"{QUOTE} oa:exact", f'{QUOTE} oa:exact "Minh Khang"', {"quoteLength"}),
        (BODY, "", f"{BODY} kgo:jurisdiction {CITY}", {"edgeEvidence"}),
        (TERM, f"{TERM} kgo:endYear", f'{TERM} kgo:endYear "2015"^^xsd:gYear', {"period"}),
        (ROLE, "", f"{ROLE} skos:broader {ROLE}", {"noCycle"}),
        (HAMLET, f"{HAMLET} schema:containedInPlace", f"{HAMLET} schema:containedInPlace {HAMLET}", {"noCycle"}),
        (BODY, "", f"{BODY} org:subOrganizationOf {BODY}", {"noCycle", "edgeEvidence"}),
    ],
)
def test_any_shacl_engine_can_use_the_shapes(node: str, remove: str, add: str, expected: set[str]) -> None:
    """The queries, which we run once a graph, mean the same to an engine that runs them once a node."""
    graph = changed(remove, add)
    data = Graph().parse(data=graph, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, focus_nodes=[BASE + node.strip("<>")])
    assert isinstance(report, Graph)
    assert {str(o).removeprefix(NAMESPACE) for o in report.objects(None, SH.sourceConstraint)} == expected
    assert names(validate(graph)) == expected


def test_the_shapes_know_the_properties_of_the_vocabulary() -> None:
    (query,) = (str(o) for o in SHAPES.objects(None, SH.select) if "NOT IN" in str(o))
    properties = {str(s).removeprefix(KGO) for s in ONTOLOGY.subjects(SKOS.definition) if str(s)[len(KGO)].islower()}
    assert set(re.findall(r"kgo:(\w+)", query)) == properties


@pytest.mark.parametrize(
    ("shape", "kind", "parent"),
    [
        ("RoleChange", "changeKind", "kgo:RoleChange"),
        ("Body", "bodyKind", "org:FormalOrganization"),
        ("Document", "documentKind", "kgo:OfficialDocument"),
        ("Locality", "localityKind", "schema:AdministrativeArea"),
    ],
)
def test_the_shapes_know_the_kinds_of_the_vocabulary(shape: str, kind: str, parent: str) -> None:
    kinds = set(ONTOLOGY.subjects(RDFS.subClassOf, URIRef(iri(parent))))
    assert set(SHAPES.objects(URIRef(NAMESPACE + shape), SH.targetClass)) == {*kinds, URIRef(iri(parent))}
    allowed = SHAPES.value(SHAPES.value(URIRef(NAMESPACE + kind), SH.qualifiedValueShape), SH["in"])
    assert allowed is not None
    assert set(Collection(SHAPES, allowed)) == kinds


def test_importing_the_module_is_cheap() -> None:
    code = "import sys, kg.graph.validate; sys.exit(bool({'rdflib', 'pyshacl'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_no_n_triples_raises() -> None:
    with pytest.raises(SyntaxError):
        validate(b"<a> <b> .\n")
