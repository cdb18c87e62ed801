"""Where the name of a body ends: `Công ty Bảo Việt | Hòa Bình`, `Tập đoàn Hóa chất Việt Nam | đề nghị`."""

from __future__ import annotations

from kg.grammar import Scan
from kg.lexicon import BodyType
from kg.mentions.dates import read_term
from kg.mentions.ministries import before_ministry, before_office
from kg.mentions.places import read_bare
from kg.mentions.projects import any_project, zone
from kg.mentions.schools import read_school
from kg.mentions.societies import local, national
from kg.text.fold import modern
from kg.text.syllable import is_syllable
from kg.text.toolkit import continues

# Whose names are sectors of administration.
_SECTORAL = frozenset(("Sở", "Bộ", "Phòng", "Ban", "Cục", "Chi cục", "Tổng cục", "Vụ", "Hội", "Đội"))
_OFFICES = frozenset(("Sở", "Bộ", "Phòng"))
# Common words: as types of bodies they are written with a capital, or with a sector behind them.
_CAPITAL_TYPES = frozenset(("Vụ", "Viện", "Đội", "Trạm", "Đồn", "Khoa", "Đài", "Ủy ban", "Hội đồng", "Tiểu ban"))
# Whose names are proper: a new word in lower case is said of them.
_PROPER = frozenset(
    (
        "Báo",
        "Tạp chí",
        "Nhà xuất bản",
        "Đài",
        "Tập đoàn",
        "Ngân hàng",
        "Hợp tác xã",
        "Hội",
        "Hiệp hội",
        "Học viện",
        "Bộ",
        "Sở",
    )
)
# The name may begin in lower case behind these (ban quản lý dự án, hội đồng thi tuyển công chức).
LONG_NAMES = frozenset(
    (
        "Ban Quản lý",
        "Ban Chỉ đạo",
        "Hội đồng",
        "Trung tâm",
        "Bệnh viện",
        "Công ty",
        "Tiểu ban",
        "Chi cục",
        "Trường",
        "Tổng công ty",
        "Nhà máy",
        "Viện",
        "Xí nghiệp",
    )
)
# A person's name behind these is that of their head: Giám đốc Sở | Vũ Quang Hưng.
_BEFORE_PEOPLE = frozenset(
    ("Ban Chỉ đạo", "Ban Quản lý", "Ban", "Hội đồng", "Sở", "Phòng", "Trung tâm", "Viện", "Cục", "Vụ", "Chi cục", "Đội")
)
_FIRMS = frozenset(("Công ty", "Tổng công ty"))
_OF_FIRMS = _FIRMS | frozenset(
    ("Tập đoàn", "Ngân hàng", "Doanh nghiệp tư nhân", "Nhà xuất bản", "Nhà máy", "Xí nghiệp")
)
_CREDIT = frozenset(("ảnh", "nguồn", "video"))
_JOINS = frozenset(("và", "-", "&", ","))
_COMPANY = frozenset(("tnhh", "cổ", "phần", "mtv", "cp", "một", "thành", "viên", "nhà", "nước"))
_GENERAL = _COMPANY | frozenset(
    (
        "thpt",
        "thcs",
        "tiểu",
        "học",
        "mầm",
        "non",
        "công",
        "lập",
        "tư",
        "thục",
        "phổ",
        "thông",
        "trung",
        "khác",
        "chuyên",
        "nghề",
    )
)
_ABBREVIATED = frozenset(("XD", "TM", "DV", "SX", "ĐT", "PT", "KD", "XNK", "VT", "DL", "TV", "CN", "KT", "TMDV"))
_LONGEST = 12
_LONGEST_FIRM = 16
_FORMS = {"CP": "cổ phần", "TMCP": "thương mại cổ phần", "MTV": "một thành viên"}
_COUNTS = frozenset(("đồng", "triệu", "tỷ", "tỉ", "%"))
_QUOTES = ("“", '"')


