"""People: `Thiếu tướng Nguyễn Văn Thuận`, `ông Cảnh` (short), `LÊ VĂN THINH`, `Ảnh: TIẾN QUYẾT` (credit)."""

from __future__ import annotations

import re

from kg.grammar import Scan
from kg.mentions.bodies import read_body
from kg.mentions.places import candidates
from kg.model import PersonMention
from kg.text.fold import fold, modern
from kg.text.syllable import is_syllable
from kg.text.toolkit import continues

_TITLES = ("honorifics", "academic", "ranks")
_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\Z")
# What stands behind "Ảnh:" without being a photographer.
_NO_CREDIT = frozenset(
    (
        "tư liệu",
        "minh họa",
        "internet",
        "cộng tác viên",
        "ctv",
        "nvcc",
        "bạn đọc",
        "zing",
        "nd",
        "google maps",
        "chụp màn hình",
    )
)
_LONGEST = 6
_VOWELS = frozenset(
    "yýỳỷỹỵôốồổỗộuúùủũụưứừửữựơớờởỡợáàảãạíìỉĩịóòỏõọéèẻẽẹếềểễệ"
)  # names of one letter: Phạm Văn Ý, no initials
# Behind these a given name alone is a person; behind degrees and professions only a name with its surname.
_ADDRESS = frozenset(
    ("ông", "bà", "anh", "chị", "đồng chí", "đ / c", "cô", "cụ", "bác", "các ông", "các bà", "các đồng chí", "hai ông")
)


def read_person(scan: Scan, i: int, *, after_role: bool) -> PersonMention | None:
    """The person named at token i: behind a title, directly behind a role, or by a full name alone."""
    honorific, rank, j = _titles(scan, i)
    last = name_end(scan, j)
    if last == j:
        return _pronoun(scan, i, j, honorific)
    size = last - j
    place = bool(candidates(fold(scan.spelled(j, last)), ""))  # giám mục Hà Nội, cử tri Gia Lâm
    if j > i and honorific not in _ADDRESS and not rank and (size < 2 or place or not scan.surname(j)):
        return None  # "Thạc sĩ Kỹ thuật", "kỹ sư Nông nghiệp": a degree, and no name behind it
    initial = len(scan.texts[last - 1]) == 1 and scan.key(last - 1) not in _VOWELS
    if initial and (scan.key(last) != "." or not (scan.surname(j) if size > 1 else j > i)):
        return None
    rule = "person-titled" if j > i else "person-after-role" if after_role else "person-alone"
    if j == i and not _untitled(scan, i, last, after_role):
        return None
    name = proper(scan.spelled(j, last)) + "." * initial
    last += initial
    short = size == 1
    return PersonMention(*scan.base(i, last, rule), name=name, honorific=honorific, rank=rank, short=short)


def _pronoun(scan: Scan, i: int, j: int, honorific: str) -> PersonMention | None:
    """ông, bà, tôi alone, as somebody who is spoken of: before a verb or behind one, not as a form of address."""
    if scan.key(i) == "tôi":
        return PersonMention(*scan.base(i, i + 1, "person-pronoun"), honorific="tôi", short=True, pronoun=True)
    comrade = honorific == "đồng chí" and scan.key(i + 2) in ("là", "từng", "được", "đã", "giữ", "hiện", "bị")
    if comrade:
        return PersonMention(*scan.base(i, i + 2, "person-pronoun"), honorific="đồng chí", short=True, pronoun=True)
    if j - i != 1 or honorific not in ("ông", "bà") or scan.key(i - 1) in ("thưa", "các", "những", "hai", "mấy"):
        return None
    if scan.key(j) == ":":
        return None  # "gồm các ông, bà: …": a list follows
    j = scan.skip(j, "này", "ấy")
    if scan.longest("role", j) or not scan.texts[j : j + 1] or scan.capital(j):
        return None
    return PersonMention(*scan.base(i, j, "person-pronoun"), honorific=honorific, short=True, pronoun=True)


def _titles(scan: Scan, i: int) -> tuple[str, str, int]:
    honorific = rank = ""
    j = i
    while True:
        for name in _TITLES:
            if hit := scan.longest(name, j):
                honorific = honorific or (hit.word if name == "honorifics" else "")
                rank = rank or (scan.spelled(j, hit.last).capitalize() if name == "ranks" else "")
                j = scan.skip(hit.last, ".", ",") if name == "academic" else hit.last
                break
        else:
            return honorific, rank, j


def name_end(scan: Scan, j: int) -> int:
    """The position behind the capitalised words that can be a name: up to a role, a body or a place word."""
    k = j
    while k < scan.size and k - j < _LONGEST:
        if k > j and scan.key(k) == "-" and scan.capital(k + 1) and not is_syllable(scan.texts[k - 1]):
            k += 1
        if not (scan.capital(k) and _NAME.match(scan.texts[k])):
            break
        if _begins_other(scan, k) or (
            k > j and scan.texts[k].isupper() and len(scan.texts[k]) > 1 and not scan.texts[j].isupper()
        ):
            break
        k += 1
    # Initials stand in no name here; a run of single letters is an abbreviation.
    return j if k > j and all(len(t) == 1 for t in scan.texts[j:k]) else k


