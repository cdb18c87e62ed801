"""Bodies in all their forms: `BTV Quận ủy`, `UBND tỉnh Lào Cai`, `Sở GD & ĐT Sơn La`, `Ban Thường vụ Đảng ủy Sở Y tế`."""

from __future__ import annotations

from kg.grammar import Scan
from kg.lexicon import BodyType, body_types
from kg.mentions.dates import read_term
from kg.mentions.places import read_bare, read_place
from kg.model import BodyMention, PlaceMention

_GENERIC_BEHIND = frozenset(("các", "cơ", "cấp", "những", "mọi", "toàn", "trực", "bộ"))
_LINKS = ("của", "thuộc", "tại")
# Types whose words are common nouns: alone, in lower case, they name nothing.
_COMMON = frozenset(
    ("Công an", "Thanh tra", "Tòa án nhân dân", "Viện kiểm sát nhân dân", "Văn phòng", "Thường trực", "Tổ công tác")
)
# The name may begin in lower case behind these (ban quản lý dự án, hội đồng thi tuyển công chức).
_LONG_NAMES = frozenset(
    ("Ban Quản lý", "Ban Chỉ đạo", "Hội đồng", "Trung tâm", "Bệnh viện", "Công ty", "Tiểu ban", "Chi cục", "Trường")
)
_JOINS = frozenset(("và", "-", "–", "&", ","))
_COMPANY = frozenset(("tnhh", "cổ", "phần", "mtv", "cp", "một", "thành", "viên", "nhà", "nước"))


def read_body(scan: Scan, i: int, *, lone: bool = False) -> BodyMention | None:
    """The body that begins at token i.  `lone`: a bare "Sở", "Đảng ủy" counts too (behind a role, it stands for one)."""
    known = scan.longest("known", i)
    types = scan.every("body", i)
    if known and (not types or known.last >= types[0].last):
        term, last = read_term(scan, known.last)
        return BodyMention(*scan.base(i, last, "body-known"), type=known.word.id, known=True, term=term)
    for hit in types:
        body = _read_type(scan, i, hit.last, hit.word, lone)
        if body:
            return body
    return None


def _read_type(scan: Scan, i: int, j: int, kind: BodyType, lone: bool) -> BodyMention | None:
    behind = scan.skip_gloss(j)
    if scan.key(behind) in _GENERIC_BEHIND and kind.shape != "named" and not scan.longest("known", behind):
        return None
    if kind.shape == "named":
        return _read_named(scan, i, behind, kind, lone)
    name = ""
    if kind.id == "Tổ công tác" and scan.key(behind) == "số" and scan.key(behind + 1).isdigit():
        name = f"số {scan.key(behind + 1)}"
        behind += 2
    parent, place, last = _owner(scan, behind, kind)
    if parent is None and place is None and not _stands_alone(scan, i, kind, lone):
        return None
    if kind.id == "Văn phòng" and parent is None and place is None and not lone:
        return None
    term, last = read_term(scan, last)
    rule = f"body-{kind.shape}"
    return BodyMention(*scan.base(i, last, rule), type=kind.id, name=name, parent=parent, place=place, term=term)


def _stands_alone(scan: Scan, i: int, kind: BodyType, lone: bool) -> bool:
    return lone or (kind.id not in _COMMON and (scan.capital(i) or bool(kind.level)))


def _owner(scan: Scan, j: int, kind: BodyType) -> tuple[BodyMention | None, PlaceMention | None, int]:
    """What a seat or an organ belongs to: a body, a locality, or a name alone (Đảng ủy Vinachem)."""
    start = scan.skip(j, *_LINKS)
    place = read_place(scan, start)
    if place is None and kind.shape == "seat":
        place = read_bare(scan, start)
    if place:
        return None, place, place.last
    if kind.shape == "organ" or kind.id in _COMMON:
        if (
            scan.key(start) == "trung"
            and scan.key(start + 1) == "ương"
            and (b := read_body(scan, start + 2, lone=True))
        ):
            return b, None, b.last
        body = read_body(scan, start, lone=True)
        if body and body.type not in (kind.id,):
            return body, None, body.last
        if kind.shape == "organ" and (bare := read_bare(scan, start)):
            return None, bare, bare.last
        if kind.shape == "organ" and kind.id == "Đảng ủy" and scan.capital(start) and scan.texts[start].isalpha():
            last = scan.run(start, 4)
            name = scan.spelled(start, last)
            return BodyMention(*scan.base(start, last, "body-name"), type="", name=name), None, last
    return None, None, j