def read_name(scan: Scan, i: int, j: int, kind: BodyType, *, lone: bool) -> tuple[str, int]:
    """The name behind the type word at [i, j): a sector's canonical form, or the words as written; ("", j) if none."""
    if (own := _own_way(scan, j, kind)) is not None:
        return own
    common = kind.id in _CAPITAL_TYPES and not scan.capital(i) and not lone
    if common or (kind.id == "Doanh nghiệp" and not _business(scan, i, j)):
        return "", j
    sector = scan.longest("sector", j) if kind.id in _SECTORAL else None
    if sector and (lone or kind.id in _OFFICES or scan.capital(j) or scan.capital(i)):
        if longer := _longer(scan, j, sector.last, kind):
            return modern(scan.spelled(j, longer)), longer
        country = kind.id == "Hội" and (scan.key(sector.last), scan.key(sector.last + 1)) == ("việt", "nam")
        return f"{sector.word} Việt Nam" if country else str(sector.word), sector.last + 2 * country
    if end := _written_small(scan, i, j, kind, lone=lone):
        return modern(scan.spelled(j, end)), end
    if kind.id == "Bộ" or (not scan.capital(j) and (kind.id in _OFFICES or kind.id == "Hội")):
        return "", j
    if scan.surname(j) and scan.run(j) - j >= 2 and kind.id in _BEFORE_PEOPLE:
        return "", j
    where = kind.id != "Doanh nghiệp tư nhân" and not scan.capital(i) and read_bare(scan, j)
    if _office(scan, j) or where or _abbreviated_place(scan, j):
        return "", j
    if (other := scan.longest("body", j)) and (
        (other.word.shape == "seat" and kind.id == "Ban")
        or (other.word.shape == "named" and kind.id == "Phòng" and other.word.id != "Doanh nghiệp")
    ):
        return "", j  # "các Ban Thành ủy": the Thành ủy's; Trưởng phòng | Ban Quản lý X
    opened = int(scan.key(j) in _QUOTES)
    last = _end(scan, j + opened, kind)
    if last == j + opened or all(scan.key(k) in _GENERAL for k in range(j, last)) or any_project(scan, j, last):
        return "", j
    if (
        not opened
        and not scan.capital(j)
        and not (kind.id in LONG_NAMES and (scan.capital(i) or lone) and last - j >= 2)
    ):
        return "", j
    name = _country(modern(scan.spelled(j + opened, last)))
    return _in_full(name) if kind.id in _OF_FIRMS else name, scan.skip(last, "”", '"') if opened else last


def _business(scan: Scan, i: int, j: int) -> bool:
    """Whether "doanh nghiệp" stands before a firm's own name of two words or more, and not before where it is from."""
    many = scan.key(i - 1) in ("các", "những", "nhiều", "hóa", "nghìn", "trăm", "tiếp", "khối")
    others = ("countries", "known", "body", "role", "place", "sector", "honorifics", "ranks")
    where = read_bare(scan, j) or any(scan.longest(c, j) for c in others) or scan.key(j) == "việt"
    return not many and not where and 2 <= scan.run(j) - j <= 4


def _own_way(scan: Scan, j: int, kind: BodyType) -> tuple[str, int] | None:
    """The name of a body that is named in a way of its own: Quân khu 7, Trường THPT X; no name of a kind of board.

    `các ban Đảng` and `Ban Lãnh đạo` are a kind, not one board.
    """
    if kind.id in ("Quân khu", "Quân đoàn", "Binh đoàn"):
        return (scan.texts[j], j + 1) if scan.key(j).isdigit() else ("", j)
    if kind.id == "Ban" and (scan.key(j) == "đảng" or (scan.key(j), scan.key(j + 1)) == ("lãnh", "đạo")):
        return "", j
    school = read_school(scan, j) if kind.id == "Trường" else 0
    if kind.id == "Trường" and not school and _one_word(scan, j):
        return "", j
    return (modern(scan.spelled(j, school)), school) if school else None