def _begins_other(scan: Scan, k: int) -> bool:
    """Whether a role, a body or a typed place begins at token k (names may be words of one syllable: Công, Phường)."""
    if scan.key(k) == "phó" and scan.longest("role", k + 1):
        return True  # Ông Phan Thế Lữ | Phó Chủ tịch
    for category in ("role", "body", "known"):
        hit = scan.longest(category, k)
        if hit and (hit.last - k >= 2 or scan.texts[k].isupper()) and not hit.capitals:
            return True
    return False


def _untitled(scan: Scan, i: int, last: int, after_role: bool) -> bool:
    """Whether capitalised words without a title are a person's name."""
    size = last - i
    if fold(scan.spelled(i, last)) == "hồ chí minh":
        return not (scan.capital(i - 1) and i > 0)
    if scan.texts[i].isupper() and len(scan.texts[i]) > 1 and not is_syllable(scan.texts[i]):
        return False  # "Chủ tịch UBND TP", "Phó Giám đốc BQL", "TNHH Một thành viên"
    if after_role and size >= 2 and not all(map(is_syllable, scan.texts[i:last])):
        return True
    if after_role and size == 1 and 1 in continues(scan.texts[i : i + 6]):
        return False  # "Chủ tịch Liên đoàn …": the word goes on
    if after_role:
        named = scan.surname(i) or size == 1
        places = candidates(fold(scan.spelled(i, last)), "")
        wards = size > 2 and all(p.level == "commune" for p in places)  # named for a person: phường Lê Hồng Phong
        return size <= 5 and named and (wards or not places)
    listed = size == 2 and _listed(scan, i, last)
    if not scan.surname(i) or not (listed or 3 <= size <= 4) or scan.sentence.role == "heading":
        return False
    if any(scan.longest("eponyms", b) for b in (i - 1, i - 2, i - 3) if b >= 0 and _ends_at(scan, "eponyms", b, i)):
        return False
    if i and (scan.texts[i - 1][0].isdigit() or (scan.capital(i - 1) and scan.texts[i - 1].isalpha())):
        return False
    if any(h.last > last for h in scan.every("known", i)) or scan.longest("sector", i):
        return False
    return not candidates(fold(scan.spelled(i, last)), "")


def _listed(scan: Scan, i: int, last: int) -> bool:
    """Whether a short name closes a row of people: các ông Trần Văn An (Bí thư) và Lê Bình (Chủ tịch)."""
    if scan.key(i - 1) not in ("và", ",", ";") or scan.key(last) not in ("(", "-", "–", ",", ".", ";", "và", ""):
        return False
    opened = [
        k
        for k in range(i - 1)
        if scan.key(k) in ("các", "gồm") and scan.longest("honorifics", k + 1 - (scan.key(k) == "các"))
    ]
    return bool(opened)


def _ends_at(scan: Scan, category: str, first: int, last: int) -> bool:
    return any(hit.last == last for hit in scan.every(category, first))


def proper(name: str) -> str:
    """A name in capitals with only its first letters large; others as written.

    >>> proper("NGUYỄN VŨ PHƯƠNG"), proper("Lý Văn Pao")
    ('Nguyễn Vũ Phương', 'Lý Văn Pao')
    """
    return modern(" ".join(w.capitalize() for w in name.split()) if name.isupper() else name)


def credited(scan: Scan) -> list[PersonMention]:
    """The authors of a byline and the photographer of a caption."""
    if scan.sentence.role == "byline":
        starts = [
            i
            for i in scan.positions()
            if scan.capital(i) and (i == 0 or not scan.capital(i - 1)) and scan.key(i - 1) != "("
        ]
    else:
        starts = [i + 2 for i in scan.positions() if scan.key(i) == "ảnh" and scan.key(i + 1) == ":"]
        starts += [i + 1 for i in starts if scan.key(i) == "("]
    found = []
    for i in starts:
        last = scan.run(i, 5)
        name = scan.spelled(i, last)
        if (
            not 2 <= last - i <= 4
            or fold(name) in _NO_CREDIT
            or scan.key(i) == "theo"
            or not all(len(t) > 1 and t.isalpha() for t in scan.texts[i:last])
        ):
            continue
        read = read_body(scan, i)
        if read and read.type != "Trường":
            continue
        body = scan.longest("body", i)
        if (
            (body and (body.last - i > 1 or scan.key(i) in ("báo", "đài")))
            or scan.longest("known", i)
            or scan.key(last) in ("_", "/")
        ):
            continue
        found.append(PersonMention(*scan.base(i, last, "person-credit"), name=proper(name), credit=True))
    return found
