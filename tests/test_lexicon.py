"""The lexicons: clean, unambiguous, without dead references; the matcher finds every example as its record."""

import csv
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from rdflib import RDFS, Graph
from rdflib.namespace import OWL

from kg.grammar import LISTS, Scan
from kg.lexicon import (
    FOLDER,
    acts,
    body_types,
    document_types,
    laws,
    place_types,
    role_words,
    sectors,
    symbol_codes,
    words,
)
from kg.mentions import find
from kg.model import ActMention, BodyMention, DocumentMention, Mention, PlaceMention, RoleMention
from kg.reference import gazetteer
from kg.reference.known import known_bodies
from kg.text.fold import fold, slug
from kg.text.segment import sentences
from tests.conftest import ROOT

RECORDS: dict[str, Iterable[Any]] = {
    "role": role_words(),
    "body": body_types().values(),
    "place": place_types().values(),
    "document": document_types().values(),
    "act": acts().values(),
}
ENTRIES = [(category, record) for category, records in RECORDS.items() for record in records]
IDS = [f"{category}-{slug(record.id)}" for category, record in ENTRIES]
TEXT_FILES = sorted(path.name for path in FOLDER.glob("*.txt"))
CSV_FILES = ["bodies.csv", "aliases.csv"]


def _scans(text: str) -> list[Scan]:
    return [Scan(sentence) for sentence in sentences(text)]


@pytest.mark.parametrize(("category", "record"), ENTRIES, ids=IDS)
def test_the_example_is_matched_as_its_record(category: str, record: Any) -> None:
    hits = [scan.longest(category, i) for scan in _scans(record.example) for i in scan.positions()]
    assert any(hit and hit.word is record for hit in hits), record.example


@pytest.mark.parametrize(("category", "record"), ENTRIES, ids=IDS)
def test_every_form_is_matched(category: str, record: Any) -> None:
    """In a sentence, as it stands in the file; a form that the tokenizer cuts otherwise would never be found."""
    for form in record.forms:
        hits = [hit for scan in _scans(f"x {form} x") for i in scan.positions() for hit in scan.every(category, i)]
        assert any(hit.word is record for hit in hits), form


def _finds(category: str, record: Any, mention: Mention) -> bool:
    if isinstance(mention, RoleMention):
        inner = mention.body is not None and category == "body" and mention.body.type == record.id
        return inner or (category == "role" and mention.head == record.id)
    if isinstance(mention, BodyMention):
        inner = mention.parent is not None and mention.parent.type == record.id
        return category == "body" and (mention.type == record.id or mention.known or inner)
    if isinstance(mention, DocumentMention):
        return category == "document" and mention.type == record.id
    if isinstance(mention, PlaceMention):
        return category == "place" and mention.type == record.id
    return isinstance(mention, ActMention) and category == "act" and mention.act == record.id


@pytest.mark.parametrize(("category", "record"), ENTRIES, ids=IDS)
def test_the_example_is_read_as_its_record(category: str, record: Any) -> None:
    """By the finders, in the middle of a sentence; a lone role only says something in front of a name."""
    if category == "role" and record.lone:
        return
    mentions = [m for s in sentences(f"Theo đó, {record.example}.") for m in find(s)]
    assert any(_finds(category, record, m) for m in mentions), (record.example, mentions)


