"""The ontology and the JSON-LD context: every name is there once, in both languages, and fits the sample."""

import json
import re
import unicodedata
from collections import Counter

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Node, URIRef
from rdflib.compare import isomorphic

from kg.graph.vocabulary import KGO, PREFIXES, iri
from kg.resources import folder
from tests.sample import TURTLE

# The names that queries and users rely on.
CLASSES = """
    Person Role Post Tenure
    RoleChange Election Reelection Appointment Transfer Removal Resignation Discipline Nomination Retirement
    PartyBody StateBody MassOrganization OtherBody
    OfficialDocument Directive Resolution Conclusion Decision Regulation Bylaw Plan Guidance Notice Report Programme
    Scheme Submission Decree Circular Law OfficialLetter Telegram
    Province Municipality District Commune Hamlet
    Congress Session Term Source Quote LinkedLocality Judgement
"""
PROPERTIES = """
    rank post status inTerm observedOn decidedBy underDocument form modality bodyType level jurisdiction about
    implements officialCode validFrom validUntil succeededBy ordinal startYear endYear evidence mention rule confidence
    candidate verdict instead
"""
STANDARD = """
    skos:prefLabel skos:altLabel skos:broader schema:honorificPrefix schema:birthDate schema:birthPlace
    org:role org:postIn org:member org:organization org:subOrganizationOf schema:startDate schema:endDate dcterms:date
    eli:id_local eli:passed_by eli:date_document eli:amends eli:repeals eli:based_on schema:containedInPlace geo:lat
    geo:long schema:organizer schema:location dcterms:title dcterms:publisher schema:author schema:sha256 schema:url
    dcterms:source dcterms:creator dcterms:description dcterms:references prov:wasInfluencedBy
    oa:start oa:end oa:exact prov:wasQuotedFrom rdf:subject rdf:predicate rdf:object
"""
NAMES = [*CLASSES.split(), *PROPERTIES.split()]

TEXT = (folder("ontology") / "kg.ttl").read_text(encoding="utf-8")
ONTOLOGY = Graph().parse(data=TEXT, format="turtle")
SAMPLE = Graph().parse(TURTLE, format="turtle")
CONTEXT = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))


def languages(subject: Node, *properties: Node) -> list[str]:
    found = [text for property_ in properties for text in ONTOLOGY.objects(subject, property_)]
    assert all(isinstance(text, Literal) and text.strip() and unicodedata.is_normalized("NFC", text) for text in found)
    return sorted(str(getattr(text, "language", "")) for text in found)


def ancestors(of: Node) -> set[Node]:
    return {node for node in ONTOLOGY.transitive_objects(of, RDFS.subClassOf) if node}


def test_the_ontology_holds_exactly_the_names_of_the_vocabulary() -> None:
    declared = Counter(re.findall(r"^kgo:(\w+) a ", TEXT, re.MULTILINE))
    assert declared == Counter(NAMES)
    assert {str(s).removeprefix(KGO) for s in ONTOLOGY.subjects() if str(s).startswith(KGO)} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_labelled_defined_and_shown_in_use(name: str) -> None:
    term = URIRef(KGO + name)
    assert languages(term, RDFS.label) == ["en", "vi"]
    assert languages(term, SKOS.definition) == ["en", "vi"]
    assert all(str(text).endswith(".") for text in ONTOLOGY.objects(term, SKOS.definition))
    assert len(languages(term, SKOS.example)) == 1
    types = set(ONTOLOGY.objects(term, RDF.type))
    assert types <= ({OWL.Class} if name[0].isupper() else {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property})
    assert len(types) == 1


@pytest.mark.parametrize("name", STANDARD.split())
def test_every_standard_name_says_how_it_is_used_without_being_redefined(name: str) -> None:
    term = URIRef(iri(name))
    assert languages(term, SKOS.scopeNote) == ["en", "vi"]
    assert set(ONTOLOGY.predicates(term)) == {SKOS.scopeNote, SKOS.example}


@pytest.mark.parametrize("name", CLASSES.split())
def test_every_class_specialises_a_standard_class(name: str) -> None:
    assert [parent for parent in ancestors(URIRef(KGO + name)) if not str(parent).startswith(KGO)]


