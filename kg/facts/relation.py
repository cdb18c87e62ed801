"""What documents do to documents: `Nghị định 30/2020/NĐ-CP thay thế Nghị định 110/2004/NĐ-CP` → repeals.

A proposal, a draft and what is still to come (đề nghị, dự thảo, sẽ) state nothing; to change some articles of a
document, or to repeal only them, is to amend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.grammar import Scan
from kg.model import BodyMention, DocumentMention, Fact, Mention, PersonMention, PlaceMention, RoleMention, Sentence

_AMEND = r"sửa đổi(?: ,| và)?(?: bổ sung)?|bổ sung(?: ,| và)?(?: sửa đổi)?|điều chỉnh"
_REPEAL = r"thay thế|thay|(?:thu hồi(?: ,| và)? )?(?:hủy bỏ|bãi bỏ)|thu hồi|chấm dứt hiệu lực(?: của)?"
_VERB = rf"(?:(?P<amend>{_AMEND})|(?P<repeal>{_REPEAL}))"
_PART = (
    r"(?P<part>(?=(?: \S+){0,3} (?:một phần|điều|khoản|điểm|mục|nội dung|quy định|phụ lục)\b)"
    r"(?: (?:một số|một phần|các|điều|khoản|điểm|mục|nội dung|quy định|phụ lục|số|\d+\w?|[a-zđ]|,|và)){1,14})?"
)
_OF = r"(?: của| tại| trong)?(?: các| cả| toàn bộ| hai| ba)?"
# What may be said of a document before its verb: about what it is, whose, since when.
_ABOUT = (
    r"(?:(?:này|[,;()“”\"–]|về|v / v|quy định|hướng dẫn|ngày|năm|của|do|có hiệu lực|(?:được )?ban hành|ra đời|đối với|"
    r"với|để|nhằm|và|đã|vừa|cũng|chính thức|đồng thời)(?: .{0,240}?)?? )?"
)
_ACTS_ON = re.compile(rf"(?P<lead>{_ABOUT}){_VERB}(?: cho)?{_PART}{_OF}\Z")
_ACTED_ON = re.compile(
    rf"(?P<lead>{_ABOUT}(?:[,(]|đã|vừa|nay|hiện|bị|được|mới| )*(?:được|bị|\() ){_VERB}{_PART} "
    r"(?:bởi|bằng|tại|ở|theo|trong)(?: (?:quy định|tại|của|khoản|điều|điểm|mục|\d+\w?|[a-zđ]|,|và))*\Z"
)
_EXPIRES = re.compile(
    rf"(?P<lead>{_ABOUT}(?:[,]|đã|chính thức| )*)hết hiệu lực(?: thi hành)?(?: kể)?(?: từ)?(?: khi| ngày| thời điểm)?\Z"
)
_IN_FORCE = re.compile(r"(?:này |chính thức )*có hiệu lực\b")
_BASIS = r"(?:căn cứ|trên cơ sở|dựa trên|dựa vào|chiếu theo)"
_TAIL = r"(?: (?:vào|theo|các|quy định|tinh thần|nội dung|tại|của|khoản|điều|điểm|mục|\d+\w?|[a-zđ]|,|và))*"
_RESTS_ON = re.compile(
    rf"(?P<lead>{_ABOUT}(?:đã|được|này|ban hành|xây dựng|ký|cũng| )*)"
    rf"(?:{_BASIS}|(?<=được ban hành )theo|(?<=được xây dựng )theo){_TAIL}\Z"
)
_OPENS_BASIS = re.compile(rf"\b{_BASIS}{_TAIL}\Z")
_ISSUES = re.compile(r"\b(?:ban hành|ra|ký|thông qua)(?: (?:ban hành|ra|thêm|ngay|liên tiếp|các|hai|bản))*\Z")
_LISTED = re.compile(r"(?:(?:về|quy định|ngày|năm|\(|đối với) [^,;–]{0,160} )?(?:,|;|và|cùng|, và)(?: các| cả)?\Z")
_UNDONE = re.compile(
    r"\b(?:đề nghị|kiến nghị|đề xuất|xem xét|cần|phải|sẽ|sắp|dự kiến|dự thảo|dự án|(?<!chương )(?<!quy )(?<!lộ )trình|"
    r"yêu cầu|không|chưa|chỉ đạo|giao(?! thông| dịch)|nên|muốn|có thể|nếu|hay|hoặc|ý kiến|nghiên cứu|tham mưu|"
    r"soạn thảo|xây dựng|chuẩn bị|thảo luận|trước khi|cho phép|chờ|nhằm ban hành|tiến tới)\b"
)
_DRAFT = re.compile(r"\b(?:dự thảo|dự án|(?<!theo )(?<!xét )(?<!cơ sở )(?:đề nghị|kiến nghị|đề xuất))\b")
_NOT_YET = re.compile(
    r"(?:[^,;]{0,60} )?(?:chưa|sẽ được|đang được) (?:chính thức )?(?:được )?(?:ban hành|thông qua|trình|xây)"
)
_ADVERBS = re.compile(r"(?:[,;]|đã|vừa|cũng|để|nhằm|đồng thời|chính thức|và|nay|mới|được| )*\Z")
_BARE = re.compile(r"[,;](?: (?:đã|vừa|đồng thời|và))* ?")
_OF_SOMEBODY = re.compile(r"\b(?:của|do|đối với|tại|cho|với|về|ở|thuộc|theo)(?: [^\s–]+)?(?: –)+\Z")
_FOLLOWED = re.compile(
    r"\b(?:thực hiện|triển khai|hướng dẫn|thi hành|căn cứ|theo|trên cơ sở|quán triệt)(?: \w+){0,3}\Z"
)
_THIS = (("này",), ("trên",), ("nêu", "trên"), ("nói", "trên"))
_NAMED = (BodyMention, PersonMention, PlaceMention, RoleMention)
_CONFIDENCE = 0.9


def relations(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Which document amends, repeals or rests on which, as far as one sentence names both."""
    if any(isinstance(m, DocumentMention) for m in mentions):
        row = _Row(sentence, mentions)
        yield from row.pairs()
        yield from row.founded()


