"""Readings → RDF: one article's entities and statements as triples, `…/tenure/1f0c… org:member …/person/le-van-thinh`.

Kinds and slots carry the ontology's local names; the tables below say only which vocabulary and datatype a name has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.graph.localities import told
from kg.graph.terms import Triple, dated, decimal, link, literal, name, node
from kg.graph.vocabulary import BASE
from kg.model import Document, Entity, Reading, Span, Statement
from kg.reference.terms import family, years
from kg.text.fold import slug
from kg.text.keys import post_key

_PROPERTY = {
    "member": "org:member", "role": "org:role", "organization": "org:organization", "post": "kgo:post",
    "subOrganizationOf": "org:subOrganizationOf", "containedInPlace": "schema:containedInPlace",
    "passed_by": "eli:passed_by", "organizer": "schema:organizer", "amends": "eli:amends",
    "repeals": "eli:repeals", "based_on": "eli:based_on",
    "id_local": "eli:id_local", "date_document": "eli:date_document", "startDate": "schema:startDate",
    "endDate": "schema:endDate", "date": "dcterms:date", "location": "schema:location",
    "honorificPrefix": "schema:honorificPrefix", "birthDate": "schema:birthDate", "judgement": "prov:wasInfluencedBy",
}  # fmt: skip
_STANDARD = {
    "Person": ("foaf:Person",),
    "Congress": ("schema:Event",), "Session": ("schema:Event",),
    "PartyBody": ("org:FormalOrganization",), "StateBody": ("org:FormalOrganization",),
    "MassOrganization": ("org:FormalOrganization",), "OtherBody": ("org:FormalOrganization",),
    "Province": ("schema:AdministrativeArea",), "Municipality": ("schema:AdministrativeArea",),
    "District": ("schema:AdministrativeArea",), "Commune": ("schema:AdministrativeArea",),
    "Hamlet": ("schema:AdministrativeArea",),
    "Tenure": ("org:Membership",),
}  # fmt: skip
_CHANGES = frozenset(
    (
        "Election",
        "Reelection",
        "Appointment",
        "Transfer",
        "Removal",
        "Resignation",
        "Discipline",
        "Nomination",
        "Retirement",
    )
)
_DATED = frozenset(("date_document", "startDate", "endDate", "date", "birthDate"))
_NODES = frozenset(("member", "organization", "decidedBy", "underDocument", "judgement"))
_INNER = frozenset(("name", "type", "credit", "unit", "body"))
_TYPE = name("rdf:type")
_LABEL = name("skos:prefLabel")
_ALT = name("skos:altLabel")
REFERENCE = "reference"  # the path of the graph of what no article states
JUDGEMENTS = "judgements"  # and of the graph of what people judged


def prop(local: str) -> str:
    """The IRI of a property by its local name; what is in no standard vocabulary is ours."""
    return name(_PROPERTY.get(local, f"kgo:{local}"))


def article_key(document: Document) -> str:
    """The path of an article's IRI."""
    return f"article/{slug(document.id)}"


