"""Sentence → mentions, one file a kind: `find(sentence)` → `(RoleMention("Bí thư"), PersonMention("Lê Văn Thinh"))`.

The finders stand in an explicit order: at each token the first that reads something takes its tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.grammar import Scan
from kg.mentions.bodies import coordinated, read_alias, read_body
from kg.mentions.dates import read_date
from kg.mentions.documents import coordinated as coordinated_documents
from kg.mentions.documents import read_document, read_symbol
from kg.mentions.events import read_event
from kg.mentions.people import credited, read_person
from kg.mentions.places import coordinated as coordinated_places
from kg.mentions.places import read_bare, read_place
from kg.mentions.roles import coordinated as coordinated_roles
from kg.mentions.roles import read_role
from kg.model import ActMention, BodyMention, DocumentMention, Mention, PlaceMention, RoleMention, Sentence


def _read_act(scan: Scan, i: int) -> ActMention | None:
    # "thôi giữ chức vụ": where chức is half of a word, the shorter act is meant.
    hit = next((h for h in scan.every("act", i) if not scan.compound(i, h.last)), None)
    return ActMention(*scan.base(i, hit.last, "act"), act=hit.word.id) if hit else None


# Longer constructions first: a document's name may hold an event, an event's a body, a body's a place.
FINDERS: dict[str, Callable[[Scan, int], Mention | None]] = {
    "date": read_date,
    "document": read_document,
    "symbol": read_symbol,
    "event": read_event,
    "role": read_role,
    "body": read_body,
    "place": read_place,
    "act": _read_act,
}

_STREETS = ("đường", "phố", "đại", "ngõ", "hẻm")


def find(sentence: Sentence) -> tuple[Mention, ...]:
    """All mentions of a sentence in order, not overlapping; what lies inside a mention is in its fields."""
    scan = Scan(sentence)
    if sentence.role == "byline":
        return tuple(credited(scan)) or _source(scan)
    found: list[Mention] = []
    taken = {c.first: c for c in credited(scan)} if sentence.role == "caption" else {}
    i = 0
    while i < scan.size:
        if (passed := _named_after(scan, i)) > i:
            i = passed
            continue
        mention = taken.get(i) or _at(scan, i, found)
        if mention:
            found.append(mention)
            if isinstance(mention, RoleMention) and mention.body and mention.body.rule == "body-plural":
                found.extend(coordinated_roles(scan, mention, mention.body))
            elif isinstance(mention, BodyMention):
                found.extend(coordinated(scan, mention))
            elif isinstance(mention, PlaceMention):
                found.extend(coordinated_places(scan, mention))
            elif isinstance(mention, DocumentMention):
                found.extend(coordinated_documents(scan, mention))
            i = max(found[-1].last, i + 1)
        else:
            i += 1
    return tuple(_share_places(scan, found))


def _share_places(scan: Scan, found: list[Mention]) -> list[Mention]:
    """HĐND, UBND tỉnh X: a body without its place has that of the next one in the row."""
    out = list(found)
    for n in range(len(out) - 2, -1, -1):
        left, right = out[n], out[n + 1]
        if not (isinstance(left, BodyMention) and isinstance(right, BodyMention)) or left.known or right.known:
            continue
        listed = " ".join(scan.keys[left.last : right.first]) in (",", "và", ", và", "-", "/")
        if listed and left.place is None and left.parent is None and left.rule == "body-seat" and right.place:
            out[n] = replace(left, place=right.place)
    return out


def _named_after(scan: Scan, i: int) -> int:
    """Past the names of streets, schools, stadiums …: đường Lê Duẩn, sân Chi Lăng are neither people nor places."""
    if (agency := _photo_agency(scan, i)) > i:
        return agency
    hit = scan.longest("eponyms", i)
    if (
        hit is None
        or scan.surname(i)
        or not scan.capital(hit.last)
        or _office_on(scan, i, hit.last)
        or scan.longest("place", i)
    ):
        return i
    if (body := scan.longest("body", i)) and (body.last >= hit.last or read_body(scan, i)):
        return i
    end = scan.run(hit.last, 6)
    streets = scan.key(i) in _STREETS
    while streets and scan.key(end) in (",", "và", "-") and scan.capital(end + 1) and not _begins(scan, end + 1):
        end = scan.run(end + 1, 4)
    return end


def _office_on(scan: Scan, i: int, last: int) -> bool:
    """Whether a body stands behind the street or the building at i; đường Trường Chinh is named after a man."""
    body = scan.longest("body", last)
    return body is not None and (body.last - last > 1 or scan.key(i) not in _STREETS)


def _photo_agency(scan: Scan, i: int) -> int:
    """Past the agency in a photo credit, which is no body of the article: Ảnh: TTXVN; i if there is none."""
    if scan.key(i) != "ảnh" or scan.key(i + 1) != ":":
        return i
    body = read_body(scan, i + 2)
    return body.last if body and (body.known or body.type in ("Báo", "Đài", "Tạp chí")) else i


def _source(scan: Scan) -> tuple[Mention, ...]:
    """The agency that a byline names: Theo TTXVN."""
    body = read_body(scan, 1) if scan.key(0) == "theo" else None
    return (body,) if body and body.known else ()


def _begins(scan: Scan, i: int) -> bool:
    return any(scan.longest(category, i) for category in ("role", "body", "place", "honorifics", "known", "document"))


def _at(scan: Scan, i: int, found: list[Mention]) -> Mention | None:
    after_role = bool(found) and isinstance(found[-1], RoleMention) and found[-1].last == i
    if after_role or not scan.longest("known", i):
        person = read_person(scan, i, after_role=after_role)
        if person:
            return person
    for finder in FINDERS.values():
        mention = finder(scan, i)
        if mention:
            return mention
    return read_bare(scan, i) or (read_alias(scan, i) if scan.texts[i].isupper() else None)
