"""Changes of office: `HĐND tỉnh miễn nhiệm ông A chức danh Chủ tịch UBND tỉnh` → Removal(member, role, decidedBy).

A proposal or a demand is no change; negated acts are none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.groups import between, share
from kg.lexicon import Act, acts
from kg.model import ActMention, BodyMention, DateMention, Fact, Mention, PersonMention, RoleMention, Sentence, Span

_NOT = re.compile(r"\b(?:không|chưa|chẳng|khỏi bị|phủ nhận|tin đồn|đồn đoán)(?: \w+){0,2}\Z")
_PROPOSED = re.compile(
    r"\b(?:đề nghị|kiến nghị|yêu cầu|xem xét|dự kiến|sẽ|sắp|đề xuất|phương án|tờ trình|trình|giới thiệu|quy hoạch|nếu|hay|cần|có thể|"
    r"quy trình|thẩm quyền|tiêu chuẩn|ứng cử|để bầu|để|muốn)(?: [^\W\d]+){0,4}\Z"
)
_TO_ROLE = re.compile(
    r"(?:[,:“\"-]|giữ|chức|vụ|danh|tư cách|làm|vào|thêm|bổ sung|lại|mới|quyền|là|nhiệm|các|hết|của|với|về|ra|sang|đến|qua|từ|cương vị|"
    r"kiêm|chính thức|đại diện|khỏi|ở|nhiệm vụ| )*\Z"
)
_OBJECT = re.compile(r"(?:[,:-]|đối với|với|cho|các|hai|ông|bà|đồng chí|của|thêm|bổ sung|lại|của các|cả| )*\Z")


def changes(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """The changes a sentence states, each with the tenure that it begins or ends."""
    for at, item in enumerate(mentions):
        if not isinstance(item, ActMention):
            continue
        act = acts()[item.act]
        if not act.kind or act.modality:
            continue
        lead = " ".join(sentence.keys[max(0, item.first - 6) : item.first])
        if _NOT.search(lead) or (_PROPOSED.search(lead) and not re.search(r"\bđã\Z", lead)):
            continue
        if act.kind == "Discipline":
            yield from _discipline(sentence, mentions, at, act)
        else:
            yield from _office(sentence, mentions, at, act)


def _office(sentence: Sentence, mentions: Sequence[Mention], at: int, act: Act) -> Iterator[Fact]:
    """An act with a role: its holder stands before (passive, intransitive) or behind."""
    item = mentions[at]
    roles, people = _objects(sentence, mentions, at)
    if not roles and act.kind not in ("Retirement",):
        return
    person = people[0] if people else _subject(mentions, at)
    if person is None:
        return
    decider = _decider(sentence, mentions, at, person)
    for role in share(roles) if roles else [None]:
        used = [m for m in (item, person, role) if m]
        span = _span(sentence, used)
        slots: dict[str, Mention | str] = {"member": person, "modality": "effective"}
        if role:
            slots["role"] = role
        if decider:
            slots["decidedBy"] = decider
        if date := _date(mentions, at):
            slots["date"] = date.value
        yield Fact(act.kind, slots, span, f"change-{act.id}", 0.9)
        if role and (act.gives or act.takes):
            status = "incoming" if act.gives else "former"
            held: dict[str, Mention | str] = {"member": person, "role": role, "status": status}
            if role.term:
                held["inTerm"] = role.term
            if date:
                held["startDate" if act.gives else "endDate"] = date.value
            yield Fact("Tenure", held, span, f"tenure-{act.id}", 0.9)


def _objects(sentence: Sentence, mentions: Sequence[Mention], at: int) -> tuple[list[RoleMention], list[PersonMention]]:
    """The roles and people right behind the act, with only link words between."""
    roles: list[RoleMention] = []
    people: list[PersonMention] = []
    previous = mentions[at]
    for item in mentions[at + 1 :]:
        gap = between(sentence, previous, item)
        if isinstance(item, ActMention):
            if acts()[item.act].kind and not roles:
                return [], []
            if not acts()[item.act].kind and not roles:
                previous = item
                continue
            break
        if isinstance(item, PersonMention) and not item.credit and _OBJECT.match(gap):
            people.append(item)
        elif isinstance(item, RoleMention) and (
            _TO_ROLE.match(gap) or (roles and re.match(r"(?:[,-]|và|kiêm| )+\Z", gap))
        ):
            if people and not roles and re.match(r"[,-]? ?\Z", gap) and _more_roles(mentions, item):
                previous = item  # in apposition to the person: the old post
                continue
            roles.append(item)
        elif not (isinstance(item, DateMention | BodyMention) and not roles):
            break
        previous = item
    return roles, people


def _more_roles(mentions: Sequence[Mention], item: RoleMention) -> bool:
    """Whether giữ chức or làm and another role follow: then this one is the person's old post."""
    behind = [m for m in mentions if m.first >= item.last][:3]
    holds = [m for m in behind if isinstance(m, ActMention) and m.act == "hold"]
    return bool(holds) and any(isinstance(m, RoleMention) for m in behind)


