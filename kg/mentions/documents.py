"""Official documents: `Chỉ thị số 05-CT/TW của Bộ Chính trị`, `Nghị quyết Trung ương 4 (khóa XII)`, `Luật Đất đai`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.grammar import Scan
from kg.lexicon import DocumentType, symbol_codes
from kg.mentions.dates import near, reach, read_date, read_term
from kg.mentions.events import read_event
from kg.mentions.schemes import read_scheme
from kg.mentions.titles import YEAR, read_charter, read_issuer, read_titled
from kg.mentions.topics import read_about, read_topic
from kg.model import BodyMention, DocumentMention, EventMention
from kg.text.numerals import ordinal

_DASHES = frozenset("-–—/")
_CODE = re.compile(r"[A-ZĐ][A-Za-zĐđƯưƠơÂâÊêÔô]*\Z")
_POLICE = re.compile(r"[ACKPVX]\Z|P[ACVX]\Z")
_LETTERS = frozenset("abc")  # Nghị quyết 30a
_NUMBER = re.compile(r"\d+(?:/(?:19|20)\d\d)?\Z")
_PLENUM = re.compile(
    r"(?:(?:hội nghị )?(?:lần thứ )?trung ương|tw) ?(?:lần thứ )?([ivxl]+|\d{1,2}|[a-zêốướảúíậ]+)(?= |$)"
    r"|hội nghị (?:lần )?thứ ([ivxl]+|\d{1,2}|[a-zêốướảúíậ]+) (?:ban chấp hành|bch) (?:trung ương|tw)(?: đảng)?(?= |$)"
)
# Words between the type and its number: quyết định khởi tố vụ án hình sự số 88, kết luận thanh tra số 5.
_FORM = re.compile(
    r"(?:khởi tố|xử phạt|thu hồi đất|kỷ luật|cưỡng chế|truy nã|thanh tra|khẩn|hỏa tốc)(?: [^\W\d_]+){0,5} (?=số \d)"
)
_TASK = re.compile(r"nhiệm vụ năm ((?:19|20)\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_TOLD = re.compile(r"(?:(?:về|của|nội dung|kết quả|kết luận|tại) )+")
_BEFORE_NOTICE = frozenset(("ra", "có", "trong", "tại", "theo", "hành", "bố"))  # a thông báo, not to thông báo
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
    form = _FORM.match(near(scan, hit.last, 9))
    j = scan.skip(reach(hit.last, form[0]) if form else hit.last, "số", ":")
    symbol, number, last = _symbol(scan, j)
    if kind.id == "Văn bản" and (not symbol or read_symbol(scan, j)):
        return None  # its symbol says which kind of paper it is
    if symbol or number:
        dated = (scan.key(last) == "năm" and scan.key(last + 1).isdigit()) or read_date(scan, last) is not None
        if number and j == hit.last and not dated and kind.cls in ("Programme", "Plan") and _YEAR.match(number):
            return None  # chương trình 2017, kế hoạch 2018: of a year
        if number and j == hit.last and not dated and (scan.key(last) in _UNITS or _counted(scan, last, kind)):
            return None
        return _numbered(scan, i, last, kind, symbol, number)
    return (
        _by_occasion(scan, i, hit.last, kind)
        or (read_titled(scan, i, hit.last, kind) if kind.titled else None)
        or read_charter(scan, i, hit.last, kind)
        or read_topic(scan, i, hit.last, kind)
        or read_scheme(scan, i, hit.last, kind)
    )


def _counted(scan: Scan, last: int, kind: DocumentType) -> bool:
    """Whether the number counts what follows: "chương trình 300 thạc sĩ" (but "đề án 25 của …")."""
    if kind.cls in ("Resolution", "Directive", "Decision", "Law", "Decree", "Circular"):
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
    k = j + 2 if scan.key(j + 1) in _LETTERS and scan.texts[j + 1].islower() else j + 1
    parts = ["".join(scan.texts[j:k])]
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
        police = k < scan.size and _POLICE.match(parts[-1]) and len(scan.texts[k]) <= 2  # 196/KH-C08-P8
        if k < scan.size and scan.texts[k].isdigit() and (tight or police or parts[-1].endswith("QH")):
            parts.append(scan.texts[k])
            k += 1
    if len(parts) > 1 or "/" in parts[0]:
        return "".join(parts), "", k
    return "", parts[0], k


def _numbered(scan: Scan, i: int, last: int, kind: DocumentType, symbol: str, number: str) -> DocumentMention:
    date, end = _date(scan, last)
    issuer, end = read_issuer(scan, end)
    if not date:
        date, end = _date(scan, end)
    term, end = read_term(scan, end) if issuer is None else (issuer.term, end)
    if not date and (m := YEAR.match(near(scan, last, 2))) and issuer is None:
        date, end = m[1], reach(last, m[0])
    rule = "document-symbol" if symbol else "document-number"
    year = re.match(r"\d+[a-z]?/((?:19|20)\d\d)", symbol)
    date = date or (year[1] if year else "")
    base = scan.base(i, end, rule)
    found = DocumentMention(*base, type=kind.id, symbol=symbol, number=number, issuer=issuer, date=date, term=term)
    return replace(found, about=read_about(scan, end))


def _date(scan: Scan, j: int) -> tuple[str, int]:
    found = read_date(scan, scan.skip(j, ",", "(", "ra"))
    if found is None or found.value.startswith("-"):
        return "", j
    return found.value, scan.skip(found.last, ")")


def _by_occasion(scan: Scan, i: int, j: int, kind: DocumentType) -> DocumentMention | None:
    """Nghị quyết Trung ương 4 (khóa XII), Nghị quyết Đại hội Đảng bộ quận lần thứ XI, Nghị quyết nhiệm vụ năm 2019."""
    if m := _PLENUM.match(near(scan, j, 10)):
        number = ordinal(m[1] or m[2])
        if number:
            term, last = read_term(scan, reach(j, m[0]))
            name = f"{kind.id} Trung ương {number}" + (f" {term}" if term else "")
            issuer = BodyMention(*scan.base(j, last, "body-known"), type=_CENTRAL, known=True)
            return DocumentMention(
                *scan.base(i, last, "document-plenum"), type=kind.id, name=name, issuer=issuer, term=term
            )
    political = scan.key(j) == "chính" and scan.key(j + 1) == "trị"
    j = j + 2 if political else j
    told = _TOLD.match(near(scan, j, 4)) if kind.cls == "Notice" else None
    start = reach(j, told[0]) if told else scan.skip(j, "của", "trình")
    event = read_event(scan, start)
    if event and event.type == "congress" and (event.ordinal or event.term) and not told:
        verb = (" chính trị" if political else "") + (" trình" if scan.key(j) == "trình" else "")
        return DocumentMention(
            *scan.base(i, event.last, "document-congress"), type=kind.id, name=kind.id + verb, event=event
        )
    if event and event.type == "session" and (found := _of_session(scan, i, start, kind, event)):
        return found
    if kind.id == "Nghị quyết" and (m := _TASK.match(near(scan, j, 5))):
        by, last = read_issuer(scan, reach(j, m[0]))
        base = scan.base(i, last, "document-task")
        return DocumentMention(*base, type=kind.id, name=f"{kind.id} {m[0]}", issuer=by, date=m[1]) if by else None
    return None


def _of_session(scan: Scan, i: int, start: int, kind: DocumentType, event: EventMention) -> DocumentMention | None:
    """Nghị quyết Hội nghị Trung ương 9 (khóa XII); thông báo kết luận kỳ họp thứ 20 of a body."""
    if event.rule == "plenum" and kind.id in ("Nghị quyết", "Kết luận"):
        name = f"{kind.id} Trung ương {event.ordinal}" + (f" {event.term}" if event.term else "")
        words = scan.base(i, event.last, "document-plenum")
        return DocumentMention(*words, type=kind.id, name=name, issuer=event.body, event=event, term=event.term)
    noun = (scan.capital(i) and i > 0) or scan.key(i - 1) in _BEFORE_NOTICE
    if kind.cls == "Notice" and event.ordinal and noun:
        return DocumentMention(*scan.base(i, event.last, "document-session"), type=kind.id, name=kind.id, event=event)
    return None


def coordinated(scan: Scan, document: DocumentMention) -> Iterator[DocumentMention]:
    """The further documents of a list that names the type once: các Nghị quyết 57, 59, 66 và 68."""
    j = document.last
    while (document.symbol or document.number) and scan.key(j) in (",", "và") and j + 1 < scan.size:
        start = scan.skip(scan.skip(j + 1, "và"), "số")
        symbol, number, last = _symbol(scan, start)
        if (
            not (symbol or number)
            or scan.key(last) in _UNITS
            or (number and scan.key(last) not in (",", "và", ".", "", ";", ")") and not scan.longest("stops", last))
        ):
            return
        yield DocumentMention(
            *scan.base(start, last, "document-list"), type=document.type, symbol=symbol, number=number
        )
        j = last