def _one_word(scan: Scan, j: int) -> bool:
    """Whether Trường and one syllable behind it make another name: Trường Sơn, Trường Sa, Trường Chinh."""
    alone = scan.capital(j - 1) and scan.run(j) == j + 1 and is_syllable(scan.texts[j])
    return alone and 1 not in continues(scan.texts[j : j + 6])


def _written_small(scan: Scan, i: int, j: int, kind: BodyType, *, lone: bool) -> int:
    """The end of a name, most in lower case, that is told by how it ends; 0 if none."""
    capital = scan.capital(j)
    if kind.id in ("Hội", "Hiệp hội"):
        if capital and (kind.id != "Hội" or not scan.capital(i)):
            return 0
        return national(scan, j) or (local(scan, j) if capital else 0)
    if kind.id == "Vụ":
        return before_ministry(scan, j)
    if kind.id != "Phòng" or capital:
        return 0
    return _longer(scan, j, j, kind) if lone else before_office(scan, j) if scan.capital(i) else 0


def _abbreviated_place(scan: Scan, j: int) -> bool:
    """`quận trung tâm TP Cần Thơ`: the type word of a place, written short, begins no name."""
    place = scan.longest("place", j)
    if place is None or scan.compound(j, place.last) or scan.key(j) == "thủ":  # Bộ Tư lệnh Thủ đô
        return False
    return scan.texts[j].isupper() or place.word.level in ("province", "city", "district")


def _in_full(name: str) -> str:
    """The name of a firm with its legal form in words: TNHH MTV Đường sắt → TNHH một thành viên Đường sắt."""
    return " ".join(_FORMS.get(word, word) for word in name.split())


def _country(name: str) -> str:
    return f"{name[:-2]}Việt Nam" if name.endswith(" VN") else name


def _end(scan: Scan, j: int, kind: BodyType) -> int:
    """The end of a free name: before punctuation, a predicate, a place, a body, a role or a person."""
    most = _LONGEST_FIRM if kind.id in _FIRMS else _LONGEST
    window = scan.texts[j : j + most]
    k = j
    while k < min(scan.size, j + most):
        if (further := _further(scan, j, k, kind)) > k:
            k = further
        elif _ends_before(scan, j, k) or _of_country(scan, j, k, kind):
            break
        elif not scan.capital(k) and (_stopped(scan, k) or _said(scan, j, k, kind)):
            if k - j not in continues(window) or read_term(scan, k)[0]:
                break
            k += 1
        else:
            k += 1
    while k > j and scan.key(k - 1) in _JOINS:
        k -= 1
    return k


def _stopped(scan: Scan, k: int) -> bool:
    """Whether a word that ends names begins at token k, and no longer one of a field of work: cấp, but cấp nước."""
    stop = scan.longest("stops", k) if (scan.key(k), scan.key(k + 1)) != ("dự", "án") else None
    field = scan.longest("activities", k) if stop else None
    return stop is not None and (field is None or field.last <= stop.last)


def _ends_before(scan: Scan, j: int, k: int) -> bool:
    """Whether punctuation, something else with a name, or the country's name ends a name before token k."""
    mark = scan.key(k) in _JOINS or not scan.texts[k][0].isalnum() or _amount(scan, k)
    return mark or (k > j and (begins_other(scan, k) or _complete(scan, j, k)))


def _amount(scan: Scan, k: int) -> bool:
    """Whether a sum stands at token k: vé Bảo tàng Lịch sử | 30.000 đồng."""
    return scan.texts[k][0].isdigit() and k + 1 < scan.size and scan.texts[k + 1] in _COUNTS


