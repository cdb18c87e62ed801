"""Where an act stands, and the facts made of it: `Site(sentence, mentions, at).change(…)` → Removal(…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.facts.groups import holdings
from kg.facts.holding import Holding, between, is_link
from kg.facts.period import behind
from kg.lexicon import Act, acts
from kg.model import (
    ActMention,
    BodyMention,
    DateMention,
    Fact,
    Mention,
    PersonMention,
    PlaceMention,
    RoleMention,
    Sentence,
    Span,
)

_SAYS = re.compile(r"\b(?:cho biết|cho rằng|cho hay|nói|khẳng định|xác nhận|thông tin|phát biểu|trả lời)\b")
_TELL = frozenset(("Báo", "Đài", "Tạp chí"))
_POST = re.compile(r"(?:chức|vụ|danh| )*")
_ADDRESSED = tuple((word,) for word in ("với", "tới", "đến", "trước", "gửi", "trình", "vào", "viên"))
_NAMED = (BodyMention, PersonMention, PlaceMention)
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Site:
    """The act at position `at` of the mentions of a sentence."""

    sentence: Sentence
    mentions: Sequence[Mention]
    at: int

    @property
    def item(self) -> Mention:
        """The mention of the act itself."""
        return self.mentions[self.at]

    @property
    def act(self) -> Act:
        """The act as the lexicon has it."""
        item = self.item
        return acts()[item.act if isinstance(item, ActMention) else ""]

    @property
    def before(self) -> Sequence[Mention]:
        """The mentions before the act."""
        return self.mentions[: self.at]

    @property
    def behind(self) -> Sequence[Mention]:
        """The mentions behind the act."""
        return self.mentions[self.at + 1 :]

    def lead(self, count: int) -> str:
        """The folded `count` tokens before the act, names as dashes (Cần Thơ is no cần, Sở Quy hoạch no quy hoạch)."""
        start = max(0, self.item.first - count)
        within = ((m.body or m) if isinstance(m, RoleMention) else m for m in self.before)
        names = (m for m in within if isinstance(m, _NAMED) and m.last > start)
        named = {n for m in names for n in range(m.first, m.last)}
        return " ".join("–" if n in named else self.sentence.keys[n] for n in range(start, self.item.first))

    def gap(self, left: Mention, right: Mention) -> str:
        """The folded words between two mentions."""
        return between(self.sentence, left, right)

    def change(self, act: Act, person: PersonMention, role: RoleMention | None = None, form: str = "") -> Fact:
        """The change of `person`, with who decided it and when where the sentence says so."""
        slots: dict[str, Mention | str] = {"member": person, "modality": "effective"}
        if role:
            slots["role"] = role
        if (decider := self.decider(person)) and not (role and decider.first == role.first):
            slots["decidedBy"] = decider
        if date := self.date():
            slots["date"] = date.value
        if form:
            slots["form"] = form
        used = [self.item, person, *([role] if role else [])]
        return Fact(act.kind, slots, self._span(used), f"change-{act.id}", _CONFIDENCE)

    def tenure(self, act: Act, person: PersonMention, role: RoleMention, status: str, *, dated: bool = False) -> Fact:
        """The tenure that the act begins or ends."""
        slots: dict[str, Mention | str] = {"member": person, "role": role, "status": status}
        if role.term:
            slots["inTerm"] = role.term
        if dated and (date := self.date()):
            slots["startDate" if act.gives else "endDate"] = date.value
        if act.gives and (during := behind(self.sentence, role)) and during.end:
            slots |= {"status": "former", "startDate": during.start, "endDate": during.end}
        return Fact("Tenure", slots, self._span([self.item, person, role]), f"tenure-{act.id}", _CONFIDENCE)

    def held(self, person: PersonMention) -> list[Holding]:
        """The offices that the sentence gives `person`, beside what the act does."""
        return [h for h in holdings(self.sentence, self.mentions) if h.person is person]

    def date(self) -> DateMention | None:
        """The last date before the act; else the first behind it; none of what somebody once suffered (từng bị)."""
        if "từng" in self.lead(3).split():
            return None
        dates = [m for m in self.mentions if isinstance(m, DateMention)]
        before = [m for m in dates if m.first < self.item.first]
        return before[-1] if before else next(iter(dates), None)

    def decider(self, person: PersonMention) -> Mention | None:
        """The body (or the body of the role) that stands as subject before the act, and is not only quoted on it."""
        if self.item.text.lower().startswith(("trao", "công bố")):  # who hands it over has not decided it
            named = self.behind[0] if self.behind else None
            of = isinstance(named, BodyMention) and self.gap(self.item, named) == "của"
            return named if of else None
        made_to = self.sentence.keys[person.first - 1 : person.first] == ("cho",)  # "UBND tỉnh cho ông A thôi giữ chức"
        later = person.first > self.item.first
        for item in reversed(self.before):
            if self.sentence.keys[item.first - 1 : item.first] in _ADDRESSED:
                continue  # "báo cáo với Quốc hội việc kỷ luật", "đảng viên Chi bộ X": it decides nothing
            if made_to and isinstance(item, BodyMention) and item.last < person.first:
                return item
            if _SAYS.search(self.gap(item, self.item)):
                return None
            decides = isinstance(item, BodyMention) and not self._joined(item) and not self._aside(item)
            if decides and (item.first > person.first or later):
                return item
            if isinstance(item, RoleMention) and later and (item.body or item.place) and not self._spoken_of(item):
                return item
        return None

    def _spoken_of(self, role: RoleMention) -> bool:
        """`miễn nhiệm Chủ tịch UBND tỉnh với bà A (Bí thư Tỉnh ủy), đồng thời bầu bà …`: who is acted on acts not."""
        member = role.text.lower().startswith("thành viên")
        if self.sentence.keys[role.first - 1 : role.first] == ("(",) or member:
            return True  # "17 thành viên Chính phủ trúng cử"
        if role.head == "Đại biểu":
            return False
        first = self._row(role)  # cách chức Bí thư X, | Ủy viên Ban Chấp hành Y
        acts_before = [m for m in self.before if isinstance(m, ActMention) and not is_link(m)]
        return any(m.last <= first.first and _POST.fullmatch(self.gap(m, first)) for m in acts_before)

    def _joined(self, body: BodyMention) -> bool:
        """`thôi tham gia Ban Chấp hành, Ban Thường vụ`: what one is a member of decides nothing."""
        first = self._row(body)
        return any(m.last == first.first and m.text.lower().endswith("tham gia") for m in self.before)

    def _aside(self, body: BodyMention) -> bool:
        """`báo Tuổi Trẻ viết`, `bà A (Kế toán trưởng Công ty X) bị cảnh cáo`: who tells of it, whose she is."""
        gap = self.gap(body, self.item)
        return body.type in _TELL or gap.count(")") > gap.count("(")

    def _row(self, last: Mention) -> Mention:
        """The first of the mentions of one kind in the row that ends with `last`."""
        first = last
        for item in reversed([m for m in self.before if m.last <= last.first]):
            if type(item) is not type(last) or self.gap(item, first) not in (",", "và", ", và"):
                break
            first = item
        return first

    def _span(self, used: Sequence[Mention]) -> Span:
        first, last = min(m.first for m in used), max(m.last for m in used)
        return Span(self.sentence.starts[first], self.sentence.ends[last - 1])


def decided(fact: Fact, by: Mention | None) -> Fact:
    """A change with the body that decided it, where that was said of an act before; a tenure as it is."""
    return replace(fact, slots={**fact.slots, "decidedBy": by}) if by and fact.kind != "Tenure" else fact