@pytest.mark.parametrize("names", [CLASSES, PROPERTIES])
def test_no_two_names_share_a_label(names: str) -> None:
    labels = Counter(label for name in names.split() for label in ONTOLOGY.objects(URIRef(KGO + name), RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_the_ontology_has_a_version_and_no_blank_node() -> None:
    assert ONTOLOGY.value(URIRef(KGO.rstrip("#")), OWL.versionInfo)
    assert [node for node in ONTOLOGY.all_nodes() if isinstance(node, BNode)] == []


def test_files_and_code_mean_the_same_by_a_prefix() -> None:
    for text in (TEXT, TURTLE.read_text(encoding="utf-8")):
        assert set(re.findall(r"^@prefix (\w+): <(.+)> \.$", text, re.MULTILINE)) <= set(PREFIXES.items())
    assert {name: CONTEXT["@context"].get(name, space) for name, space in PREFIXES.items()} == PREFIXES


def test_the_sample_uses_only_names_that_are_described() -> None:
    used = {*SAMPLE.predicates(), *(o for o in SAMPLE.objects(None, RDF.type) if str(o).startswith(KGO))}
    described = {*ONTOLOGY.subjects(SKOS.definition, None), *ONTOLOGY.subjects(SKOS.scopeNote, None)}
    assert used - described == {RDF.type}


def test_domains_and_ranges_add_nothing_to_the_sample() -> None:
    """A reasoner may read them: what it concludes must be what the sample says."""
    types = {(node, parent) for node, kind in SAMPLE.subject_objects(RDF.type) for parent in ancestors(kind)}
    types |= {
        (node, URIRef(iri("org:Organization"))) for node, kind in types if kind == URIRef(iri("org:FormalOrganization"))
    }
    for subject, property_, value in SAMPLE:
        for domain in ONTOLOGY.objects(property_, RDFS.domain):
            assert (subject, domain) in types, (subject, property_)
        for range_ in ONTOLOGY.objects(property_, RDFS.range):
            fits = (value.datatype or XSD.string) == range_ if isinstance(value, Literal) else (value, range_) in types
            assert fits, (property_, value)


def test_a_query_for_the_standard_classes_finds_what_ours_finds() -> None:
    for node, kind in SAMPLE.subject_objects(RDF.type):
        if str(kind).startswith(KGO) and kind != URIRef(iri("kgo:Quote")):
            standard = {parent for parent in ONTOLOGY.objects(kind, RDFS.subClassOf) if not str(parent).startswith(KGO)}
            assert not standard or standard & set(SAMPLE.objects(node, RDF.type)), node


def test_the_context_has_every_name_once() -> None:
    terms = {
        name: term if isinstance(term, str) else term["@id"]
        for name, term in CONTEXT["@context"].items()
        if name[0] != "@"
    }
    targets = Counter(iri(target) for target in terms.values() if re.fullmatch(r"\w+:\w+", target))
    assert targets == Counter([*(KGO + name for name in NAMES), *map(iri, STANDARD.split()), iri("rdf:Statement")])
    assert all(
        re.split("[#/]", iri(target))[-1] == name
        for name, target in terms.items()
        if ":" in target and "//" not in target
    )


def test_the_context_knows_which_properties_lead_to_things() -> None:
    for name, term in CONTEXT["@context"].items():
        if name[0] != "@" and not isinstance(term, str):
            values = list(SAMPLE.objects(None, URIRef(iri(term["@id"]))))
            assert all(isinstance(value, URIRef) == (term.get("@type") == "@id") for value in values), name


# rdflib's own parser still uses a class that it deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_json_ld_with_the_context_is_the_same_graph() -> None:
    text = SAMPLE.serialize(format="json-ld", context=CONTEXT["@context"])
    assert '"prefLabel": "Trần Minh Khang"' in text
    document = {**CONTEXT, "@graph": json.loads(text)["@graph"]}
    assert isomorphic(Graph().parse(data=json.dumps(document), format="json-ld"), SAMPLE)