@dataclass(frozen=True, slots=True)
class _Link:
    """How documents are tied: the kind, its rule, the document on the left, and whether that is the subject."""

    kind: str
    rule: str
    left: DocumentMention
    forward: bool = True


class _Row:
    """The documents of a sentence in order, `Quy định này` among them."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        self._sentence = sentence
        named = {n for m in mentions if isinstance(m, _NAMED) for n in range(m.first, m.last)}
        self._keys = ["–" if n in named else key for n, key in enumerate(sentence.keys)]
        found = [m for m in mentions if isinstance(m, DocumentMention)]
        self._items = sorted([*found, *_these(sentence, found)], key=lambda m: m.first)

    def pairs(self) -> Iterator[Fact]:
        """`X thay thế Y và Z`, `Y và Z được thay thế bởi X`, `X được ban hành theo Y`."""
        for n in range(len(self._items) - 1):
            link = self._link(n)
            if link is None:
                continue
            right = self._list_from(n + 1)
            if link.forward:
                for target in right:
                    yield from self._fact(link, link.left, target)
                continue
            for target in self._list_to(n):
                for subject in right if link.kind == "amends" else right[:1]:
                    yield from self._fact(link, subject, target)

    def founded(self) -> Iterator[Fact]:
        """`Căn cứ Y và Z, UBND tỉnh ban hành X`, `UBND tỉnh căn cứ Y để ban hành X`."""
        n = 0
        while n < len(self._items):
            lead = self._words(max(0, self._items[n].first - 14), self._items[n].first)
            bases = self._list_from(n)
            n += len(bases)
            if not (m := _OPENS_BASIS.search(lead)) or _UNDONE.search(lead[: m.start()]) or n == len(self._items):
                continue
            gap = self._between(bases[-1], self._items[n])
            if _ISSUES.search(gap) and not _UNDONE.search(gap):
                for made in self._list_from(n):
                    for base in bases:
                        yield from self._fact(_Link("based_on", "based-on-opening", base), made, base)

    def _link(self, n: int) -> _Link | None:
        left, right = self._items[n], self._items[n + 1]
        gap = self._between(left, right)
        behind = self._words(right.last, right.last + 12)
        before = self._words(0, left.first)
        if _UNDONE.search(re.split(r"[,;]", before)[-1]) or _DRAFT.search(before) or _NOT_YET.match(behind):
            return None
        if (m := _ACTED_ON.match(gap)) and not _UNDONE.search(m["lead"]):
            return _Link(_kind(m), "acted-on-by", left, forward=False)
        if (m := _EXPIRES.match(gap)) and _IN_FORCE.match(behind) and not _UNDONE.search(m["lead"]):
            return _Link("repeals", "expires-by", left, forward=False)
        if n and _FOLLOWED.search(self._between(self._items[n - 1], left)):
            left = self._items[n - 1]  # "Thông tư A hướng dẫn Nghị định B, thay thế Thông tư C"
            before, gap = self._words(0, left.first), self._between(left, right)
        if (m := _ACTS_ON.match(gap)) and self._does(before, m["lead"]):
            return _Link(_kind(m), "acts-on", left)
        if (m := _RESTS_ON.match(gap)) and self._does(before, m["lead"]):
            return _Link("based_on", "rests-on", left)
        return None

    def _does(self, before: str, lead: str) -> bool:
        """Whether the document does what the verb behind `lead` says: not a body, nor who follows the document."""
        if _UNDONE.search(lead) or (_BARE.fullmatch(lead) and _ISSUES.search(before)):
            return False  # "ban hành Luật A; sửa đổi Luật B": one subject of both
        said = _ADVERBS.sub("", lead)
        if said.endswith("–") and not _OF_SOMEBODY.search(said):
            return False
        return "," not in lead or not _FOLLOWED.search(before)

    def _list_from(self, n: int) -> list[DocumentMention]:
        """The documents of the list that begins at `n`."""
        last = n
        while last + 1 < len(self._items) and self._listed(last):
            last += 1
        return self._items[n : last + 1]

    def _list_to(self, n: int) -> list[DocumentMention]:
        """The documents of the list that ends at `n`."""
        first = n
        while first and self._listed(first - 1):
            first -= 1
        return self._items[first : n + 1]

    def _listed(self, n: int) -> bool:
        return bool(_LISTED.match(self._between(self._items[n], self._items[n + 1])))

    def _fact(self, link: _Link, subject: DocumentMention, target: DocumentMention) -> Iterator[Fact]:
        if (subject.type, subject.symbol, subject.number, subject.name) == (
            target.type, target.symbol, target.number, target.name,
        ):  # fmt: skip
            return
        first, last = min(subject.first, target.first), max(subject.last, target.last)
        span = Scan(self._sentence).span(first, last)
        yield Fact(link.kind, {"subject": subject, "object": target}, span, link.rule, _CONFIDENCE)

    def _between(self, left: Mention, right: Mention) -> str:
        return self._words(left.last, right.first)

    def _words(self, start: int, end: int) -> str:
        return " ".join(self._keys[start:end])


def _kind(m: re.Match[str]) -> str:
    return "amends" if m["amend"] or m["part"] else "repeals"


def _these(sentence: Sentence, named: Sequence[DocumentMention]) -> Iterator[DocumentMention]:
    """`Quy định này`, `Quyết định nêu trên`: the document of this type that the article has spoken of."""
    scan = Scan(sentence)
    taken = {n for m in named for n in range(m.first, m.last)}
    for i in scan.positions():
        hit = scan.longest("document", i)
        if hit is None or i in taken:
            continue
        behind = tuple(sentence.keys[hit.last : hit.last + 2])
        words = next((w for w in _THIS if behind[: len(w)] == w), ())
        if words:
            yield DocumentMention(*scan.base(i, hit.last + len(words), "document-this"), type=hit.word.id)
