"""The vocabulary's names: `iri("kgo:Tenure")` → `https://kg.example.org/ontology#Tenure`."""

from typing import Final

KGO: Final = "https://kg.example.org/ontology#"
BASE: Final = "https://kg.example.org/id/"

PREFIXES: Final[dict[str, str]] = {
    "kgo": KGO,
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
}
# Prefixes of the things themselves, for readers of Turtle: person:lê-văn-thinh.  None of articles: quotes have a #.
_KINDS = (
    "body", "change", "document", "event", "locality", "person", "post", "role", "statement", "tenure",
    "term",
)  # fmt: skip
DATA_PREFIXES: Final[dict[str, str]] = {kind: f"{BASE}{kind}/" for kind in _KINDS}


def iri(name: str) -> str:
    """Expand a prefixed name.

    Raises KeyError for an unknown prefix.

    >>> iri("org:member")
    'http://www.w3.org/ns/org#member'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
