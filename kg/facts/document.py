"""What happens to documents: `BTV Quận ủy ban hành Kế hoạch số 240-KH/QU` → passed_by; `thực hiện …` → implements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.groups import between
from kg.model import BodyMention, DocumentMention, Fact, Mention, RoleMention, Sentence, Span

_ISSUES = re.compile(r"\b(?:ban hành|ra|ký|thông qua|công bố|xây dựng|có|trình(?: [^;.]{0,60})?)(?: \w+){0,2}\Z")
_CARRIES_OUT = re.compile(
    r"\b(?:thực hiện|triển khai|quán triệt|chấp hành|cụ thể hóa|tổ chức thực hiện|học tập)\b(?: [^\W\d]+| ,| -){0,9}\Z"
)
_NEGATED = re.compile(r"\b(?:không|chưa|chậm|vi phạm|trái)\b")


def issuance(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Who issued a document: its own words say so (của …), or the subject before ban hành."""
    for at, item in enumerate(mentions):
        if not isinstance(item, DocumentMention):
            continue
        if item.issuer:
            yield Fact("passed_by", {"subject": item, "object": item.issuer}, item.span, "issued-by-name")
            continue
        subject = _subject(sentence, mentions, at)
        if subject and _ISSUES.search(between(sentence, subject, item)):
            span = Span(sentence.starts[subject.first], sentence.ends[item.last - 1])
            yield Fact("passed_by", {"subject": item, "object": subject}, span, "issued-by-verb", 0.9)


def implementation(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Which body carries out a document: the subject of thực hiện, quán triệt, triển khai."""
    for at, item in enumerate(mentions):
        if not isinstance(item, DocumentMention):
            continue
        lead = " ".join(sentence.keys[max(0, item.first - 14) : item.first])
        earlier = [m for m in mentions[:at] if isinstance(m, DocumentMention)]
        if earlier:
            lead = " ".join(sentence.keys[: earlier[0].first]) if _listed(sentence, earlier[-1], item) else lead
        if not _CARRIES_OUT.search(lead) or _NEGATED.search(lead):
            continue
        subject: Mention | None = next((m for m in mentions[:at] if isinstance(m, BodyMention | DocumentMention)), None)
        behind = next((m for m in mentions[at + 1 :] if isinstance(m, BodyMention)), None)
        if subject is None and behind and re.match(r"(?: ?[^,]{0,60})?, ?\Z", between(sentence, item, behind)):
            subject = behind  # "Thực hiện Chỉ thị 35-CT/TW, Tỉnh ủy đã …"
        if subject and subject is not item:
            first, last = min(subject.first, item.first), max(subject.last, item.last)
            span = Span(sentence.starts[first], sentence.ends[last - 1])
            yield Fact("implements", {"subject": subject, "object": item}, span, "implements-verb", 0.8)


def _listed(sentence: Sentence, left: Mention, right: Mention) -> bool:
    return bool(re.match(r"(?:[,;()]|và|gắn với|\w+){0,4}", between(sentence, left, right)))


def _subject(sentence: Sentence, mentions: Sequence[Mention], at: int) -> BodyMention | RoleMention | None:
    """Who does what the verb before the document says: the nearest body or office before it.

    In "Quận ủy đã trình Ban Thường vụ Thành ủy Đề án …" it is not the nearest, for that one is submitted to.
    """
    offices = [m for m in mentions[:at] if isinstance(m, BodyMention | RoleMention)]
    offices = [m for m in offices if isinstance(m, BodyMention) or m.body or m.place]
    if len(offices) > 1 and sentence.keys[offices[-1].first - 1] in ("trình", "gửi"):
        return offices[0]
    return offices[-1] if offices else None