def _strings() -> Iterator[tuple[str, str]]:
    """(where, string) of everything written in the lexicons."""
    for path in sorted(FOLDER.glob("*.toml")):
        for value in _leaves(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.name, value
    for name in TEXT_FILES:
        yield from ((name, line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines())
    for name in CSV_FILES:
        for row in _rows(name):
            yield from ((name, part) for cell in row for part in cell.split("|"))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)


def _rows(name: str) -> list[list[str]]:
    with (gazetteer.FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_every_string_is_composed_and_trimmed() -> None:
    bad = [
        (where, text)
        for where, text in _strings()
        if not unicodedata.is_normalized("NFC", text) or text != " ".join(text.split())
    ]
    assert bad == []


def _doubles(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


@pytest.mark.parametrize("category", RECORDS)
def test_no_form_stands_twice(category: str) -> None:
    """Neither in two records nor, folded, twice in one."""
    assert _doubles(fold(form) for record in RECORDS[category] for form in record.forms) == []


@pytest.mark.parametrize("name", LISTS)
def test_no_word_of_a_list_stands_twice(name: str) -> None:
    assert _doubles(fold(word) for word in words(name)) == []


def test_no_sector_stands_twice() -> None:
    assert _doubles(fold(form) for row in sectors() for form in row) == []


def test_every_list_is_used() -> None:
    assert set(tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))) == set(LISTS)


def test_roles_name_bodies_that_exist() -> None:
    for role in role_words():
        assert not role.body or role.body in body_types(), role
        assert not role.member or role.member in body_types(), role
        assert not role.known or role.known in known_bodies(), role


def test_ids_are_written_once_but_for_roles() -> None:
    for category in ("body", "place", "document", "act"):
        table = tomllib.loads((FOLDER / FILES[category]).read_text(encoding="utf-8"))[category]
        assert _doubles(record["id"] for record in table) == []


FILES = {"body": "bodies.toml", "place": "places.toml", "document": "documents.toml", "act": "acts.toml"}


def test_values_are_those_the_file_explains() -> None:
    for body in body_types().values():
        assert body.kind in ("party", "state", "mass", "other", "parent"), body
        assert body.shape in ("seat", "organ", "named"), body
        assert body.level in ("", "central", "province", "city", "district", "commune"), body
    for place in place_types().values():
        assert place.level in ("province", "city", "district", "commune", "hamlet"), place
    for act in acts().values():
        assert not (act.gives and act.takes), act
        assert act.modality in ("", "proposed"), act


def test_classes_exist_in_the_ontology() -> None:
    ontology = Graph().parse(ROOT / "ontology" / "kg.ttl")
    namespace = "https://kg.example.org/ontology#"
    classes = {str(c).removeprefix(namespace) for c in ontology.subjects(None, OWL.Class)}
    classes |= {str(c).removeprefix(namespace) for c in ontology.subjects(RDFS.subClassOf, None)}
    assert {d.cls for d in document_types().values()} <= classes
    assert {a.kind for a in acts().values() if a.kind} <= classes


def test_codes_of_symbols_are_unambiguous() -> None:
    codes = [code for kind in document_types().values() for code in kind.codes]
    assert _doubles(codes) == []
    assert set(symbol_codes()) == set(codes)


def test_known_bodies() -> None:
    bodies = known_bodies()
    assert _doubles(row[0] for row in _rows("bodies.csv")) == []
    assert _doubles(fold(form) for body in bodies.values() for form in body.forms) == []
    for body in bodies.values():
        assert body.id == slug(body.id), body
        assert body.kind in ("party", "state", "mass", "other"), body
        assert not body.parent or body.parent in bodies, body
        assert body.source, body


@pytest.mark.parametrize("body", known_bodies().values(), ids=known_bodies())
def test_every_form_of_a_known_body_is_matched(body: Any) -> None:
    for form in body.forms:
        hits = [hit for scan in _scans(f"x {form} x") for i in scan.positions() for hit in scan.every("known", i)]
        assert any(hit.word is body for hit in hits), form


def test_every_alias_names_a_place() -> None:
    for alias, name in gazetteer.aliases().items():
        assert gazetteer.by_name(fold(name)), alias
        assert fold(alias) != fold(name), alias


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_files_are_sorted_and_without_doubles(name: str) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines, key=fold)
    assert _doubles(fold(line) for line in lines) == []


def test_every_law_is_read_by_its_title() -> None:
    for line in (FOLDER / "laws.txt").read_text(encoding="utf-8").splitlines():
        mentions = [m for s in sentences(f"Theo {line}, việc này được phép.") for m in find(s)]
        assert [m.name for m in mentions if isinstance(m, DocumentMention)] == [line]
    assert all(laws().values())