def _further(scan: Scan, j: int, k: int, kind: BodyType) -> int:
    """Past what belongs to a name whatever it looks like: links, words of firms, a tail; k if nothing does."""
    key = scan.key(k)
    if key == "-" and scan.key(k + 1) in ("tnhh", "ctcp", "công"):
        return k + 1
    if key in _JOINS:
        return (_joined(scan, k) or k) if k > j and not _two_firms(scan, j, k, kind) else k
    if (
        key == "các"
        and scan.key(k + 1) in ("khu", "dự", "công")
        and (kind.id == "Ban Quản lý" or scan.key(k - 1) == "lý")
    ):
        return k + 2
    if key in _COMPANY and kind.id in _OF_FIRMS:
        return k + 1
    if k > j and kind.id in _FIRMS and (named := _proper(scan, j, k)) > k:
        return named
    if k > j and (named := zone(scan, j, k)) > k:
        return named
    tail = scan.longest("tails", k) if k > j else None
    return tail.last if tail and not begins_other(scan, k) and not _complete(scan, j, k) else k


def _proper(scan: Scan, j: int, k: int) -> int:
    """Past the own name of a firm (Thương mại | Mạnh Phú), or the number behind it (Bắc Nam | 79); k if none."""
    general = {n for m in range(j, k) if (hit := scan.longest("activities", m)) for n in range(m, hit.last)}
    own = any(scan.capital(m) and scan.key(m) not in _COMPANY and m not in general for m in range(j, k))
    if (
        own
        and scan.key(k).isdigit()
        and len(scan.key(k)) < 4
        and scan.capital(k - 1)
        and scan.texts[k + 1 : k + 2] != ("%",)
    ):
        behind = scan.texts[k + 1] if k + 1 < scan.size else "."
        return k + 1 if not behind[0].islower() or scan.longest("stops", k + 1) else k
    legal = (n for n in range(k, scan.run(k)) if scan.key(n) in _COMPANY and scan.texts[n].isupper())
    size = next(legal, scan.run(k)) - k
    return k + size if not own and size == 2 and scan.surname(k) and not scan.longest("honorifics", k) else k


def _joined(scan: Scan, k: int) -> int:
    """Where a name goes on behind the và or dash at k: at a capital, or behind a field of work; 0 if it does not."""
    if scan.key(k) == ",":
        return _enumerated(scan, k)
    if not scan.capital(k + 1):
        more = scan.longest("activities", k + 1)
        return more.last if more else 0
    body = scan.longest("body", k + 1)
    other = scan.key(k + 1) in _CREDIT or any(scan.longest(c, k + 1) for c in ("honorifics", "academic", "ranks"))
    other = other or _office(scan, k + 1)
    return 0 if other or (body and not scan.compound(k + 1, body.last)) else k + 1


def _two_firms(scan: Scan, j: int, k: int, kind: BodyType) -> bool:
    """Whether the và at k stands between two firms: Tập đoàn Vingroup | và FLC, but Công ty TNHH XD và TM An Bình."""
    if scan.key(k) != "và" or kind.id not in _OF_FIRMS | {"Báo"} or not scan.capital(k + 1):
        return False
    sides = [t for t in (scan.texts[k - 1], scan.texts[k + 1]) if t not in _ABBREVIATED]
    return _complete(scan, j, k) or not all(map(is_syllable, sides))


def _longer(scan: Scan, j: int, last: int, kind: BodyType) -> int:
    """The end of the name of a part that only begins with a sector: Phòng Tài chính | doanh nghiệp và chính sách."""
    of_owner = before_ministry if kind.id == "Vụ" else before_office
    if kind.id in ("Phòng", "Vụ") and (end := of_owner(scan, j)) > last:
        return end
    if kind.id in ("Phòng", "Vụ") and last > j and scan.key(last) == "-":  # Phòng Tài chính - Kế toán | Bệnh viện X
        end = _end(scan, j, kind)
        return end if end > last + 1 else 0
    if kind.id not in ("Phòng", "Vụ") or last >= scan.size or not scan.texts[last].isalpha() or scan.capital(last):
        return 0
    end = _end(scan, j, kind)
    if end - j < 2:
        return 0
    end = next((k for k in range(last, end) if scan.capital(k)), end)
    fields = any(scan.longest("activities", k) for k in range(last, end))
    return end if fields and scan.key(end) in ("(", ")", ",", ";", ".", "-", "–", "thuộc", "của", "sở", "") else 0


