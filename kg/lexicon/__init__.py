"""The words the finders know, read from TOML: `role_words()` → `(RoleWord("Bí thư", forms=("bí thư", …)), …)`.

A form written with capitals in the file matches only where the text has capitals too (CA = Công an, but not ca).
All other forms are folded: case, tone placement, i/y.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kg.errors import LexiconError
from kg.text.fold import fold

FOLDER = Path(__file__).parent
FIRMS = ("Công ty", "Tổng công ty", "Tập đoàn", "Ngân hàng")  # the types of bodies that are firms


@dataclass(frozen=True, slots=True)
class RoleWord:
    """The head of a role phrase; roles.toml says what each field means."""

    id: str
    forms: tuple[str, ...]
    example: str
    shares: bool = False
    body: str = ""
    known: str = ""
    member: str = ""
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """The body types that a role without a body can belong to."""

    id: str
    bodies: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class BodyType:
    """A type of body; bodies.toml says what each field means."""

    id: str
    forms: tuple[str, ...]
    example: str
    kind: str
    shape: str
    level: str = ""
    bare: bool = False
    beside: bool = False
    part_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceType:
    """A word for a kind of locality and its level."""

    id: str
    forms: tuple[str, ...]
    example: str
    level: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of official document, its class in the ontology and its codes in symbols."""

    id: str
    forms: tuple[str, ...]
    example: str
    cls: str
    codes: tuple[str, ...] = ()
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """A word that acts on somebody's position; acts.toml says what each field means."""

    id: str
    forms: tuple[str, ...]
    example: str
    kind: str
    gives: bool = False
    takes: bool = False
    form: str = ""
    modality: str = ""


Record = TypeVar("Record", RoleWord, BodyType, PlaceType, DocumentType, Act, Office)


def _read(file: str) -> dict[str, Any]:
    with (FOLDER / file).open("rb") as stream:
        return tomllib.load(stream)


def _records(kind: type[Record], file: str, table: str) -> tuple[Record, ...]:
    """The records of one table; a field that the class does not know is a defect of the file."""
    known = {f.name for f in fields(kind)}
    made: list[Record] = []
    for row in _read(file)[table]:
        row = {("cls" if k == "class" else k): (tuple(v) if isinstance(v, list) else v) for k, v in row.items()}
        if extra := row.keys() - known:
            raise LexiconError(f"{file}: {row.get('id')}: unknown field {', '.join(sorted(extra))}")
        made.append(kind(**row))
    return tuple(made)


@cache
def role_words() -> tuple[RoleWord, ...]:
    """Heads of role phrases."""
    return _records(RoleWord, "roles.toml", "role")


@cache
def offices() -> dict[str, frozenset[str]]:
    """Types of bodies by the role they have.

    >>> sorted(offices()["Viện trưởng"])
    ['Viện', 'Viện kiểm sát nhân dân']
    """
    return {o.id: frozenset(o.bodies) for o in _records(Office, "roles.toml", "office")}


@cache
def beside() -> frozenset[str]:
    """The types of bodies that are headed by people who keep another office.

    >>> "Ban Chỉ đạo" in beside(), "Sở" in beside()
    (True, False)
    """
    return frozenset(kind.id for kind in body_types().values() if kind.beside) | {"quan-uy-trung-uong"}


@cache
def body_types() -> dict[str, BodyType]:
    """Types of bodies by id.

    >>> body_types()["Quận ủy"].level
    'district'
    """
    return {t.id: t for t in _records(BodyType, "bodies.toml", "body")}


@cache
def place_types() -> dict[str, PlaceType]:
    """Kinds of localities by id."""
    return {t.id: t for t in _records(PlaceType, "places.toml", "place")}


@cache
def document_types() -> dict[str, DocumentType]:
    """Types of official documents by id."""
    return {t.id: t for t in _records(DocumentType, "documents.toml", "document")}


@cache
def acts() -> dict[str, Act]:
    """Words that act on a position, by id."""
    return {t.id: t for t in _records(Act, "acts.toml", "act")}


@cache
def sectors() -> tuple[tuple[str, ...], ...]:
    """What offices are named for: (canonical, other forms …)."""
    return tuple(tuple(row) for row in _read("sectors.toml")["sectors"])


@cache
def sector_names() -> dict[str, str]:
    """The canonical names of sectors by their folded form.

    >>> sector_names()["nội vụ"]
    'Nội vụ'
    """
    return {fold(row[0]): row[0] for row in sectors()}


@cache
def words(name: str) -> tuple[str, ...]:
    """One of the short lists of words.toml.

    >>> "ông" in words("honorifics")
    True
    """
    return tuple(_read("words.toml")[name])


@cache
def surnames() -> frozenset[str]:
    """Family names, folded."""
    text = (FOLDER / "surnames.txt").read_text(encoding="utf-8")
    return frozenset(fold(line) for line in text.splitlines() if line)


def symbol_codes() -> dict[str, str]:
    """Code in a document's symbol → type of document.

    >>> symbol_codes()["CT"]
    'Chỉ thị'
    """
    return {code: t.id for t in document_types().values() for code in t.codes}


class Law(NamedTuple):
    """The title of a law without its type: as written, and as a row of folded tokens."""

    name: str
    key: str


@cache
def laws() -> dict[str, tuple[Law, ...]]:
    """Titles of laws by type of document, longest first; a comma and a "và" may be left out.

    >>> [law.name for law in laws()["Luật"] if law.key.startswith("dân")]
    ['Dân quân tự vệ', 'Dân sự']
    >>> sorted(law.key for law in laws()["Luật"] if law.name == "Cán bộ, công chức")
    ['cán bộ , công chức', 'cán bộ công chức']
    """
    found: dict[str, list[Law]] = {}
    for line in (FOLDER / "laws.txt").read_text(encoding="utf-8").splitlines():
        kind = next((k for k in ("Pháp lệnh", "Quy định", "Quy chế") if line.startswith(k)), "Luật")
        name = re.sub(r"^(?:Bộ luật|Luật|Pháp lệnh|Quy định|Quy chế) ", "", line)
        key = " ".join(fold(re.sub(r"([,-])", r" \1 ", name)).split())
        forms = dict.fromkeys((key, key.replace(" , ", " "), key.replace(" và ", " ")))
        found.setdefault(kind, []).extend(Law(name, form) for form in forms)
    return {kind: tuple(sorted(rows, key=lambda law: (-len(law.key.split()), law.key))) for kind, rows in found.items()}
