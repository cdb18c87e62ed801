"""Each shape against a small change of the sample that breaks it: `("status", "… kgo:status", "", "status")`."""

import re

import pyshacl
import pytest
from rdflib import SH, Graph

from kg.graph.validate import Violation, validate
from kg.graph.vocabulary import BASE, KGO, PREFIXES, iri
from kg.resources import folder
from tests.sample import ntriples

SHAPES = Graph().parse(folder("ontology") / "shapes.ttl", format="turtle")
NAMESPACE = "https://kg.example.org/shapes#"
HEADER = f"@base <{BASE}> .\n" + "".join(f"@prefix {p}: <{namespace}> .\n" for p, namespace in PREFIXES.items())

KHANG = "<person/tran-minh-khang>"
TENURE = "<tenure/khang-bi-thu>"
CHANGE = "<change/khang-bi-thu>"
BODY = "<body/quan-uy-binh-tan>"
DIRECTIVE = "<document/chi-thi-35-ct-tw-2019>"
PLAN = "<document/ke-hoach-118-kh-qu-2020>"
CITY = "<locality/thanh-pho-ho-chi-minh>"
DISTRICT = "<locality/quan-binh-tan>"
WARD = "<locality/phuong-binh-hung-hoa>"
HAMLET = "<locality/khu-pho-5-binh-hung-hoa>"
CONGRESS = "<event/dai-hoi-dang-bo-quan-binh-tan-12>"
TERM = "<term/2020-2025>"
ARTICLE = "<article/binh-tan-dai-hoi>"
QUOTE = "<article/binh-tan-dai-hoi#char=172,187>"
STATEMENT = "<statement/5b0f6c1a>"