class ArticleTriples:
    """The triples of one article (`own`) and the reference data it needs (`reference`)."""

    def __init__(self, reading: Reading, base: str = BASE) -> None:
        self._base = base
        self._document = reading.document
        self._article = node(article_key(reading.document), base)
        self.own: set[Triple] = set()
        self.reference: set[Triple] = set()
        self._source(reading)
        for entity in reading.entities:
            self._entity(entity)
        for statement in reading.statements:
            self._statement(statement)

    def _node(self, key: str) -> str:
        return node(key, self._base)

    def _add(self, s: str, p: str, o: str) -> None:
        if o:
            self.own.add(Triple(s, p, o))

    def _source(self, reading: Reading) -> None:
        d = self._document
        for kind in ("kgo:Source", "schema:NewsArticle", "prov:Entity"):
            self._add(self._article, _TYPE, name(kind))
        self._add(self._article, name("schema:sha256"), literal(d.sha256))
        for local, text in (("dcterms:title", d.title), ("dcterms:publisher", d.publisher)):
            if text.strip():
                self._add(self._article, name(local), literal(text.strip()))
        self._add(self._article, name("dcterms:date"), dated(d.date))
        self._add(self._article, name("schema:url"), link(d.url))
        for person in reading.entities:
            if person.slots.get("credit"):
                self._add(self._article, name("schema:author"), literal(person.label))

    def quote(self, span: Span) -> str:
        """The quote at a span of the article, written once."""
        iri = f"{self._article[:-1]}#char={span.start},{span.end}>"
        self._add(iri, _TYPE, name("kgo:Quote"))
        self._add(iri, name("oa:start"), literal(str(span.start), datatype="xsd:integer"))
        self._add(iri, name("oa:end"), literal(str(span.end), datatype="xsd:integer"))
        self._add(iri, name("oa:exact"), literal(self._document.text[span.start : span.end]))
        self._add(iri, name("prov:wasQuotedFrom"), self._article)
        return iri

    def _entity(self, entity: Entity) -> None:
        subject = self._node(entity.key)
        place = entity.key.startswith("locality/")
        known = self.reference if place else self.own
        document = entity.key.startswith("document/")
        kinds = [f"kgo:{entity.kind}", *_STANDARD.get(entity.kind, ())]
        if document:
            kinds += ["kgo:OfficialDocument", "eli:LegalResource"]
        known.update(Triple(subject, _TYPE, name(kind)) for kind in kinds)
        known.add(Triple(subject, _LABEL, literal(entity.label, lang="vi")))
        if "unit" in entity.slots:
            self.reference |= told(entity.slots["unit"], self._base)
        for other in entity.labels:
            self._add(subject, _ALT, literal(" ".join(other.split()), lang="vi"))
        for local, value in entity.slots.items():
            if local not in _INNER:
                known.add(Triple(subject, prop(local), self._value(local, value, entity.slots.get("body", ""))))
        for span in entity.mentions:
            self._add(subject, name("kgo:mention"), self.quote(span))

    def _value(self, local: str, value: str, body: str) -> str:
        if local in _DATED:
            return dated(value)
        if local in _NODES:
            return self._node(value)
        if local == "ordinal":
            return literal(value, datatype="xsd:integer")
        if local == "inTerm":
            return self._term(value, body)
        maker = {"bodyType": self._body_type, "role": self._role}.get(local)
        return maker(value) if maker else literal(value)

    def _statement(self, s: Statement) -> None:
        if "subject" in s.slots:
            self._edge(s)
            return
        folder = "tenure" if s.kind == "Tenure" else "change"
        parts = [s.kind, *(s.slots.get(k, "") for k in ("member", "role", "organization"))]
        if folder == "change":
            parts.append(s.slots.get("date", ""))
            parts.append(s.slots.get("form", ""))
        subject = self._node(f"{folder}/{digest(*parts)}")
        kinds = ["kgo:RoleChange", "schema:Event"] if s.kind in _CHANGES else []
        for kind in (f"kgo:{s.kind}", *_STANDARD.get(s.kind, ()), *kinds):
            self._add(subject, _TYPE, name(kind))
        for local, value in s.slots.items():
            self._add(subject, prop(local), self._value(local, value, s.slots.get("organization", "")))
        if s.kind == "Tenure":
            self._add(subject, name("kgo:post"), self._post(s.slots["role"], s.slots["organization"]))
            self._add(subject, name("kgo:observedOn"), dated(self._document.date))
        self._evidence(subject, s)

    def _edge(self, s: Statement) -> None:
        triple = Triple(self._node(s.slots["subject"]), prop(s.kind), self._node(s.slots["object"]))
        if s.kind == "containedInPlace":
            self.reference.add(triple)
            return
        self.own.add(triple)
        subject = self._node(f"statement/{digest(*triple)}")
        self._add(subject, _TYPE, name("rdf:Statement"))
        for part, term in zip(("subject", "predicate", "object"), triple, strict=True):
            self._add(subject, name(f"rdf:{part}"), term)
        if "judgement" in s.slots:
            self._add(subject, prop("judgement"), self._node(s.slots["judgement"]))
        self._evidence(subject, s)
        if s.kind == "organizer":
            self._evidence(triple.s, s)

    def _evidence(self, subject: str, s: Statement) -> None:
        self._add(subject, name("kgo:rule"), literal(s.rule))
        self._add(subject, name("kgo:confidence"), decimal(str(s.confidence)))
        for span in s.evidence:
            self._add(subject, name("kgo:evidence"), self.quote(span))

    def _refer(self, subject: str, kinds: tuple[str, ...], label: str) -> str:
        self.reference.update(Triple(subject, _TYPE, name(kind)) for kind in kinds)
        self.reference.add(Triple(subject, _LABEL, literal(label, lang="vi")))
        return subject

    def _role(self, role: str) -> str:
        subject = self._refer(self._node(f"role/{slug(role)}"), ("kgo:Role", "org:Role", "skos:Concept"), role)
        wider = next(iter(broader(role)), "")
        if wider:
            self.reference.add(Triple(subject, name("skos:broader"), self._role(wider)))
        return subject

    def _body_type(self, label: str) -> str:
        return self._refer(self._node(f"body-type/{slug(label)}"), ("skos:Concept",), label)

    def _term(self, term: str, body: str) -> str:
        """The term of a body: khóa XII of the Party is another one than that of the National Assembly."""
        whose = (family(body) or body.partition("/")[2]) if term.startswith("khóa") else ""
        subject = self._refer(self._node(f"term/{slug(f'{whose} {term}')}"), ("kgo:Term", "time:ProperInterval"), term)
        for local, year in zip(("startYear", "endYear"), years(term, body), strict=True):
            if year:
                self.reference.add(Triple(subject, prop(local), dated(year)))
        return subject

    def _post(self, role: str, body: str) -> str:
        subject = self._node(post_key(role, body))
        for kind in ("kgo:Post", "org:Post"):
            self._add(subject, _TYPE, name(kind))
        self._add(subject, name("org:role"), self._role(role))
        self._add(subject, name("org:postIn"), self._node(body))
        return subject


def broader(role: str) -> Iterator[str]:
    """The wider role of a role: without Quyền, without Thường trực.

    >>> list(broader("Quyền Chủ tịch")), list(broader("Phó Bí thư Thường trực")), list(broader("Bí thư"))
    (['Chủ tịch'], ['Phó Bí thư'], [])
    """
    for wider in (role.removeprefix("Quyền "), role.removesuffix(" Thường trực"), role.removesuffix(" thứ nhất")):
        if wider != role:
            yield wider


def digest(*parts: str) -> str:
    """A short stable name for a fact: the first 16 hex digits of the SHA-256 of its parts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
