"""Facts of one article → its entities and statements: `Reading(document, entities, statements, dropped)`.

The context of an article decides what its short forms stand for; across articles, `kg.entities.merge` decides
who is who.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from kg.entities.abroad import abroad
from kg.entities.biography import over
from kg.entities.careers import settled
from kg.entities.context import Context, words
from kg.entities.edges import edges, entities
from kg.entities.telling import LEAD, Key, Told, same, telling
from kg.model import (
    BodyMention,
    Document,
    Dropped,
    Fact,
    Mention,
    PersonMention,
    Reading,
    RoleMention,
    Span,
    Statement,
)
from kg.text.fold import fold


def read(document: Document, mentions: Sequence[Mention], facts: Sequence[Fact]) -> Reading:
    """The entities and statements of one article; of one about another country only its people."""
    if abroad(document.text):
        foreign = tuple(Dropped(words(f), f.rule, "the article is about another country") for f in facts)
        people = [m for m in mentions if isinstance(m, PersonMention)]
        return replace(_read(document, people, ()), dropped=foreign)
    return _read(document, mentions, facts)


def _read(document: Document, mentions: Sequence[Mention], facts: Sequence[Fact]) -> Reading:
    """The entities and statements of an article about our own country."""
    context = Context(document, _completed(mentions, facts))
    told = _tellings(context, facts)
    stated: dict[Key, Statement] = {}
    for t in told:
        _merge(stated, t.statement, late=t.late)
    _carry_on(stated, told)
    _complete(stated)
    _strip(stated, {o.key for o in context.bodies.found.values() if o.kind == "party"})
    for k in over(told, context.bodies.found) | _served(told, context.date):
        if stated[k].slots["status"] != "former":
            stated[k] = replace(stated[k], slots={**stated[k].slots, "status": "former"})
    dead = _died(context, document.text) | {t.member for t in told if t.deceased}
    recalled = {t.key for t in told if t.given} - {t.key for t in told if not t.given}
    stated = settled(stated, frozenset(recalled), frozenset(dead), context.bodies.found)
    for made in edges(context):
        _merge(stated, made)
    members = {s.slots["member"] for s in stated.values() if "member" in s.slots}
    alone = [m for m in context.people.unknown if (p := context.people.of(m)) is None or p.key not in members]
    nobody = (Dropped(m.text, m.rule, "a short name that fits nobody in the article") for m in alone)
    return Reading(document, tuple(entities(context, members)), tuple(stated.values()), (*context.dropped, *nobody))


def _tellings(context: Context, facts: Sequence[Fact]) -> list[Told]:
    """The facts in terms of entities, those whose roles have a body first: the others find theirs among them."""
    text = context.document.text
    made = [(f, s) for f in sorted(facts, key=_bodiless) if (s := context.statement(f))]
    news = any(_is_news(f) for f in facts)
    sacked = {s.slots["member"] for f, s in made if _sacked(f)}
    found: list[Told] = []
    for fact, s in made:
        sent = s.rule == "tenure-transfer" and s.slots["member"] in sacked
        fresh = news or sent or len(s.slots.get("startDate", "")) >= _DATED or _just(text, s)
        role = fact.slots.get("role")
        role = role if isinstance(role, RoleMention) else None
        s = _settled(s) if s.slots.get("status") == "incoming" and not fresh else s
        found.append(telling(text, s, role, context.past.get(role.sentence) if role else None))
    return found


def _served(told: Sequence[Told], date: str) -> frozenset[Key]:
    """`Trên cương vị Phó Chủ tịch tỉnh nhiệm kỳ 2006 - 2011`: the tenures of terms that ended before the latest.

    `date` is that of the article, "" if unknown; the latest of its terms has begun.
    """
    tenures = [t for t in told if t.status]
    latest = max([int(date[:4] or 0) - 1, *(t.years[0] for t in tenures)], default=0)
    over_by_now = [t for t in tenures if t.status == "current" and 0 < t.years[1] <= latest]
    return frozenset(t.key for t in over_by_now) - {t.key for t in tenures if t not in over_by_now}


def _carry_on(stated: dict[Key, Statement], told: Sequence[Told]) -> None:
    """`Trong thời gian làm Giám đốc, ông A …` of who is Giám đốc in the lead: he still is."""
    first = [t for t in told if not t.late]
    titles = {t.key for t in first if t.status == "current"}
    fresh = {t.key for t in first if t.status == "incoming"}
    ended = {t.key for t in told if t.status == "former" and t.statement.rule not in _TOLD}
    for k in titles - ended:
        former = stated[k].slots["status"] == "former"
        for other in _held_with(stated, k) if former else ():
            stated[other] = _goes_on(stated[other])
        if former or k not in fresh:
            stated[k] = _goes_on(stated[k])


def _held_with(stated: dict[Key, Statement], key: Key) -> list[Key]:
    """`với trách nhiệm là Phó Bí thư, Chủ tịch UBND huyện từ … đến …`: the posts told with one that goes on."""
    during = tuple(stated[key].slots.get(s) for s in ("member", "startDate", "endDate"))
    if None in during:
        return []
    row = [k for k, s in stated.items() if tuple(s.slots.get(n) for n in ("member", "startDate", "endDate")) == during]
    return [k for k in row if k != key and stated[k].rule == "tenure-period"]


def _goes_on(statement: Statement) -> Statement:
    """A tenure that is told of a time, and has not ended."""
    slots = dict(statement.slots)
    if slots["status"] == "former":
        slots.pop("endDate", "")
    return replace(statement, slots={**slots, "status": "current"})


def _completed(mentions: Sequence[Mention], facts: Sequence[Fact]) -> list[Mention]:
    """The mentions, roles with the body or place that their row gives them: Phó Bí thư Thành ủy, Chủ tịch UBND TP X.

    A committee one becomes a member of is a role, too: tham gia Ban Chấp hành và giữ chức Bí thư Đảng ủy Khối X.
    """
    roles = [r for fact in facts if isinstance(r := fact.slots.get("role"), RoleMention) and (r.body or r.place)]
    whole = {(r.sentence, r.first, r.last): r for r in roles}
    made: list[Mention] = []
    for m in mentions:
        role = whole.get((m.sentence, m.first, m.last))
        body = role.body if role and isinstance(m, BodyMention) and role.body and role.body.type == m.type else None
        made.append(role if role and isinstance(m, RoleMention) else body or m)
    return made


def _bodiless(fact: Fact) -> bool:
    role = fact.slots.get("role")
    return isinstance(role, RoleMention) and role.body is None and role.place is None


def _is_news(fact: Fact) -> bool:
    """Whether the lead of the article says that somebody comes into office."""
    role = fact.slots.get("role")
    return isinstance(role, RoleMention) and fact.slots.get("status") == "incoming" and role.sentence <= LEAD


def _sacked(fact: Fact) -> bool:
    """Whether the lead says that somebody loses an office; where he is sent instead is news, too."""
    who = fact.slots.get("member")
    return fact.kind == "Removal" and isinstance(who, PersonMention) and who.sentence <= LEAD


def _died(context: Context, text: str) -> set[str]:
    """`Ông Lê Văn A (đã) từ trần`: the keys of those whose death the article reports."""
    composed = unicodedata.normalize("NFC", text)
    told = [f" {fold(m[1])}" for m in _DEATH.finditer(composed) if not _rumoured(composed, m)]
    mourned = [fold(m[1]) for m in _MOURNED.finditer(composed)]
    names = {p.key: fold(p.label) for p in context.people.found.values()}
    dead = {key for key, name in names.items() if any(t.endswith(f" {name}") for t in told)}
    return dead | {k for k, name in names.items() if any(re.search(rf"\b{re.escape(name)}\b", m) for m in mourned)}


def _rumoured(text: str, death: re.Match[str]) -> bool:
    """`tin đồn "ông Lê Văn A qua đời" là không đúng`."""
    before = text[max(0, death.start() - _RUMOUR) : death.start()].rpartition("\n")[2]
    behind = text[death.end() : death.end() + _RUMOUR].partition("\n")[0]
    return bool(_DENIED.search(before) or _DENIED.search(behind))


def _just(text: str, statement: Statement) -> bool:
    """`vừa được điều động …`, `tỉnh vừa bổ nhiệm …`: news also further down in an article about something else."""
    quotes = (unicodedata.normalize("NFC", text[max(0, s.start - _BEFORE) : s.end]) for s in statement.evidence)
    return any(_NEWLY.search(quote) for quote in quotes)


def _settled(statement: Statement) -> Statement:
    """An article that is about something else recalls how its people came into office."""
    return replace(statement, slots={**statement.slots, "status": "current"})


def _complete(stated: dict[Key, Statement]) -> None:
    """A dismissal that names no post is from the one post the article gives the person; with several it stays open."""
    for key, s in [(k, s) for k, s in stated.items() if s.kind in ("Removal", "Resignation") and "role" not in s.slots]:
        held = [t for t in stated.values() if t.kind == "Tenure" and t.slots["member"] == s.slots["member"]]
        held = [t for t in held if t.slots["status"] != "former"] or held
        del stated[key]
        if len(held) == 1:
            post = {name: held[0].slots[name] for name in ("role", "organization")}
            _merge(stated, replace(s, slots={**s.slots, **post}))
            if s.kind == "Removal":
                _merge(stated, replace(held[0], slots={**held[0].slots, "status": "former"}, evidence=s.evidence))


def _strip(stated: dict[Key, Statement], party: set[str]) -> None:
    """Who is stripped of all posts in the Party, or expelled, holds none of those the article gives."""
    out = {s.slots["member"] for s in stated.values() if s.slots.get("form") in _STRIPPED}
    for key, s in stated.items():
        if s.kind == "Tenure" and s.slots["member"] in out and s.slots.get("organization") in party:
            stated[key] = replace(s, slots={**s.slots, "status": "former"})


_DEATH = re.compile(
    r"(\w+(?: \w+){0,5}?)(?: đã| vừa)? (?:từ trần|qua đời|tạ thế|tử nạn|hy sinh|bị sát hại|bị bắn chết)\b"
)
_DENIED = re.compile(r"\b(?:tin đồn|đồn đoán|bịa đặt|thất thiệt|sai sự thật|không đúng|bác bỏ|phủ nhận)\b")
_RUMOUR = 60  # code points around a death that may deny it
_STRIPPED = ("cách tất cả chức vụ trong Đảng", "khai trừ")
_NEWLY = re.compile(
    r"\b[Vv]ừa (?:mới |được |bị |chính thức )*(?:\w+ ){0,8}?(?:bầu|bổ nhiệm|điều động|phân công|chỉ định|luân chuyển)\b"
)
_DATED = len("--03-05")  # what is told with its day, or its month and year, is news, unless that was long ago
_BEFORE = 12  # code points before a quote that may hold its "vừa"
_MOURNED = re.compile(r"\bmặc niệm ([^.;:]*)")
_TOLD = ("tenure-told", "tenure-period")  # over, as far as the sentence goes
_ORDER = {"former": 3, "incoming": 2, "current": 1}


def _merge(stated: dict[Key, Statement], new: Statement, *, late: bool = False) -> None:
    """One statement a fact: the quotes add up; a tenure's status is the strongest its sentences give.

    Who comes into an office in the lead has not left it by what the article recalls further down (`late`).
    """
    where = same(new)
    old = stated.get(where)
    if old is None:
        stated[where] = new
        return
    slots = {**new.slots, **old.slots}
    if slots.get("endDate", "9") < slots.get("startDate", ""):  # two times: what is told first counts
        slots = {k: v for k, v in slots.items() if k in old.slots or k not in ("startDate", "endDate")}
    if "status" in slots:
        again = old.slots["status"] == "incoming" and (late or old.rule == "tenure-reelect")
        slots["status"] = max((old if again else new).slots["status"], old.slots["status"], key=lambda s: _ORDER[s])
    spans: tuple[Span, ...] = tuple(dict.fromkeys(sorted((*old.evidence, *new.evidence))))
    stated[where] = Statement(old.kind, slots, spans, old.rule, max(old.confidence, new.confidence))