def _read_named(scan: Scan, i: int, j: int, kind: BodyType, lone: bool) -> BodyMention | None:
    """Sở Xây dựng tỉnh X, Công ty Y, Ban Pháp chế HĐND tỉnh."""
    name, last = _name(scan, i, j, kind)
    if not name:
        if not (lone and kind.id not in ("Hội", "Trường", "Báo", "Đài", "Ban", "Bộ")) and not (
            lone and scan.capital(i)
        ):
            return None
        last = j
    last = scan.skip_gloss(last)
    linked = scan.key(last) in _LINKS
    start = last + 1 if linked else last
    place = read_place(scan, start)
    place = place or read_bare(scan, start)
    parent = None
    if place is None and (name or linked):
        comma = scan.skip(start, ",") if kind.id in ("Phòng", "Vụ", "Cục") else start
        owner = read_body(scan, comma, lone=linked)
        if owner and (
            linked or comma > start or owner.rule != "body-named" or body_types()[owner.type].id in ("Sở", "Bộ", "Cục")
        ):
            parent = owner
    if place or parent:
        last = (place or parent).last  # type: ignore[union-attr]
    return BodyMention(*scan.base(i, last, "body-named"), type=kind.id, name=name, parent=parent, place=place)


def _name(scan: Scan, i: int, j: int, kind: BodyType) -> tuple[str, int]:
    """The name behind a type word: a sector in its canonical form, or the words as written; ("", j) if there is none."""
    if kind.id == "Quân khu":
        return (scan.texts[j], j + 1) if scan.key(j).isdigit() else ("", j)
    sector = scan.longest("sector", j)
    if sector and (kind.id in ("Sở", "Bộ", "Phòng") or scan.capital(j) or scan.capital(i)):
        return str(sector.word), sector.last
    if kind.id in ("Sở", "Bộ", "Hội") and not scan.capital(j):
        return "", j
    opened = scan.key(j) in ("“", '"')
    last = _words_end(scan, j + opened, kind)
    if last == j + opened:
        return "", j
    if not opened and not scan.capital(j) and not (kind.id in _LONG_NAMES and scan.capital(i) and last - j >= 2):
        return "", j
    name = scan.spelled(j + opened, last)
    return name, scan.skip(last, "”", '"') if opened else last


def _words_end(scan: Scan, j: int, kind: BodyType) -> int:
    """The end of a free name: up to punctuation, a word that begins a predicate, a place, a body, a role or a person."""
    k = j
    while k < scan.size and k - j < 12:
        key = scan.key(k)
        if key in _JOINS:
            if not (k > j and scan.capital(k + 1) and not scan.longest("role", k + 1)) or key == ",":
                break
        elif not scan.texts[k][0].isalnum() or (scan.longest("stops", k) and key not in _COMPANY):
            break
        elif k > j and (_place_at(scan, k) or scan.longest("role", k) or _organ_at(scan, k)):
            break
        elif k > j and scan.surname(k) and scan.run(k) - k >= 2 and not scan.capital(k - 1):
            break
        k += 1
    while k > j and scan.key(k - 1) in _JOINS:
        k -= 1
    return k


def _place_at(scan: Scan, k: int) -> bool:
    typed = scan.longest("place", k)
    return (
        bool(typed and (scan.capital(typed.last) or typed.last == scan.size))
        or read_bare(scan, k, districts=False) is not None
    )


def _organ_at(scan: Scan, k: int) -> bool:
    hit = scan.longest("body", k) or scan.longest("known", k)
    return bool(hit and hit.last - k >= 2 and scan.capital(k))
