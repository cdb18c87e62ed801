"""Official documents: `Chỉ thị số 05-CT/TW của Bộ Chính trị`, `Nghị quyết Trung ương 4 (khóa XII)`, `Luật Đất đai 2003`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.grammar import Scan
from kg.lexicon import DocumentType, laws, symbol_codes
from kg.mentions.bodies import read_body
from kg.mentions.body_names import begins_other
from kg.mentions.dates import near, ordinal, reach, read_date, read_term
from kg.mentions.events import read_event
from kg.mentions.roles import read_role
from kg.model import BodyMention, DocumentMention
from kg.text.fold import modern

_DASHES = frozenset("-–—/")
_CODE = re.compile(r"[A-ZĐ][A-Za-zĐđƯưƠơÂâÊêÔô]*\Z")
_NUMBER = re.compile(r"\d+[a-zđ]?(?:/(?:19|20)\d\d)?\Z")
_PLENUM = re.compile(
    r"(?:(?:hội nghị )?(?:lần thứ )?trung ương|tw) ?(?:lần thứ )?([ivxl]+|\d{1,2}|[a-zêốướảúíậ]+)(?= |$)"
)
_YEARS = re.compile(r"(?:năm )?((?:19|20)\d\d)(?![\d/])")
_TITLE = re.compile(r"[“\"]")
_CENTRAL = "ban-chap-hanh-trung-uong-dang"
_UNITS = frozenset(
    ("năm", "tháng", "ngày", "tỷ", "triệu", "người", "chỉ", "xã", "huyện", "tỉnh", "đảng", "cán", "trường", "vụ", "%")
)


def read_document(scan: Scan, i: int) -> DocumentMention | None:
    """The official document that begins at token i: by symbol, number, congress, plenum or title."""
    hit = scan.longest("document", i)
    if hit is None or scan.compound(i, hit.last):
        return None
    kind: DocumentType = hit.word
    j = scan.skip(hit.last, "số", ":")
    symbol, number, last = _symbol(scan, j)
    if symbol or number:
        dated = scan.key(last) == "năm" and scan.key(last + 1).isdigit()
        if number and j == hit.last and not dated and (scan.key(last) in _UNITS or _counted(scan, last, kind)):
            return None
        return _numbered(scan, i, last, kind, symbol, number)
    return _by_occasion(scan, i, hit.last, kind) or (_titled(scan, i, hit.last, kind) if kind.titled else None)


def _counted(scan: Scan, last: int, kind: DocumentType) -> bool:
    """Whether the number counts what follows: "chương trình 300 thạc sĩ" (but "đề án 25 của …", "kế hoạch 10 ngày …")."""
    if kind.cls not in ("Programme", "Scheme", "Plan", "Report", "Submission"):
        return False
    behind = scan.texts[last : last + 1]
    return bool(behind) and behind[0][0].isalpha() and not scan.longest("stops", last)


def read_symbol(scan: Scan, i: int) -> DocumentMention | None:
    """A symbol without its type in front ("theo 35-CT/TW"): the type is in the code."""
    if not scan.texts[i][0].isdigit():
        return None
    symbol, _, last = _symbol(scan, i)
    codes = symbol_codes()
    kind = next((codes[c] for c in re.split(r"[-/]", symbol) if c in codes), "") if "/" in symbol else ""
    if not kind:
        return None
    return DocumentMention(*scan.base(i, last, "document-symbol-alone"), type=kind, symbol=symbol)


def _symbol(scan: Scan, j: int) -> tuple[str, str, int]:
    """(symbol, "", end) for 35 - CT / TW, 54/2017/QH14, 34/2011; ("", number, end) for a bare number; ("", "", j)."""
    if j >= scan.size or not _NUMBER.match(scan.texts[j]):
        return "", "", j
    parts = [scan.texts[j]]
    k = j + 1
    while k + 1 < scan.size and scan.texts[k] in _DASHES:
        text = scan.texts[k + 1]
        year = text.isdigit() and len(text) == 4 and scan.texts[k] == "/"
        if not (_CODE.match(text) or year) or (
            scan.texts[k] == "–" and scan.sentence.starts[k] > scan.sentence.ends[k - 1] and len(parts) > 2
        ):
            break
        parts += ["/" if scan.texts[k] == "/" else "-", text]
        k += 2
        tight = k < scan.size and scan.sentence.starts[k] == scan.sentence.ends[k - 1]
        if k < scan.size and scan.texts[k].isdigit() and (tight or parts[-1].endswith("QH")):
            parts.append(scan.texts[k])
            k += 1
    if len(parts) > 1 or "/" in parts[0]:
        return "".join(parts), "", k
    return "", parts[0], k


def _numbered(scan: Scan, i: int, last: int, kind: DocumentType, symbol: str, number: str) -> DocumentMention:
    date, end = _date(scan, last)
    issuer, end = _issuer(scan, end)
    if not date:
        date, end = _date(scan, end)
    term, end = read_term(scan, end) if issuer is None else (issuer.term, end)
    if not date and (m := _YEARS.match(near(scan, last, 2))) and issuer is None:
        date, end = m[1], reach(last, m[0])
    rule = "document-symbol" if symbol else "document-number"
    year = re.match(r"\d+[a-z]?/((?:19|20)\d\d)", symbol)
    date = date or (year[1] if year else "")
    base = scan.base(i, end, rule)
    return DocumentMention(*base, type=kind.id, symbol=symbol, number=number, issuer=issuer, date=date, term=term)


def _date(scan: Scan, j: int) -> tuple[str, int]:
    found = read_date(scan, scan.skip(j, ",", "(", "ra"))
    if found is None or found.value.startswith("-"):
        return "", j
    return found.value, scan.skip(found.last, ")")


def _issuer(scan: Scan, j: int) -> tuple[BodyMention | None, int]:
    """`của Bộ Chính trị`, `do UBND tỉnh ban hành`, `của Bộ trưởng Bộ Y tế`; the position behind it."""
    if scan.key(j) not in ("của", "do"):
        return None, j
    role = read_role(scan, j + 1)
    if role and role.body:
        return role.body, role.last
    body = None if role else read_body(scan, j + 1, lone=True)
    return (body, body.last) if body else (None, j)


def _by_occasion(scan: Scan, i: int, j: int, kind: DocumentType) -> DocumentMention | None:
    """Nghị quyết Trung ương 4 (khóa XII), Nghị quyết Đại hội Đảng bộ quận lần thứ XI, Nghị quyết nhiệm vụ năm 2019 của …"""
    if m := _PLENUM.match(near(scan, j, 6)):
        number = ordinal(m[1])
        if number:
            term, last = read_term(scan, reach(j, m[0]))
            name = f"{kind.id} Trung ương {number}" + (f" {term}" if term else "")
            issuer = BodyMention(*scan.base(j, last, "body-known"), type=_CENTRAL, known=True)
            return DocumentMention(
                *scan.base(i, last, "document-plenum"), type=kind.id, name=name, issuer=issuer, term=term
            )
    political = scan.key(j) == "chính" and scan.key(j + 1) == "trị"
    j = j + 2 if political else j
    start = scan.skip(j, "của", "trình")
    event = read_event(scan, start)
    if event and event.type == "congress" and (event.ordinal or event.term):
        verb = (" chính trị" if political else "") + (" trình" if scan.key(j) == "trình" else "")
        return DocumentMention(
            *scan.base(i, event.last, "document-congress"), type=kind.id, name=kind.id + verb, event=event
        )
    if (
        kind.id == "Nghị quyết"
        and scan.key(j) == "nhiệm"
        and (m := re.match(r"nhiệm vụ năm ((?:19|20)\d\d)", near(scan, j, 5)))
    ):
        issuer, last = _issuer(scan, reach(j, m[0]))
        if issuer:
            name = f"{kind.id} {m[0]}"
            return DocumentMention(
                *scan.base(i, last, "document-task"), type=kind.id, name=name, issuer=issuer, date=m[1]
            )
    return None


def _titled(scan: Scan, i: int, j: int, kind: DocumentType) -> DocumentMention | None:
    """Luật Phòng, chống tham nhũng; Hiến pháp 2013; Đề án “…”; Đề án nhân sự nhiệm kỳ 2020 - 2025."""
    name, last = _title(scan, i, j, kind)
    if not name:
        return None
    year = _YEARS.match(near(scan, last, 2))
    date = ""
    if year and kind.cls == "Law":
        date, last = year[1], reach(last, year[0])
        name = f"{name} {date}"
    issuer, last = _issuer(scan, last)
    return DocumentMention(*scan.base(i, last, "document-title"), type=kind.id, name=name, date=date, issuer=issuer)


def _title(scan: Scan, i: int, j: int, kind: DocumentType) -> tuple[str, int]:
    if kind.id in ("Hiến pháp",):
        return kind.id, j
    for law in laws().get(kind.id, ()):
        words = law.key.split()
        if list(scan.keys[j : j + len(words)]) == words:
            return f"{scan.spelled(i, j).capitalize()} {law.name}", j + len(words)
    if kind.id == "Luật" and scan.capital(j) and (scan.capital(i) or scan.key(i - 1) in ("thảo", "án", "theo", "phạm")):
        return _law(scan, i, j)
    if kind.id == "Điều lệ" and scan.key(j) == "đảng":
        return "Điều lệ Đảng", j + 1
    if scan.texts[j : j + 1] and _TITLE.match(scan.texts[j]):
        close = next((k for k in range(j + 1, min(j + 40, scan.size)) if scan.texts[k] in ("”", '"')), 0)
        if close - j > 2:
            return f"{kind.id} {scan.spelled(j + 1, close)}", close + 1
    if kind.id == "Quy chế" and (found := _bylaw(scan, j)):
        return f"{kind.id} {scan.spelled(j, found)}", found
    if kind.id in ("Đề án", "Quy chế") and scan.capital(i):
        for k in range(j, min(j + 8, scan.size)):
            term, last = read_term(scan, k)
            if term and k > j:
                return f"{kind.id} {scan.spelled(j, last)}", last
            if not scan.texts[k].isalpha():
                break
    return "", j


def _bylaw(scan: Scan, j: int) -> int:
    """The end of the title of a bylaw whose body is named behind it: quy chế làm việc | của UBND tỉnh; 0 if none."""
    for k in range(j + 1, min(j + 7, scan.size)):
        if scan.key(k) in ("của", "do"):
            return k if read_body(scan, k + 1, lone=True) else 0
        if not scan.texts[k][0].isalnum() or scan.key(k) in ("và", "về", "đã", "là"):
            return 0
    return 0


def _law(scan: Scan, i: int, j: int) -> tuple[str, int]:
    """The title of a law that the list does not know: up to punctuation, a predicate, a place or an office."""
    last = j
    while last < min(scan.size, j + 8) and scan.texts[last].isalpha() and not (last > j and scan.longest("stops", last)):
        if begins_other(scan, last):
            break
        last += 1
    return (f"{scan.spelled(i, j).capitalize()} {modern(scan.spelled(j, last))}", last) if last > j else ("", j)


def coordinated(scan: Scan, document: DocumentMention) -> Iterator[DocumentMention]:
    """The further documents of a list that names the type once: các Nghị quyết 57, 59, 66 và 68."""
    j = document.last
    while (document.symbol or document.number) and scan.key(j) in (",", "và") and j + 1 < scan.size:
        start = scan.skip(scan.skip(j + 1, "và"), "số")
        symbol, number, last = _symbol(scan, start)
        if not (symbol or number) or scan.key(last) in _UNITS or (number and scan.key(last) not in (",", "và", ".", "", ";", "của", ")")):
            return
        yield DocumentMention(*scan.base(start, last, "document-list"), type=document.type, symbol=symbol, number=number)
        j = last
