"""What happens to documents: `BTV Quận ủy ban hành Kế hoạch số 240-KH/QU` → passed_by; `thực hiện …` → implements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.holding import between
from kg.model import BodyMention, DocumentMention, Fact, Mention, RoleMention, Sentence, Span

_ISSUES = re.compile(
    r"\b(?:ban hành|ra|ký|thông qua|công bố|xây dựng|có"
    r"|(?<!chương )(?<!công )(?<!quá )(?<!quy )(?<!lộ )trình(?! bày)(?: [^;.]{0,60})?)(?: \w+){0,2}\Z"
)
_PARLIAMENT = frozenset(("quoc-hoi", "uy-ban-thuong-vu-quoc-hoi"))
_PASSIVE = re.compile(r"^(?: về [^,;]*)? (?:được|do|đã được|vừa được|mới được|mà)\Z")
_PASSES = re.compile(r"(?:(?:đã|vừa|mới|biểu quyết|chính thức) )*(?:ban hành|thông qua)(?= |$)")
_UNISSUED = re.compile(r"\b(?:chưa|không|chậm|đề xuất|đề nghị|kiến nghị|tờ trình|đề án)\b")
_CARRIES_OUT = re.compile(
    r"\b(?:thực hiện|triển khai|quán triệt|chấp hành|cụ thể hóa|tổ chức thực hiện|học tập|thi hành)\b"
    r"(?: [^\W\d]+| ,| -){0,9}\Z"
)
_NOT_ITSELF = re.compile(
    r"\b(?:không|chưa|chậm|vi phạm|trái|yêu cầu|đề nghị|kiểm tra|giám sát|thanh tra|buông lỏng|hướng dẫn|đôn đốc|"
    r"sơ kết|thiếu|xử lý)\b"
)
_LISTED = re.compile(r"(?:[,;()]|và|gắn với|\w+| ){0,8}\Z")
_DIRECTLY = re.compile(r"(?:để|nhằm|về|về việc|về triển khai|tiếp tục| )*")
_OWNER = re.compile(r"\bcủa(?: (?:trung ương|đảng|cấp trên))?(?: ,| và)?\Z")
_THEN = re.compile(r"(?: ?[^,]{0,60})?, ?\Z|được\Z")


def issuance(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Who issued a document: its own words say so (của …), or the subject before ban hành."""
    for at, item in enumerate(mentions):
        if not isinstance(item, DocumentMention):
            continue
        if item.issuer:
            yield Fact("passed_by", {"subject": item, "object": item.issuer}, item.span, "issued-by-name")
            continue
        if _drafted(item):
            continue  # who shows a draft does not issue it
        subject = _subject(sentence, mentions, at)
        if subject and _body(subject) == "dang-cong-san-viet-nam":
            continue  # the Tổng Bí thư signs for the Bộ Chính trị or the Ban Chấp hành
        if subject and item.type in ("Luật", "Pháp lệnh", "Hiến pháp") and _body(subject) not in _PARLIAMENT:
            continue  # others only draft, propose or break a law
        words = between(sentence, subject, item) if subject else ""
        if subject and _ISSUES.search(words) and not _UNISSUED.search(words):
            span = Span(sentence.starts[subject.first], sentence.ends[item.last - 1])
            yield Fact("passed_by", {"subject": item, "object": subject}, span, "issued-by-verb", 0.9)
            continue
        if behind := _issued_by(sentence, mentions[at + 1 :], item):
            span = Span(sentence.starts[item.first], sentence.ends[behind.last - 1])
            yield Fact("passed_by", {"subject": item, "object": behind}, span, "issued-by-verb", 0.9)


def _drafted(item: DocumentMention) -> bool:
    return item.name.startswith("Dự thảo ")


def _body(subject: BodyMention | RoleMention) -> str:
    body = subject.body if isinstance(subject, RoleMention) else subject
    return body.type if body else ""


