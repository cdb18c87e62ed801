"""Changes of office: `HĐND tỉnh miễn nhiệm ông A chức danh Chủ tịch UBND tỉnh` → Removal(member, role, decidedBy).

A proposal or a demand is no change, a negated act neither.  An act that gives a role also states the tenure, one that
takes it that the tenure is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.facts.groups import between, holdings, is_link
from kg.facts.share import seat, share
from kg.lexicon import Act, acts
from kg.model import ActMention, BodyMention, DateMention, Fact, Mention, PersonMention, RoleMention, Sentence, Span

_NOT = re.compile(r"\b(?:không|chưa|chẳng|khỏi bị|phủ nhận|tin đồn|đồn đoán|từ chối)(?: \S+){0,5}\Z")
_PROPOSED = re.compile(
    r"\b(?:đề nghị|kiến nghị|yêu cầu|xem xét|dự kiến|sẽ|sắp|đề xuất|phương án|tờ trình|trình|quy hoạch|nếu|hay|cần|có thể|"
    r"quy trình|thẩm quyền|tiêu chuẩn|ứng cử|để bầu|để|muốn|giới thiệu|thu hồi|hủy bỏ|chuẩn bị|xin ý kiến|tham mưu|công tác)(?: [^;]{0,40})?\Z"
)
_DONE = re.compile(r"\b(?:đã|vừa|được|bị|quyết định)(?: \S+){0,4}\Z")
_TO_ROLE = re.compile(
    r"(?:[,:“”\"(-]|giữ|chức|vụ|danh|tư cách|làm|vào|thêm|bổ sung|lại|mới|quyền|là|nhiệm|các|hết|của|với|về|ra|sang|đến|lên|qua|cương vị|"
    r"kiêm|chính thức|đại diện|khỏi|ở|nhiệm vụ|đối với|cho| )*\Z"
)
_OBJECT = re.compile(
    r"(?:[,:“”\"-]|đối với|với|cho|các|hai|ba|ông|bà|đồng chí|của|thêm|bổ sung|lại|cả|trong đảng|đảng|về mặt|bằng|hình thức|có|"
    r"thời hạn|mức|trong|còn có|gồm|là|một số|cá nhân|vợ chồng|chính thức| )*\Z"
)
_SAYS = re.compile(r"\b(?:cho biết|cho rằng|cho hay|nói|khẳng định|xác nhận|thông tin|phát biểu|trả lời)\b")
_INTENT = re.compile(r"\b(?:ý định|nguyện vọng|rút|việc|về|nếu|chuyện|lần|sau khi|trước khi)\b(?: \S+)?\Z")
_PASSIVE = re.compile(r"\b(?:bị|được|đã)(?: \S+){0,2}\Z")
_RETIRES = re.compile(r"(?:[,-]|đã|vừa|được|người|chính thức|nhận|có|quyết định|cũng| )+\Z")
_UNDERGOES = re.compile(r"\b(?:được|bị|nhận|chịu)\b")
_INTRANSITIVE = re.compile(r"trúng|đắc|tái|thôi|mất|từ|xin|nghỉ|về|được|đơn|nộp")
_LISTED = re.compile(r"(?:[,;]|và|cùng| )+\Z")
_KIN = frozenset(("trai", "gái", "vợ", "chồng", "em", "anh", "chị", "cháu", "con", "chức", "này", "đó", "ấy"))
_LEAD_SENTENCES = 5


@dataclass(slots=True)
class _Reading:
    """What stands around an act: the roles it gives or takes, the people, and the posts they had."""

    roles: list[RoleMention] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    old: list[RoleMention] = field(default_factory=list)
    titles: int = 0  # how many of the roles stand directly before the name: phân công Chủ tịch Hội A giữ chức …


def changes(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """The changes a sentence states, each with the tenure that it begins or ends."""
    proposed = False
    for at, item in enumerate(mentions):
        if not isinstance(item, ActMention):
            continue
        act = acts()[item.act]
        if act.id == "appoint" and at and _also(sentence, mentions[at - 1], item):
            continue  # "điều động, bổ nhiệm" is one transfer
        lead = " ".join(sentence.keys[max(0, item.first - 10) : item.first])
        if not act.kind or act.modality or _NOT.search(lead):
            continue
        proposed = bool(_PROPOSED.search(lead) and not _DONE.search(lead)) or (proposed and not _DONE.search(lead))
        if act.kind == "Discipline":
            if not proposed:
                yield from _discipline(sentence, mentions, at, act)
        else:
            yield from _office(sentence, mentions, at, act, proposed)


def _also(sentence: Sentence, before: Mention, item: Mention) -> bool:
    """Whether a transfer stands right before: điều động, bổ nhiệm; luân chuyển và chỉ định."""
    return isinstance(before, ActMention) and before.act == "transfer" and between(sentence, before, item) in (",", "và", "-", "/")


def _office(
    sentence: Sentence, mentions: Sequence[Mention], at: int, act: Act, proposed: bool
) -> Iterator[Fact]:
    """An act with a role: its holder stands before (passive, intransitive) or behind."""
    read = _around(sentence, mentions, at)
    person = read.people[0] if read.people else _subject(sentence, mentions, at)
    if person is None:
        return
    if not read.roles and act.kind in ("Removal", "Resignation"):
        lead = " ".join(sentence.keys[max(0, mentions[at].first - 4) : mentions[at].first])
        if proposed or _INTENT.search(lead) or not (read.people or _PASSIVE.search(lead) or act.kind == "Resignation"):
            return
        held = [h.role for h in holdings(sentence, mentions) if h.person is person and not h.status]
        # Without a post here, the article's only post of the person completes the fact (kg.entities.article).
        yield _change(sentence, mentions, at, act, person, held[0] if len(held) == 1 else None, _date(mentions, at))
        return
    if not read.roles and act.kind != "Retirement":
        return
    roles = share(read.roles)
    if act.kind == "Election" and roles and "tiếp tục" in " ".join(sentence.keys[max(0, mentions[at].first - 3) : roles[0].first]):
        act = acts()["reelect"]
    if not read.people and not proposed:
        yield from _same(sentence, mentions, at, act, _listed_before(sentence, mentions, person), roles)
    elif not proposed:
        yield from _same(sentence, mentions, at, act, read.people[1:], roles)
    date = _date(mentions, at)
    if proposed:
        # Who is to be relieved holds the post until it is decided.
        for role in roles if act.takes or act.kind == "Resignation" else []:
            yield _tenure(sentence, mentions, at, act, person, role, "current", None)
        return
    if act.kind == "Retirement":
        if not _RETIRES.match(between(sentence, person, mentions[at])):
            return
        yield _change(sentence, mentions, at, act, person, None, date)
        for held in holdings(sentence, mentions):
            if held.person is person:
                yield _tenure(sentence, mentions, at, act, person, held.role, "former", date)
        return
    for role in roles:
        yield _change(sentence, mentions, at, act, person, role, date)
        if act.gives or act.takes:
            yield _tenure(sentence, mentions, at, act, person, role, _status(sentence, act, role), date)
        else:
            yield _tenure(sentence, mentions, at, act, person, role, "current", None)
    for old in read.old:
        if act.gives and any(_succeeds(new, old) for new in roles):
            yield _tenure(sentence, mentions, at, act, person, old, "former", None)


def _status(sentence: Sentence, act: Act, role: RoleMention) -> str:
    """What is news is incoming; what an article recalls further down has become current."""
    if not act.gives:
        return "former"
    past = " ".join(sentence.keys[max(0, role.first - 12) : role.first])
    if re.search(r"\btừng\b", past):
        return "former"
    recalled = re.search(r"\b(?:trước đó|trước đây|trước khi|từ năm)\b", " ".join(sentence.keys[: role.first]))
    return "current" if recalled and sentence.index > _LEAD_SENTENCES else "incoming"


def _succeeds(new: RoleMention, old: RoleMention) -> bool:
    """Whether the new role takes the place of the old one: in the same kind of body or in the same place."""
    if new.body and old.body and new.body.type == old.body.type:
        return True
    here, there = seat(new), seat(old)
    return bool(here and there and (here.type, here.name) == (there.type, there.name)) and new.head != "Đại biểu"


def _around(sentence: Sentence, mentions: Sequence[Mention], at: int) -> _Reading:
    """The roles and people right behind the act, with only link words between."""
    read = _Reading()
    previous = mentions[at]
    for item in mentions[at + 1 :]:
        gap = between(sentence, previous, item)
        if isinstance(item, ActMention):
            if not is_link(item):
                if not read.roles and not read.people and re.match(r"(?:,|và|, và|/|-)\Z", gap):
                    previous = item
                    continue  # "điều động, bổ nhiệm ông A": both have the same object
                if not read.roles:
                    return _Reading()
                break
            if read.roles and (item.text == "là" or not re.match(r"(?:[,-]|và|đồng thời| )*\Z", gap)):
                break
            if "sau đó" in gap:
                break
        elif isinstance(item, PersonMention) and not item.credit and _person_next(read, gap):
            if read.roles and gap == "," and (_INTRANSITIVE.match(mentions[at].text.lower()) or _anyone(mentions[:at])):
                break  # "ông A tái cử Bí thư, ông B …": the next person is another matter
            if not gap and not read.people:
                read.titles = len(read.roles)
            read.people.append(item)
        elif isinstance(item, RoleMention) and re.search(r"\btừ(?: chức(?: vụ)?)?\Z", gap):
            read.old.append(item)
        elif isinstance(item, RoleMention) and _apposed(sentence, read, previous, item):
            read.old.append(item)
        elif isinstance(item, RoleMention) and (_TO_ROLE.match(gap) or (read.roles and _LISTED.match(gap))):
            read.roles.append(item)
        elif isinstance(item, BodyMention) and item.type in _COMMITTEES and _joins(previous, gap):
            read.roles.append(_member(item))
        elif not isinstance(item, DateMention) and not (isinstance(item, BodyMention) and not read.roles):
            break
        previous = item
    if 0 < read.titles < len(read.roles):
        read.old.extend(read.roles[: read.titles])
        del read.roles[: read.titles]
    return read


_COMMITTEES = frozenset(("Ban Chấp hành", "Ban Thường vụ", "Đảng ủy", "Tỉnh ủy", "Huyện ủy", "Thành ủy", "Quận ủy"))


def _joins(previous: Mention, gap: str) -> bool:
    """`tham gia Ban Chấp hành`, `bầu … vào Ban Thường vụ`."""
    return (is_link(previous) and previous.text.lower() == "tham gia" and not gap) or gap.endswith("vào")


def _member(body: BodyMention) -> RoleMention:
    """Membership of a committee as the role Ủy viên."""
    words = (body.sentence, body.first, body.last, body.span, body.text, "role-member")
    return RoleMention(*words, role="Ủy viên", head="Ủy viên", body=body)


def _anyone(mentions: Sequence[Mention]) -> bool:
    return any(isinstance(m, PersonMention) and not m.credit for m in mentions)


def _person_next(read: _Reading, gap: str) -> bool:
    """Whether a person behind `gap` is one the act is about: the first, or a further one of a list."""
    if not read.people:
        return bool(_OBJECT.match(gap))
    return bool(re.match(r"(?:[,;()]|và|cùng|ông|bà|các| )+\Z", gap)) and ("và" in gap.split() or ";" in gap or gap == ",")


def _apposed(sentence: Sentence, read: _Reading, previous: Mention, item: RoleMention) -> bool:
    """`bổ nhiệm ông A, Phó Giám đốc Sở, giữ chức …`: what stands behind the name with a comma is the old post."""
    if not read.people:
        return False
    gap = between(sentence, previous, item)
    behind = previous is read.people[-1] or previous in read.old
    plain = re.sub(r"\d\d tuổi|sinh năm \d{4}|sn \d{4}", "", gap)
    return behind and bool(re.match(r"(?:[,(-]|hiện|là|đang|nguyên|và| )*\Z", plain)) and not is_link(previous)


def _subject(sentence: Sentence, mentions: Sequence[Mention], at: int) -> PersonMention | None:
    """The nearest person before the act, if little stands between: ông A (Bí thư …) được bầu."""
    act = mentions[at]
    for n in range(at - 1, -1, -1):
        item = mentions[n]
        if not isinstance(item, PersonMention) or item.credit:
            continue
        if not _UNDERGOES.search(between(sentence, item, act)) and not _INTRANSITIVE.match(act.text.lower()):
            return None  # who acts is not who it happens to
        covered = sum(m.last - m.first for m in mentions[n + 1 : at])
        words = [k for k in sentence.keys[item.last : act.first] if k[0].isalnum()]
        near = len(words) - covered
        kin = any(k in _KIN for k in sentence.keys[max(0, act.first - 3) : act.first] if k not in item.text)
        return None if near > 8 or (kin and near > 1) else item
    return None


def _same(
    sentence: Sentence, mentions: Sequence[Mention], at: int, act: Act, people: Sequence[PersonMention], roles: Sequence[RoleMention]
) -> Iterator[Fact]:
    """The same change for the further people of a list."""
    for other in people:
        for role in roles:
            yield _change(sentence, mentions, at, act, other, role, _date(mentions, at))
            if act.gives or act.takes:
                yield _tenure(sentence, mentions, at, act, other, role, _status(sentence, act, role), None)


def _listed_before(sentence: Sentence, mentions: Sequence[Mention], last: PersonMention) -> list[PersonMention]:
    """The people in a row that ends with `last`: các ông A, B và C được bầu."""
    found: list[PersonMention] = []
    right: Mention = last
    for item in reversed([m for m in mentions if m.last <= last.first]):
        if not isinstance(item, PersonMention) or item.credit or not _LISTED.match(between(sentence, item, right)):
            break
        found.insert(0, item)
        right = item
    return found


def _discipline(sentence: Sentence, mentions: Sequence[Mention], at: int, act: Act) -> Iterator[Fact]:
    """Khiển trách, cảnh cáo …: whoever stands behind, or before bị."""
    item = mentions[at]
    people: list[PersonMention] = []
    previous: Mention = item
    for m in mentions[at + 1 :]:
        gap = between(sentence, previous, m)
        if is_link(m) and not people:
            previous = m
            continue
        if isinstance(m, ActMention) and not people and re.match(r"(?:và|,|đồng thời| )+\Z", gap):
            previous = m
            continue  # "cảnh cáo và cho thôi chức … ông A"
        if isinstance(m, ActMention):
            if acts()[m.act].kind in ("Discipline", "Removal") and not people and _OBJECT.match(gap):
                return  # the more specific word behind makes the fact
            break
        if isinstance(m, PersonMention):
            if m.credit or not (_LISTED.match(gap) if people else _OBJECT.match(gap)):
                break
            people.append(m)
        elif not isinstance(m, RoleMention | BodyMention | DateMention):
            break
        previous = m
    lead = " ".join(sentence.keys[max(0, item.first - 20) : item.first])
    if not people and re.search(r"\b(?:bị|nhận|chịu|hình thức|mức)\b", lead):
        subject = _subject(sentence, mentions, at)
        people = [subject] if subject else []
    if not people:
        people = [m for m in mentions[:at] if isinstance(m, PersonMention) and _concerns(sentence, m)][:1]
    for person in people:
        fact = _change(sentence, mentions, at, act, person, None, _date(mentions, at))
        yield Fact(fact.kind, {**fact.slots, **({"form": act.form} if act.form else {})}, fact.evidence, fact.rule, 0.9)


def _concerns(sentence: Sentence, person: PersonMention) -> bool:
    """`Đối với vi phạm của ông A, UBKT quyết định cảnh cáo`: the person is named as the one it is about."""
    return bool(re.search(r"\b(?:đối với|riêng)(?: \S+){0,5}\Z", " ".join(sentence.keys[max(0, person.first - 7) : person.first])))


def _change(
    sentence: Sentence, mentions: Sequence[Mention], at: int, act: Act, person: PersonMention, role: RoleMention | None, date: DateMention | None
) -> Fact:
    slots: dict[str, Mention | str] = {"member": person, "modality": "effective"}
    if role:
        slots["role"] = role
    if decider := _decider(sentence, mentions, at, person):
        slots["decidedBy"] = decider
    if date:
        slots["date"] = date.value
    return Fact(act.kind, slots, _span(sentence, [mentions[at], person, *([role] if role else [])]), f"change-{act.id}", 0.9)


def _tenure(
    sentence: Sentence, mentions: Sequence[Mention], at: int, act: Act, person: PersonMention, role: RoleMention, status: str,
    date: DateMention | None,
) -> Fact:  # fmt: skip
    slots: dict[str, Mention | str] = {"member": person, "role": role, "status": status}
    if role.term:
        slots["inTerm"] = role.term
    if date:
        slots["startDate" if act.gives else "endDate"] = date.value
    return Fact("Tenure", slots, _span(sentence, [mentions[at], person, role]), f"tenure-{act.id}", 0.9)


def _decider(sentence: Sentence, mentions: Sequence[Mention], at: int, person: PersonMention) -> Mention | None:
    """The body (or the body of the role) that stands as subject before the act, and is not only quoted on it."""
    made_to = sentence.keys[person.first - 1 : person.first] == ("cho",)  # "UBND tỉnh cho ông A thôi giữ chức"
    for item in reversed(mentions[:at]):
        if made_to and isinstance(item, BodyMention) and item.last < person.first:
            return item
        if _SAYS.search(between(sentence, item, mentions[at])):
            return None
        if isinstance(item, BodyMention) and (item.first > person.first or person.first > mentions[at].first):
            return item
        if isinstance(item, RoleMention) and person.first > mentions[at].first and (item.body or item.place):
            return item
    return None


def _date(mentions: Sequence[Mention], at: int) -> DateMention | None:
    """The last date before the act; else the first behind it."""
    dates = [m for m in mentions if isinstance(m, DateMention)]
    before = [m for m in dates if m.first < mentions[at].first]
    return before[-1] if before else next(iter(dates), None)


def _span(sentence: Sentence, used: Sequence[Mention]) -> Span:
    first, last = min(m.first for m in used), max(m.last for m in used)
    return Span(sentence.starts[first], sentence.ends[last - 1])