def _subject(mentions: Sequence[Mention], at: int) -> PersonMention | None:
    """The nearest person before the act."""
    for item in reversed(mentions[:at]):
        if isinstance(item, PersonMention) and not item.credit:
            return item
    return None


def _discipline(sentence: Sentence, mentions: Sequence[Mention], at: int, act: Act) -> Iterator[Fact]:
    """Khiển trách, cảnh cáo …: whoever stands behind, or before bị."""
    item = mentions[at]
    behind: list[PersonMention] = []
    previous: Mention = item
    for m in mentions[at + 1 :]:
        gap = between(sentence, previous, m)
        if isinstance(m, ActMention) and acts()[m.act].kind in ("Discipline", ""):
            if (
                acts()[m.act].kind == "Discipline"
                and not behind
                and re.match(r"(?:[“\":]|bằng|hình thức|với|mức|đảng| )*\Z", gap)
            ):
                return  # the more specific word behind makes the fact
            break
        if (
            isinstance(m, PersonMention)
            and not m.credit
            and (_OBJECT.match(gap) or (behind and len(gap.split()) <= 1) or isinstance(previous, RoleMention))
        ):
            behind.append(m)
        elif not isinstance(m, RoleMention | BodyMention | DateMention):
            break
        previous = m
    people = behind
    if not people and re.search(
        r"\b(?:bị|nhận|chịu|hình thức)\b", " ".join(sentence.keys[max(0, item.first - 8) : item.first])
    ):
        subject = _subject(mentions, at)
        people = [subject] if subject else []
    for person in people:
        slots: dict[str, Mention | str] = {"member": person, "modality": "effective"}
        if act.form:
            slots["form"] = act.form
        if decider := _decider(sentence, mentions, at, person):
            slots["decidedBy"] = decider
        if date := _date(mentions, at):
            slots["date"] = date.value
        yield Fact(act.kind, slots, _span(sentence, [item, person]), f"change-{act.id}", 0.9)


def _decider(sentence: Sentence, mentions: Sequence[Mention], at: int, person: PersonMention) -> Mention | None:
    """The body (or the body of the role) that stands as subject before the act."""
    for item in reversed(mentions[:at]):
        if isinstance(item, BodyMention) and (item.first > person.first or person.first > mentions[at].first):
            return item
        if isinstance(item, RoleMention) and person.first > mentions[at].first and (item.body or item.place):
            return item
    return None


def _date(mentions: Sequence[Mention], at: int) -> DateMention | None:
    dates = [m for m in mentions if isinstance(m, DateMention)]
    before = [m for m in dates if m.first < mentions[at].first]
    return before[-1] if before else None


def _span(sentence: Sentence, used: Sequence[Mention]) -> Span:
    first, last = min(m.first for m in used), max(m.last for m in used)
    return Span(sentence.starts[first], sentence.ends[last - 1])