def _issued_by(
    sentence: Sentence, behind: Sequence[Mention], document: DocumentMention
) -> BodyMention | RoleMention | None:
    """`Quyết định 345/QĐ-UBND được UBND tỉnh X ban hành`, `nghị quyết về cơ chế đặc thù mà Quốc hội vừa thông qua`."""
    for other in behind:
        if isinstance(other, DocumentMention):
            return None
        if not isinstance(other, BodyMention | RoleMention) or (isinstance(other, RoleMention) and not other.body):
            continue
        verb = " ".join(sentence.keys[other.last : other.last + 6])
        if _PASSIVE.search(f" {between(sentence, document, other)}") and _PASSES.match(verb):
            return other
    return None


def implementation(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Which body or document carries out a document: the subject of thực hiện, quán triệt, triển khai."""
    documents = [m for m in mentions if isinstance(m, DocumentMention) and not _drafted(m)]
    for n, item in enumerate(documents):
        first = item
        # "thực hiện Nghị quyết 4 gắn với Chỉ thị 05": the verb is before the first
        for left in reversed(documents[:n]):
            words = between(sentence, left, first)
            if not _LISTED.match(words) or _CARRIES_OUT.search(words):
                break
            first = left
        verb = _verb(sentence, first.first)
        if verb is None:
            continue
        subject = _doer(sentence, mentions, verb) or _behind(sentence, mentions, item)
        if subject:
            span = Span(
                sentence.starts[min(subject.first, item.first)], sentence.ends[max(subject.last, item.last) - 1]
            )
            yield Fact("implements", {"subject": subject, "object": item}, span, "implements-verb", 0.8)


def _verb(sentence: Sentence, end: int) -> int | None:
    """The first token of the verb that governs a document at token `end`, if it does."""
    start = max(0, end - 14)
    lead = " ".join(sentence.keys[start:end])
    m = _CARRIES_OUT.search(lead)
    return start + lead[: m.start()].count(" ") if m else None


def _doer(sentence: Sentence, mentions: Sequence[Mention], verb: int) -> Mention | None:
    """The last body or document before the verb, unless it demands, checks or neglects that others carry it out."""
    before = [m for m in mentions if m.last <= verb and isinstance(m, BodyMention | DocumentMention)]
    # "nghị quyết của Trung ương, Thành ủy": whose paper it is does nothing
    before = [m for m in before if not _OWNER.search(" ".join(sentence.keys[max(0, m.first - 4) : m.first]))]
    if not before or _NOT_ITSELF.search(" ".join(sentence.keys[before[-1].last : verb])):
        return None
    last = before[-1]
    if isinstance(last, DocumentMention) and not _DIRECTLY.fullmatch(" ".join(sentence.keys[last.last : verb])):
        return next((m for m in reversed(before) if isinstance(m, BodyMention)), None)
    return last


def _behind(sentence: Sentence, mentions: Sequence[Mention], item: DocumentMention) -> BodyMention | None:
    """`Thực hiện Chỉ thị 35-CT/TW, Tỉnh ủy đã …`; `việc thực hiện Chỉ thị được Đảng bộ quận duy trì`."""
    body = next((m for m in mentions if isinstance(m, BodyMention) and m.first >= item.last), None)
    opens = not _NOT_ITSELF.search(" ".join(sentence.keys[: item.first]))
    return body if body and opens and _THEN.match(between(sentence, item, body)) else None


def _subject(sentence: Sentence, mentions: Sequence[Mention], at: int) -> BodyMention | RoleMention | None:
    """Who does what the verb before the document says: the nearest body or office before it.

    In "Quận ủy đã trình Ban Thường vụ Thành ủy Đề án …" it is not the nearest, for that one is submitted to.
    """
    offices = [m for m in mentions[:at] if isinstance(m, BodyMention | RoleMention)]
    offices = [m for m in offices if isinstance(m, BodyMention) or m.body or m.place]
    if len(offices) > 1 and sentence.keys[offices[-1].first - 1] in ("trình", "gửi"):
        return offices[0]
    return offices[-1] if offices else None