# What is broken, the triples taken away (subject, predicate and, if need be, object), those added, the shapes reported.
CASES = [
    # Every node
    ("a blank node", "", '[] a skos:Concept ; skos:prefLabel "Sở"@vi', "Node"),
    ("an empty rank", "", f'{KHANG} kgo:rank ""', "text"),
    ("a label of one space", "", f'{KHANG} skos:altLabel " "@vi', "text altLabel"),
    ("a misspelt property", "", f'{KHANG} kgo:ranks "Đại tá"', "knownProperty"),
    ("no label", f"{KHANG} skos:prefLabel", "", "prefLabel"),
    ("two labels", "", f'{KHANG} skos:prefLabel "Trần Khang"@vi', "prefLabel"),
    ("a padded label", f"{TERM} skos:prefLabel", f'{TERM} skos:prefLabel "2020-2025 "@vi', "prefLabel"),
    ("a padded other name", "", f'{BODY} skos:altLabel " Quận uỷ"@vi', "altLabel"),
    ("a mention of no quote", "", f"{KHANG} kgo:mention {ARTICLE}", "mention"),
    ("a person whom nobody mentions", f"{KHANG} kgo:mention", "", "mentioned"),
    ("a document that nobody mentions", f"{PLAN} kgo:mention", "", "mentioned"),
    # Evidence of edges
    ("a part without evidence", "", f"<body/cong-an-quan-binh-tan> org:subOrganizationOf {BODY}", "edgeEvidence"),
    ("a territory without evidence", "", f"{BODY} kgo:jurisdiction {CITY}", "edgeEvidence"),
    ("an issuer without evidence", f"{STATEMENT} rdf:object", "", "edgeEvidence object"),
    ("an organizer without evidence", "<statement/46a9bd12> rdf:subject", "", "edgeEvidence subject"),
    ("an implementation without evidence", "<statement/2e8a4f03> rdf:predicate", "", "edgeEvidence predicate"),
    ("two subjects", "", f"{STATEMENT} rdf:subject {PLAN}", "subject asserted"),
    ("a literal predicate", "", f'{STATEMENT} rdf:predicate "x"', "predicate asserted"),
    ("two objects", "", f"{STATEMENT} rdf:object {BODY}", "object asserted"),
    ("a statement of no fact", f"{DIRECTIVE} eli:passed_by", "", "asserted"),
    # Facts
    ("a tenure without evidence", f"{TENURE} kgo:evidence", "", "evidence"),
    ("a change without evidence", f"{CHANGE} kgo:evidence", "", "evidence"),
    ("a congress without evidence", f"{CONGRESS} kgo:evidence", "", "evidence"),
    ("a statement without evidence", f"{STATEMENT} kgo:evidence", "", "evidence"),
    ("an article as evidence", "", f"{TENURE} kgo:evidence {ARTICLE}", "evidence"),
    ("a fact without rule", f"{TENURE} kgo:rule", "", "rule"),
    ("confidence of zero", f"{TENURE} kgo:confidence", f"{TENURE} kgo:confidence 0.0", "confidence"),
    ("confidence above one", f"{TENURE} kgo:confidence", f"{TENURE} kgo:confidence 1.01", "confidence"),
    ("confidence that is no decimal", f"{TENURE} kgo:confidence", f"{TENURE} kgo:confidence 1", "confidence"),
    ("confidence twice", "", f"{TENURE} kgo:confidence 0.5", "confidence"),
    # Dates
    ("a birth date in words", "", f'{KHANG} schema:birthDate "năm 1970"', "birthDate"),
    ("a day that no month has", "", f'{KHANG} schema:birthDate "1970-02-31"^^xsd:date', "birthDate"),
    (
        "a start with a time",
        f"{TENURE} schema:startDate",
        f'{TENURE} schema:startDate "2020-08-12T08:00:00"^^xsd:dateTime',
        "startDate",
    ),
    ("an end in words", "", f'{TENURE} schema:endDate "2025"', "endDate"),
    ("two dates of a change", "", f'{CHANGE} dcterms:date "2020"^^xsd:gYear', "date"),
    ("two dates of a document", "", f'{DIRECTIVE} eli:date_document "2019"^^xsd:gYear', "dateDocument"),
    ("an observation in words", "", f'{TENURE} kgo:observedOn "2020"', "observedOn"),
    ("two first days", "", f'{DISTRICT} kgo:validFrom "2003"^^xsd:gYear', "validFrom"),
    ("two last days", "", f'{DISTRICT} kgo:validUntil "2025"^^xsd:gYear', "validUntil"),
    ("an end before the start", "", f'{TENURE} schema:endDate "2020-07"^^xsd:gYearMonth', "period"),
    (
        "a last day before the first",
        f"{DISTRICT} kgo:validUntil",
        f'{DISTRICT} kgo:validUntil "2003"^^xsd:gYear ; kgo:validFrom "2004"^^xsd:gYear',
        "period validFrom",
    ),
    # People, roles, posts, tenures
    ("a person that is no foaf:Person", f"{KHANG} rdf:type foaf:Person", "", "Person"),
    ("a birthplace that is no place", "", f"{KHANG} schema:birthPlace {BODY}", "birthPlace"),
    (
        "a form of address in a name",
        f"{KHANG} skos:prefLabel",
        f'{KHANG} skos:prefLabel "Đồng chí Trần Minh Khang"@vi',
        "nameWithoutTitle",
    ),
    ("Mr in a name", f"{KHANG} skos:prefLabel", f'{KHANG} skos:prefLabel "Ông Trần Minh Khang"@vi', "nameWithoutTitle"),
    (
        "a role in a name",
        f"{KHANG} skos:prefLabel",
        f'{KHANG} skos:prefLabel "Phó Chủ tịch Trần Minh Khang"@vi',
        "nameWithoutTitle",
    ),
    (
        "a degree in a name",
        f"{KHANG} skos:prefLabel",
        f'{KHANG} skos:prefLabel "TS.Trần Minh Khang"@vi',
        "nameWithoutTitle",
    ),
    ("a role that is no org:Role", "<role/bi-thu> rdf:type org:Role", "", "Role"),
    ("a body as a broader role", "", f"<role/pho-bi-thu> skos:broader {BODY}", "broader"),
    ("a post that is no org:Post", "<post/bi-thu-quan-uy-binh-tan> rdf:type org:Post", "", "Post"),
    ("a tenure without role", f"{TENURE} org:role", "", "oneRole"),
    ("a tenure of two roles", "", "<tenure/ha-chu-tich> org:role <role/bi-thu>", "oneRole"),
    ("a post in no body", "<post/bi-thu-quan-uy-binh-tan> org:postIn", "", "postIn"),
    ("a tenure that is no org:Membership", f"{TENURE} rdf:type org:Membership", "", "Tenure"),
    ("a tenure of two people", "", f"{TENURE} org:member <person/le-thi-ngoc-ha>", "oneMember"),
    ("a tenure of nobody", f"{TENURE} org:member", "", "oneMember"),
    ("a tenure nowhere", f"{TENURE} org:organization", "", "oneOrganization"),
    ("a role as a post", "", "<tenure/ha-chu-tich> kgo:post <role/chu-tich>", "post"),
    ("a tenure without status", f"{TENURE} kgo:status", "", "status"),
    ("an unknown status", f"{TENURE} kgo:status", f'{TENURE} kgo:status "acting"', "status"),
    ("two statuses", "", f'{TENURE} kgo:status "former"', "status"),
    ("a congress as a term", "", f"{TENURE} kgo:inTerm {CONGRESS}", "inTerm"),
    ("another body's post", "", "<tenure/ha-chu-tich> kgo:post <post/bi-thu-quan-uy-binh-tan>", "postAgrees"),
    # Changes
    ("a change that is no schema:Event", f"{CHANGE} rdf:type schema:Event", "", "RoleChange"),
    ("a change of no kind", f"{CHANGE} rdf:type kgo:Election", "", "changeKind"),
    ("a change of two kinds", "", f"{CHANGE} a kgo:Reelection", "changeKind"),
    ("a change of nobody", f"{CHANGE} org:member", "", "someMember"),
    ("a post as the role of a change", "", f"{CHANGE} org:role <post/bi-thu-quan-uy-binh-tan>", "someRole"),
    ("a place as the body of a change", "", f"{CHANGE} org:organization {DISTRICT}", "someOrganization"),
    ("a person who decides", "", f"{CHANGE} kgo:decidedBy {KHANG}", "decidedBy"),
    ("a change under an article", "", f"{CHANGE} kgo:underDocument {ARTICLE}", "underDocument"),
    ("a change without modality", f"{CHANGE} kgo:modality", "", "modality"),
    ("an unknown modality", f"{CHANGE} kgo:modality", f'{CHANGE} kgo:modality "planned"', "modality"),
    # Bodies
    (
        "a body that is no org:FormalOrganization",
        "<body/cong-an-quan-binh-tan> rdf:type org:FormalOrganization",
        "",
        "Body oneOrganization",
    ),
    ("a body of no kind", f"{BODY} rdf:type kgo:PartyBody", "", "bodyKind"),
    ("a body of two kinds", "", f"{BODY} a kgo:StateBody", "bodyKind"),
    ("a body type in words", "", '<body/dang-bo-quan-binh-tan> kgo:bodyType "Đảng bộ"', "bodyType"),
    ("an unknown level", f"{BODY} kgo:level", f'{BODY} kgo:level "ward"', "level"),
    ("a place as the body above", "", f"{BODY} org:subOrganizationOf {CITY}", "subOrganizationOf edgeEvidence"),
    ("a body as jurisdiction", "", f"{BODY} kgo:jurisdiction <body/bo-chinh-tri>", "jurisdiction edgeEvidence"),
    (
        "bodies in a circle",
        "",
        f"{BODY} org:subOrganizationOf <body/ban-thuong-vu-quan-uy-binh-tan>",
        "noCycle edgeEvidence",
    ),
    ("a role above itself", "", "<role/bi-thu> skos:broader <role/bi-thu>", "noCycle"),
    # Official documents
    ("a document that is no eli:LegalResource", f"{PLAN} rdf:type eli:LegalResource", "", "Document"),
    ("a document of no type", f"{PLAN} rdf:type kgo:Plan", "", "documentKind"),
    ("a document of two types", "", f"{PLAN} a kgo:Programme", "documentKind"),
    ("a symbol with a space", f"{PLAN} eli:id_local", f'{PLAN} eli:id_local "118 - KH/QU"', "idLocal"),
    ("two symbols", "", f'{PLAN} eli:id_local "119-KH/QU"', "idLocal"),
    ("a person as issuer", "", f"{PLAN} eli:passed_by {KHANG}", "passedBy edgeEvidence"),
    ("an amended body", "", f"{PLAN} eli:amends {BODY}", "amends edgeEvidence"),
    ("a repealed body", "", f"{PLAN} eli:repeals {BODY}", "repeals edgeEvidence"),
    ("a document based on a body", "", f"{PLAN} eli:based_on {BODY}", "basedOn edgeEvidence"),
    ("a person who implements", "", f"{KHANG} kgo:implements {DIRECTIVE}", "Implementer edgeEvidence"),
    ("an implemented body", "", f"{PLAN} kgo:implements {BODY}", "implements edgeEvidence"),
    # Localities
    ("a place that is no schema:AdministrativeArea", f"{HAMLET} rdf:type schema:AdministrativeArea", "", "Locality"),
    ("a place of no class", f"{HAMLET} rdf:type kgo:Hamlet", "", "localityKind"),
    ("a place of two classes", "", f"{HAMLET} a kgo:Commune", "localityKind communeParent"),
    ("a capital type word", f"{WARD} skos:prefLabel", f'{WARD} skos:prefLabel "Phường Bình Hưng Hòa"@vi', "typeWord"),
    ("a hamlet in two communes", "", f"{HAMLET} schema:containedInPlace {DISTRICT}", "containedInPlace"),
    (
        "a hamlet in a body",
        f"{HAMLET} schema:containedInPlace",
        f"{HAMLET} schema:containedInPlace {BODY}",
        "containedInPlace",
    ),
    ("a province in a province", "", f"<locality/tinh-ben-tre> schema:containedInPlace {CITY}", "noParent"),
    (
        "places in a circle",
        f"{WARD} schema:containedInPlace",
        f"{WARD} schema:containedInPlace {HAMLET}",
        "noCycle communeParent",
    ),
    (
        "a district in a ward",
        f"{DISTRICT} schema:containedInPlace",
        f"{DISTRICT} schema:containedInPlace <locality/x>",
        "containedInPlace districtParent",
    ),
    (
        "a commune in a commune",
        f"{WARD} schema:containedInPlace",
        f"{WARD} schema:containedInPlace <locality/x>",
        "containedInPlace communeParent",
    ),
    ("two codes", "", f'{WARD} kgo:officialCode "27439"', "oneCode"),
    ("a code that is a number", f"{CITY} kgo:officialCode", f"{CITY} kgo:officialCode 79", "oneCode"),
    ("a province's code of three digits", f"{CITY} kgo:officialCode", f'{CITY} kgo:officialCode "079"', "provinceCode"),
    (
        "a district's code of two digits",
        f"{DISTRICT} kgo:officialCode",
        f'{DISTRICT} kgo:officialCode "77"',
        "districtCode",
    ),
    ("a commune's code with a letter", f"{WARD} kgo:officialCode", f'{WARD} kgo:officialCode "2743A"', "communeCode"),
    ("a hamlet's code", "", f'{HAMLET} kgo:officialCode "27437"', "noCode"),
    ("a place succeeded by a body", "", f"{CITY} kgo:succeededBy {BODY}", "succeededBy"),
    ("a latitude off Vietnam", f"{CITY} geo:lat", f"{CITY} geo:lat 24.1", "lat"),
    ("a latitude alone", f"{CITY} geo:long", "", "long"),
    ("a longitude as latitude", f"{CITY} geo:lat", f"{CITY} geo:lat 106.7009", "lat"),
    # Events, terms
    ("a congress that is no schema:Event", f"{CONGRESS} rdf:type schema:Event", "", "Event"),
    ("a congress that is a session too", "", f"{CONGRESS} a kgo:Session", "eventKind"),
    ("a congress of two bodies", "", f"{CONGRESS} schema:organizer {BODY}", "organizer edgeEvidence"),
    ("a congress numbered zero", f"{CONGRESS} kgo:ordinal", f"{CONGRESS} kgo:ordinal 0", "ordinal"),
    ("a Roman number", f"{CONGRESS} kgo:ordinal", f'{CONGRESS} kgo:ordinal "XII"', "ordinal"),
    ("a congress in a body", "", f"{CONGRESS} schema:location {BODY}", "location"),
    ("a term that is no time:ProperInterval", f"{TERM} rdf:type time:ProperInterval", "", "Term"),
    ("a term that ends before it starts", f"{TERM} kgo:endYear", f'{TERM} kgo:endYear "2015"^^xsd:gYear', "period"),
    ("two first years", "", f'{TERM} kgo:startYear "2021"^^xsd:gYear', "startYear"),
    ("two last years", "", f'{TERM} kgo:endYear "2026"^^xsd:gYear', "endYear"),
    # Articles, quotes
    ("an article that is no prov:Entity", f"{ARTICLE} rdf:type prov:Entity", "", "Source"),
    ("an article with two titles", "", f'{ARTICLE} dcterms:title "Tin"@vi', "title"),
    ("an article without hash", f"{ARTICLE} schema:sha256", "", "sha256"),
    ("a hash in capitals", f"{ARTICLE} schema:sha256", f'{ARTICLE} schema:sha256 "{"A" * 64}"', "sha256"),
    ("a quote without start", f"{QUOTE} oa:start", "", "start"),
    ("a quote without end", f"{QUOTE} oa:end", "", "end"),
    ("a quote without text", f"{QUOTE} oa:exact", "", "exact"),
    ("a quote with an empty text", f"{QUOTE} oa:exact", f'{QUOTE} oa:exact ""', "text quoteLength"),
    ("a quote from nowhere", f"{QUOTE} prov:wasQuotedFrom", "", "wasQuotedFrom"),
    (
        "another place than the IRI says",
        f"{QUOTE} oa:start",
        f"{QUOTE} oa:start 173",
        "quoteIri quoteLength",
    ),
    (
        "another article than the IRI says",
        f"{QUOTE} prov:wasQuotedFrom",
        f"{QUOTE} prov:wasQuotedFrom <article/binh-hung-hoa-so-ket>",
        "quoteIri",
    ),
    ("a place of no length", f"{QUOTE} oa:end", f"{QUOTE} oa:end 172", "quoteIri quoteLength"),
    ("a text shorter than its place", f"{QUOTE} oa:exact", f'{QUOTE} oa:exact "Minh Khang"', "quoteLength"),
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
        # Ông is a surname, too.
        (f"{KHANG} skos:prefLabel", f'{KHANG} skos:prefLabel "Ông Ích Khiêm"@vi'),
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


def test_any_shacl_engine_can_use_the_shapes() -> None:
    """The queries, which we run once a graph, mean the same to an engine that runs them once a node."""
    quote = changed(f"{QUOTE} oa:exact", f'{QUOTE} oa:exact "Minh Khang"')
    edge = changed("", f"{BODY} kgo:jurisdiction {CITY}")
    for graph, node, expected in (
        (ntriples(), QUOTE, set()),
        (ntriples(), BODY, set()),
        (quote, QUOTE, {"quoteLength"}),
        (edge, BODY, {"edgeEvidence"}),
    ):
        data, focus = Graph().parse(data=graph, format="nt"), node.strip("<>")
        _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, focus_nodes=[BASE + focus])
        assert isinstance(report, Graph)
        assert {str(o).removeprefix(NAMESPACE) for o in report.objects(None, SH.sourceConstraint)} == expected
        assert names(validate(graph)) == expected


def test_the_shapes_know_the_properties_of_the_vocabulary() -> None:
    ontology = (folder("ontology") / "kg.ttl").read_text(encoding="utf-8")
    (query,) = (str(o) for o in SHAPES.objects(None, SH.select) if "NOT IN" in str(o))
    assert set(re.findall(r"kgo:(\w+)", query)) == set(re.findall(r"^kgo:([a-z]\w+) a ", ontology, re.MULTILINE))