def _enumerated(scan: Scan, k: int) -> int:
    """Where a name goes on behind a comma: at a field of work that và joins to another (Đấu thầu, thẩm định và …)."""
    first = None if scan.capital(k + 1) else scan.longest("activities", k + 1)
    while first and first.last < scan.size and scan.key(first.last) == ",":
        first = scan.longest("activities", first.last + 1)
    if not first or scan.key(first.last) != "và":
        return 0
    more = scan.longest("activities", first.last + 1)
    return more.last if more else 0


def _said(scan: Scan, j: int, k: int, kind: BodyType) -> bool:
    """Whether a new word in lower case cannot belong to the name."""
    if kind.id not in _FIRMS:
        return kind.id in _PROPER
    general = {n for m in range(j, k) if (hit := scan.longest("activities", m)) for n in range(m, hit.last)}
    return any(scan.capital(m) and scan.key(m) not in _COMPANY and m not in general for m in range(j, k))


def _complete(scan: Scan, j: int, k: int) -> bool:
    """Whether the name has ended with the country: Hội Nhà văn Việt Nam | Thúc Quyên."""
    return k - j > 2 and scan.keys[k - 2 : k] == ("việt", "nam")


def _of_country(scan: Scan, j: int, k: int, kind: BodyType) -> bool:
    """Whether a name of learning ends with another country: Viện Hàn lâm Khoa học Nga | Ivan."""
    if kind.id not in ("Viện", "Học viện", "Trường Đại học") or k - j < 3 or not scan.capital(k):
        return False
    return any((hit := scan.longest("countries", n)) is not None and hit.last == k for n in (k - 1, k - 2))


def begins_other(scan: Scan, k: int) -> bool:
    """Whether a place, a role, a body or a person begins at token k."""
    typed = scan.longest("place", k)
    if (
        typed
        and not scan.compound(k, typed.last)
        and (typed.last == scan.size or not scan.texts[typed.last][0].islower())
    ):
        return True
    if read_bare(scan, k, districts=False) or any(scan.longest(c, k) for c in ("academic", "ranks", "honorifics")):
        return True
    body = scan.longest("body", k) or scan.longest("known", k)
    if body and getattr(body.word, "id", "") != "Doanh nghiệp" and body.last - k >= 2 and scan.capital(k):
        return True
    if _office(scan, k) or _small_office(scan, k) or _here(scan, k):
        return True
    size = scan.run(k) - k
    return scan.surname(k) and 2 <= size <= 4 and (size >= 3 or not scan.capital(k - 1))


def _here(scan: Scan, k: int) -> bool:
    """Whether tỉnh, huyện or quận alone stands at token k: Ban Quản lý các khu công nghiệp | tỉnh đứng đầu."""
    if scan.key(k) not in ("tỉnh", "huyện", "quận") or scan.key(k - 1) in ("cấp", "liên", "ngoại", "các", "và"):
        return False
    return not scan.capital(k) and scan.key(k + 1) not in ("ủy", "lộ", "lỵ", "lẻ", "đoàn", "đội")


def _office(scan: Scan, k: int) -> bool:
    """Whether a role begins at token k; cán bộ is one only behind its holder, and often part of a name."""
    hit = scan.longest("role", k)
    return hit is not None and hit.word.id != "Cán bộ"


def _small_office(scan: Scan, k: int) -> bool:
    """Whether an office written small or short begins at token k: Ban Quốc tế | báo Thanh Niên, Ban Đô thị | HĐND X."""
    office = scan.longest("body", k)
    if office is None or scan.compound(k, office.last):
        return False
    if not scan.capital(office.last) and not scan.longest("place", office.last):
        return False
    kind: BodyType = office.word
    if kind.id in _OFFICES:
        return scan.longest("sector", office.last) is not None
    if kind.id == "Trường":
        return read_school(scan, office.last) > 0
    short = scan.texts[k].islower() or (scan.texts[k].isupper() and len(scan.texts[k]) > 2)
    return short and (kind.id == "Báo" or kind.shape == "seat")
