"""Documents by their titles, and who issued them: `Luật Đất đai 2003`, `Đề án “…” của UBND tỉnh X`."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.grammar import Scan
from kg.lexicon import DocumentType, laws
from kg.mentions.bodies import read_body
from kg.mentions.body_names import begins_other
from kg.mentions.dates import near, reach, read_term
from kg.mentions.roles import read_role
from kg.model import BodyMention, DocumentMention
from kg.text.fold import modern

YEAR = re.compile(r"(?:năm )?((?:19|20)\d\d)(?![\d/])")
_AMENDS = re.compile(r"sửa đổi(?: ,| và)? bổ sung (?:một số )?điều (?:của )?(?:các )?")
_MANY_LAWS = re.compile(
    r"sửa đổi , bổ sung (?:một số điều (?:của )?)?(?:các|\d+) luật (?:có )?(?:quy định )?(?:có )?liên quan đến \w+ \w+"
)
_TITLE = re.compile(r"[“\"]")
_VERBS = frozenset(("Quy định", "Quyết định", "Kết luận", "Thông báo", "Báo cáo", "Hướng dẫn"))  # luật quy định “…”
_ABOUT = frozenset(("thảo", "án", "theo", "phạm"))  # dự thảo Luật, dự án Luật, theo Luật, vi phạm Luật


def read_issuer(scan: Scan, j: int) -> tuple[BodyMention | None, int]:
    """`của Bộ Chính trị`, `do UBND tỉnh ban hành`, `của Bộ trưởng Bộ Y tế`; the position behind it."""
    if scan.key(j) not in ("của", "do"):
        return None, j
    if near(scan, j + 1, 2) == "trung ương" and not scan.longest("known", j + 1):
        words = scan.base(j + 1, j + 3, "body-known")
        return BodyMention(*words, type="ban-chap-hanh-trung-uong-dang", known=True), j + 3
    role = read_role(scan, j + 1)
    if role and role.body:
        return role.body, role.last
    body = None if role else read_body(scan, j + 1, lone=True)
    return (body, body.last) if body else (None, j)


def read_titled(scan: Scan, i: int, j: int, kind: DocumentType) -> DocumentMention | None:
    """Luật Phòng, chống tham nhũng; Hiến pháp 2013; Đề án “…”; Đề án nhân sự nhiệm kỳ 2020 - 2025."""
    name, last = _title(scan, i, j, kind)
    if not name or "công ước" in near(scan, max(i - 8, 0), min(i, 8)):
        return None  # Công ước Liên hợp quốc về Luật Biển is no law of ours
    year = YEAR.match(near(scan, last, 2))
    date = ""
    if year and kind.cls == "Law":
        date, last = year[1], reach(last, year[0])
        name = f"{name} {date}"
    of = scan.key(last) == "của"
    issuer, last = read_issuer(scan, last)
    rule = "document-of" if kind.cls == "Bylaw" and issuer and of else "document-title"
    base = scan.base(i, _row(scan, last) if rule == "document-of" else last, rule)
    return replace(DocumentMention(*base, type=kind.id, name=name, date=date, issuer=issuer), last=last)


def _row(scan: Scan, last: int) -> int:
    """Past the further bodies of a bylaw: Quy chế làm việc của Bộ Chính trị | , Ban Bí thư."""
    while scan.key(last) in (",", "và") and (hit := scan.longest("known", last + 1)):
        last = hit.last
    return last


def read_charter(scan: Scan, i: int, j: int, kind: DocumentType) -> DocumentMention | None:
    """Điều lệ Hội Luật gia Việt Nam, Điều lệ Công đoàn Việt Nam: a charter with the name of its body."""
    if kind.id != "Điều lệ" or not scan.capital(i):
        return None
    body = read_body(scan, j, lone=True)
    if body is None or not (body.known or body.name or body.place):
        return None
    return DocumentMention(*scan.base(i, body.last, "document-of"), type=kind.id, name=kind.id, issuer=body)


def _title(scan: Scan, i: int, j: int, kind: DocumentType) -> tuple[str, int]:
    if kind.id == "Hiến pháp":
        return kind.id, j
    if found := _listed(scan, i, j, kind) or _amending(scan, i, j):
        return found
    if kind.id == "Luật" and scan.capital(j) and (scan.capital(i) or scan.key(i - 1) in _ABOUT):
        return _law(scan, i, j)
    if kind.id == "Điều lệ" and scan.key(j) == "đảng":
        return "Điều lệ Đảng", j + 1
    verb = kind.id in _VERBS and not scan.capital(i)
    if scan.texts[j : j + 1] and _TITLE.match(scan.texts[j]) and not verb:
        close = next((k for k in range(j + 1, min(j + 40, scan.size)) if scan.texts[k] in ("”", '"')), 0)
        if close - j > 2:
            return f"{kind.id} {scan.spelled(j + 1, close)}", close + 1
    if kind.id == "Quy chế" and (end := _bylaw(scan, j)):
        return f"{kind.id} {scan.spelled(j, end)}", end
    operating = near(scan, j, 6) == "tổ chức và hoạt động của"
    if kind.id == "Điều lệ" and operating and read_body(scan, j + 6, lone=True):
        return f"{kind.id} {scan.spelled(j, j + 5)}", j + 5
    return _personnel(scan, i, j, kind) if kind.id in ("Đề án", "Quy chế") and scan.capital(i) else ("", j)


def _personnel(scan: Scan, i: int, j: int, kind: DocumentType) -> tuple[str, int]:
    """A title that ends in a term: Đề án nhân sự nhiệm kỳ 2020 - 2025."""
    for k in range(j, min(j + 8, scan.size)):
        term, last = read_term(scan, k)
        if term and k > j:
            return f"{kind.id} {scan.spelled(j, last)}", last
        if not scan.texts[k].isalpha():
            break
    return "", j


def _bylaw(scan: Scan, j: int) -> int:
    """The end of the title of a bylaw whose body is named behind it: quy chế làm việc | của UBND tỉnh; 0 if none."""
    for k in range(j, min(j + 7, scan.size)):
        if scan.key(k) in ("của", "do") and k > j:
            return k if read_body(scan, k + 1, lone=True) else 0
        if not scan.texts[k][0].isalnum() or scan.key(k) in ("và", "về", "đã", "là", "theo"):
            return 0
    return 0


def _listed(scan: Scan, i: int, j: int, kind: DocumentType) -> tuple[str, int] | None:
    """A title of the list of laws."""
    for law in laws().get(kind.id, ()):
        words = law.key.split()
        last = j + len(words)
        if list(scan.keys[j:last]) == words and not _goes_on(scan, last):
            return f"{scan.spelled(i, j).capitalize()} {law.name}", last
    return None


def _goes_on(scan: Scan, last: int) -> bool:
    """Whether the last word of a title is the first half of another: quy chế thi | đua."""
    return not scan.capital(last) and any(hit.last > last for hit in scan.every("compounds", last - 1))


def _amending(scan: Scan, i: int, j: int) -> tuple[str, int] | None:
    """Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ."""
    if laws_of := _MANY_LAWS.match(near(scan, j, 24)):
        last = reach(j, laws_of[0])
        return f"{scan.spelled(i, j).capitalize()} {scan.spelled(j, last)}", last
    m = _AMENDS.match(near(scan, j, 12))
    k = reach(j, m[0]) if m else j
    inner = scan.longest("document", k) if m else None
    amended = _listed(scan, k, inner.last, inner.word) if inner else None
    return (f"{scan.spelled(i, k).capitalize()} {amended[0]}", amended[1]) if amended else None


def _law(scan: Scan, i: int, j: int) -> tuple[str, int]:
    """The title of a law that the list does not know: up to punctuation, a predicate, a place or an office."""
    last = j
    while (
        last < min(scan.size, j + 8) and scan.texts[last].isalpha() and not (last > j and scan.longest("stops", last))
    ):
        if begins_other(scan, last):
            break
        last += 1
    return (f"{scan.spelled(i, j).capitalize()} {modern(scan.spelled(j, last))}", last) if last > j else ("", j)
