"""Who has which roles in a sentence: `Bí thư Quận ủy - Chủ tịch UBND quận X Lê Văn Thinh` → [(Thinh, (Bí thư, Chủ tịch))].

A sentence is read as a row of people and role phrases with what stands between them; roles stand before their holder
(nothing between) or behind (comma, dash, bracket, là …), several in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import ActMention, BodyMention, Mention, PersonMention, PlaceMention, RoleMention, Sentence, Span

_LIST = re.compile(r"(?:[,;/&-]|và|kiêm|đồng thời|cũng|là|nhiệm|rồi|cùng|hiện|từng|còn|vừa| )*\Z")
_BEFORE = re.compile(r"(?:[:-]|là|đồng chí|ông|bà|,| )*\Z")
_APPOSITION = re.compile(
    r"(?:[,(:-]|\) ?[,-]|\( ?(?:trái|phải|giữa|bìa trái|bìa phải|ảnh|thứ \w+ từ \w+ (?:sang|qua)) ?\) ?[,-]?)? ?"
    r"(?:(?:người|hiện|hiện nay|đang|hiện đang|vẫn|cũng|lúc đó|khi đó|khi ấy|lúc bấy giờ|nay|vốn|đã|từng|nguyên|trước|trước đây|trước đó|còn) )*"
    r"(?:là|với (?:trách nhiệm|tư cách|cương vị|vai trò)(?: là)?|trong vai trò|khi còn là|khi là)? ?\Z"
)
_FORMER = re.compile(r"từng|trước|khi còn|khi là|nguyên|lúc đó|khi đó|khi ấy|bấy giờ|vốn")
_HOLD = frozenset(("hold",))


@dataclass(frozen=True, slots=True)
class Holding:
    """A person, the roles that the sentence attaches to it, and how: "before", "after" or "act"."""

    person: PersonMention
    role: RoleMention
    how: str
    status: str = ""


def between(sentence: Sentence, left: Mention, right: Mention) -> str:
    """The folded text between two mentions of a sentence."""
    return " ".join(sentence.keys[left.last : right.first])


def holdings(sentence: Sentence, mentions: Sequence[Mention]) -> list[Holding]:
    """Every (person, role) that the sentence attaches without a change of office."""
    row = [m for m in mentions if isinstance(m, PersonMention | RoleMention)]
    claimed: dict[int, PersonMention] = {}
    found: list[Holding] = []
    for at, item in enumerate(row):
        if not isinstance(item, PersonMention) or item.credit:
            continue
        before = _before(sentence, row, at, claimed, mentions)
        after, status = _after(sentence, row, at, mentions)
        roles = [(r, "before", "") for r in before] + [(r, "after", status) for r in after]
        for role in (r for r, _, _ in roles):
            claimed[id(role)] = item
        full = share([r for r, _, _ in roles])
        found.extend(Holding(item, r, how, s) for r, (_, how, s) in zip(full, roles, strict=True))
        found.extend(_sharing_people(sentence, row, at, before))
    return found


def _linked(
    sentence: Sentence, left: Mention, right: Mention, mentions: Sequence[Mention], pattern: re.Pattern[str]
) -> bool:
    """Whether nothing but list words stands between two roles."""
    if any(left.last <= m.first < right.first and not _is_link(m) for m in mentions):
        return False
    return bool(pattern.match(between(sentence, left, right)))


def _is_link(mention: Mention) -> bool:
    return isinstance(mention, ActMention) and mention.act in _HOLD


def _before(
    sentence: Sentence,
    row: Sequence[Mention],
    at: int,
    claimed: dict[int, PersonMention],
    mentions: Sequence[Mention],
) -> list[RoleMention]:
    """The roles that lead up to the person at `at`."""
    person = row[at]
    k = at - 1
    if k < 0 or not isinstance(row[k], RoleMention) or id(row[k]) in claimed:
        return []
    gap = between(sentence, row[k], person)
    named = isinstance(person, PersonMention) and bool(person.honorific or person.rank)
    if gap and not (_BEFORE.match(gap) and (named or gap in (":", "là"))):
        return []
    roles = [row[k]]
    while k > 0 and isinstance(row[k - 1], RoleMention) and id(row[k - 1]) not in claimed:
        if not _linked(sentence, row[k - 1], row[k], mentions, _LIST):
            break
        k -= 1
        roles.insert(0, row[k])
    return [r for r in roles if isinstance(r, RoleMention)]


def _after(
    sentence: Sentence, row: Sequence[Mention], at: int, mentions: Sequence[Mention]
) -> tuple[list[RoleMention], str]:
    """The roles in apposition behind the person; those that lead up to the next person are left to it."""
    person = row[at]
    if at + 1 >= len(row) or not isinstance(row[at + 1], RoleMention):
        return [], ""
    first = row[at + 1]
    gap = between(sentence, person, first)
    blocked = any(person.last <= m.first < first.first and not _is_link(m) for m in mentions)
    if not gap or blocked or not (_APPOSITION.match(gap) or _holds(sentence, person, first, mentions)):
        return [], ""
    roles = [first]
    k = at + 1
    while (
        k + 1 < len(row)
        and isinstance(row[k + 1], RoleMention)
        and _linked(sentence, row[k], row[k + 1], mentions, _LIST)
    ):
        k += 1
        roles.append(row[k])
    if k + 1 < len(row) and isinstance(row[k + 1], PersonMention) and not between(sentence, row[k], row[k + 1]):
        has_before = at > 0 and isinstance(row[at - 1], RoleMention) and not between(sentence, row[at - 1], person)
        roles = [] if has_before else roles[:-1]
    status = "former" if _FORMER.search(gap) else ""
    return [r for r in roles if isinstance(r, RoleMention)], status


def _holds(sentence: Sentence, person: Mention, role: Mention, mentions: Sequence[Mention]) -> bool:
    """`ông A hiện giữ chức …`, `bà B từng đảm nhiệm các chức vụ: …`: only adverbs around the verb."""
    verbs = [m for m in mentions if person.last <= m.first < role.first]
    if not verbs or not all(_is_link(m) for m in verbs):
        return False
    lead = between(sentence, person, verbs[0])
    tail = between(sentence, verbs[-1], role)
    adverbs = r"(?:[,-]|hiện|đang|nay|từng|đã|còn|cũng|vẫn|trước đây|trước đó|sau đó|là| )*\Z"
    return bool(re.match(adverbs, lead)) and bool(re.match(r"(?:[:,]|chức|vụ|danh|các|như|qua| )*\Z", tail))


def _sharing_people(
    sentence: Sentence, row: Sequence[Mention], at: int, before: list[RoleMention]
) -> Iterator[Holding]:
    """`các Phó Chủ tịch UBND tỉnh: A, B và C`: people in a row behind one plural role."""
    if len(before) != 1 or not _plural(sentence, before[0]):
        return
    k = at
    while k + 1 < len(row) and isinstance(row[k + 1], PersonMention):
        if not re.match(r"(?:[,;]|và| )+\Z", between(sentence, row[k], row[k + 1])):
            break
        k += 1
        person = row[k]
        if isinstance(person, PersonMention):
            yield Holding(person, before[0], "before")


def _plural(sentence: Sentence, role: RoleMention) -> bool:
    return any(k in ("các", "hai", "ba", "bốn", "những") for k in sentence.keys[max(0, role.first - 2) : role.first])


PARTY_HEADS = frozenset(("Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực"))


def share(roles: list[RoleMention]) -> list[RoleMention]:
    """Give roles without a body the one their neighbours imply.

    `Phó Bí thư, Chủ tịch UBND tỉnh X` → the party committee of tỉnh X; `Bí thư Đảng ủy, Giám đốc Sở Y` → the Đảng ủy of
    the Sở Y; `Phó Giám đốc, Chủ tịch Công đoàn Sở Y` → of the same body.
    """
    out = list(roles)
    for i, role in enumerate(out):
        later = [r for r in out[i + 1 :] if r.body or r.place]
        if role.body is None and role.place is None and later:
            place = _seat(later[0])
            if role.role in PARTY_HEADS and place:
                committee = BodyMention(*_base(role), type="committee", place=place)
                out[i] = replace(role, body=committee)
            elif role.role not in PARTY_HEADS and later[0].body and not role.head == "Chủ tịch":
                out[i] = replace(role, body=later[0].body)
            elif role.head == "Chủ tịch" and later[0].head == "Chủ tịch" and later[0].body:
                out[i] = replace(role, body=later[0].body)
        elif role.body and _ownerless(role.body) and later and later[0].body and later[0].body.type != role.body.type:
            out[i] = replace(role, body=replace(role.body, parent=later[0].body))
    return out


def _ownerless(body: BodyMention) -> bool:
    organ = body.type in ("Đảng ủy", "Đảng đoàn", "Ban cán sự đảng", "Chi bộ", "Đảng bộ")
    return organ and body.parent is None and body.place is None


def _seat(role: RoleMention) -> PlaceMention | None:
    """The locality that a role's body belongs to, as far as its words say."""
    if role.place:
        return role.place
    body = role.body
    while body:
        if body.place:
            return body.place
        body = body.parent
    return None


def _base(m: Mention) -> tuple[int, int, int, Span, str, str]:
    return (m.sentence, m.first, m.last, m.span, m.text, "body-implied")
