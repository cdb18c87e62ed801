"""Localities: `quận Bình Tân`, `TP. HCM`, `xã Lộc Vĩnh, huyện Phú Lộc`, bare `Cà Mau`, relative `tỉnh`."""

from collections.abc import Iterator

from kg.grammar import Scan, bounded
from kg.lexicon import PlaceType
from kg.model import PlaceMention
from kg.reference.gazetteer import Place, by_name
from kg.text.fold import fold

LEVELS = {"hamlet": 0, "commune": 1, "district": 2, "city": 2, "province": 3}
_NUMBERED = frozenset(("quận", "phường", "khu phố", "tổ dân phố", "ấp", "thôn", "khu"))
_RELATIVE = frozenset(("tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "xã", "thị trấn"))
# "xã hội", "quận ủy", "thị xã hội": the word goes on.
_NOT_RELATIVE = frozenset(("ủy", "đoàn", "viên", "trưởng", "lỵ"))
_MANY = frozenset(("các", "hai", "ba", "bốn", "năm", "những", "2", "3", "4", "5"))
_LIST_ENDS = frozenset((",", "và", "(", ".", ";", ")", "", "đã", "là", "của", "được", "sẽ"))
_QUARTERS = frozenset(("đông", "tây", "nam", "bắc", "trung", "thượng", "hạ", "nội", "ngoại", "nhất", "nhì"))
_NOT_XA = frozenset(("hội", "thuyết", "giao", "luận", "đoàn", "đội"))


def candidates(name: str, type_: str) -> tuple[Place, ...]:
    """Gazetteer places with this name (folded) and, when given, this type word."""
    found = by_name(name)
    return tuple(p for p in found if p.type == type_) if type_ else found


@bounded
def read_place(scan: Scan, i: int, *, relative: bool = True) -> PlaceMention | None:
    """The typed or relative locality that begins at token i, with the places it is said to lie in."""
    hit = scan.longest("place", i)
    if hit is None:
        return None
    kind: PlaceType = hit.word
    if ((body := scan.longest("body", i)) and body.last > hit.last) or scan.compound(i, hit.last):
        return None
    last = _name_end(scan, hit.last, kind)
    if last == hit.last:
        if not relative or kind.id not in _RELATIVE or scan.key(last) in _NOT_RELATIVE:
            return None
        if kind.id in ("xã", "thị xã") and scan.key(last) in _NOT_XA:
            return None
        last = scan.skip(last, "này", "nhà", "ta")
        return PlaceMention(*scan.base(i, last, "place-relative"), type=kind.id)
    name = scan.spelled(hit.last, last)
    above = _within(scan, last, LEVELS[kind.level])
    end = above[1] if above else last
    within = above[0] if above else None
    return PlaceMention(*scan.base(i, end, "place-typed"), type=kind.id, name=name, within=within)


def read_bare(scan: Scan, i: int, *, districts: bool = True) -> PlaceMention | None:
    """The gazetteer name that begins at token i without a type word: a province, or a district where allowed."""
    for hit in scan.every("name", i):
        if not _capitals(scan, i, hit.last) or (hit.last - i == 1 and not scan.texts[i].isupper()):
            continue
        if hit.word == "hồ chí minh":
            continue  # without thành phố it is the person: Chủ tịch Hồ Chí Minh, tư tưởng Hồ Chí Minh
        levels = {p.level for p in by_name(hit.word)}
        if "province" not in levels and _personal(scan, i, hit.last):
            continue  # Giám đốc Sở Xây dựng | Vũ Quang Hưng
        if "province" in levels or (districts and "district" in levels):
            above = _within(scan, hit.last, 2) if "province" not in levels else None
            end = above[1] if above else hit.last
            name = scan.spelled(i, hit.last)
            return PlaceMention(*scan.base(i, end, "place-bare"), name=name, within=above[0] if above else None)
    return None


def _personal(scan: Scan, i: int, last: int) -> bool:
    """Whether a name is the beginning of a person's: a family name, and one or two given names behind it."""
    end = scan.run(i)
    others = ("role", "body", "known", "place", "name", "honorifics")
    named = scan.surname(i) and last < end and 3 <= end - i <= 4
    return named and not any(scan.longest(c, k) for k in range(last, end) for c in others)


def coordinated(scan: Scan, place: PlaceMention) -> Iterator[PlaceMention]:
    """The further places of a list that names its type once: các huyện A, B và C; các quận 1, 3; huyện A và B."""
    before = place.first - 1
    many = scan.key(before) in _MANY or (scan.key(before) == ":" and scan.key(before - 1) in _MANY)
    typed = scan.longest("place", place.first)
    if typed is None or not place.name:
        return
    first: PlaceType = typed.word
    if not many:
        yield from _neighbours(scan, place, first)
        return
    kinds: list[PlaceType] = [first]
    j = place.last
    while scan.key(j) in (",", "và") and j + 1 < scan.size:
        start = scan.skip(j + 1, "và")
        if other := scan.longest("place", start):
            own = read_place(scan, start, relative=False)
            if own is None or own.within or scan.key(own.last) != ",":
                return
            yield own  # huyện A, B, thị xã C, D: the list goes on behind the one with its own type
            kinds = [other.word, first]
            j = own.last
            continue
        last = _name_end(scan, start, kinds[0])
        if last == start:
            return
        name = scan.spelled(start, last)
        kind = next((k for k in kinds if candidates(fold(name), k.id)), kinds[0])
        yield PlaceMention(*scan.base(start, last, "place-list"), type=kind.id, name=name)
        j = last


def _neighbours(scan: Scan, place: PlaceMention, kind: PlaceType) -> Iterator[PlaceMention]:
    """The further districts of the same kind and province: huyện Hóc Môn và Củ Chi; quận 2, 9, Thủ Đức."""
    j = place.last
    above = {p.parent for p in candidates(fold(place.name), kind.id)}
    while kind.level == "district" and not place.within and scan.key(j) in (",", "và"):
        last = _name_end(scan, j + 1, kind)
        name = scan.spelled(j + 1, last)
        counts = name.isdigit() and scan.key(last) not in _LIST_ENDS  # tại quận 1, 3 người bị bắt
        if last == j + 1 or counts or scan.capital(last):
            return
        if not above & {p.parent for p in candidates(fold(name), kind.id)}:
            return
        yield PlaceMention(*scan.base(j + 1, last, "place-list"), type=kind.id, name=name)
        j = last


def _capitals(scan: Scan, first: int, last: int) -> bool:
    return all(scan.capital(k) or not scan.texts[k][0].isalpha() for k in range(first, last))


def _name_end(scan: Scan, j: int, kind: PlaceType) -> int:
    """The position behind the name that begins at j; j when there is none."""
    if kind.id in _NUMBERED and scan.key(j).isdigit():
        return j + 1
    known = [h.last for h in scan.every("name", j) if _capitals(scan, j, h.last)]
    for last in known:
        if candidates(fold(scan.spelled(j, last)), kind.id):
            return _quarter(scan, last) if kind.level == "commune" else last
    if known and kind.level in ("province", "city", "district"):
        return next((k for k in known if _unit(scan, j, k)), j)
    if kind.level in ("commune", "hamlet") and scan.capital(j):
        return _free_end(scan, j)
    return j


def _quarter(scan: Scan, last: int) -> int:
    """Past the word that tells parts of an old commune apart: xã Ngư Thủy | Trung, phường Hòa Thuận | Đông."""
    alone = scan.key(last) in _QUARTERS and scan.capital(last) and not scan.capital(last + 1)
    return last + 1 if alone else last


def _unit(scan: Scan, first: int, last: int) -> bool:
    """Whether the words name a province or a district, whatever the type word in front says."""
    return any(p.level != "commune" for p in by_name(fold(scan.spelled(first, last))))


def _free_end(scan: Scan, j: int) -> int:
    """A name the gazetteer does not know: the run of capitals, at most three words, up to a role, a body or a person.

    `phường Văn Miếu Vũ Mai Khanh` ends before the surname Vũ; `xã Nguyễn Văn Nam` names no xã.
    """
    end = scan.run(j, 7)
    if scan.texts[j].isupper() and scan.longest("body", j):
        return j  # ở xã, UBND huyện …
    for k in range(j, end):
        last = k + 1 == end == j + 2 and scan.key(end) in (",", ")")  # thôn Khoa Trường: a school would have a name
        if k > j and not last and (scan.longest("role", k) or scan.longest("body", k)):
            end = k
            break
        if scan.surname(k) and scan.key(k) not in ("văn", "thị") and 2 <= end - k <= 4 and (k > j or end - k >= 3):
            end = k
            break
    return min(end, j + 3)


def _within(scan: Scan, j: int, level: int) -> tuple[PlaceMention, int] | None:
    """The next place above, written behind: `, huyện X`, `(tỉnh Y)`, `thuộc tỉnh Z`, `, Thanh Hóa`."""
    opened = scan.key(j) == "("
    start = scan.skip(j, ",", "(", "-") if scan.key(j) != "thuộc" else j + 1
    place = read_place(scan, start, relative=False)
    if place is None and start > j:
        place = read_bare(scan, start)
        if place and not opened and not any(p.level == "province" for p in by_name(fold(place.name))):
            return None
    if place is None or _level(place) <= level:
        return None
    end = place.last
    if opened:
        if scan.key(end) != ")":
            return None
        end += 1
    return place, end


def _level(place: PlaceMention) -> int:
    if not place.type:
        return 3 if any(p.level == "province" for p in by_name(fold(place.name))) else 2
    if place.type == "thành phố":
        return 3 if any(p.level == "province" for p in candidates(fold(place.name), "thành phố")) else 2
    return {"tỉnh": 3, "quận": 2, "huyện": 2, "thị xã": 2, "phường": 1, "xã": 1, "thị trấn": 1}.get(place.type, 0)
