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
from kg.entities.careers import GIVEN, settled
from kg.entities.context import Context, words
from kg.entities.edges import edges, entities
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

Key = tuple[str | None, ...]


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
    stated: dict[Key, Statement] = {}
    news = any(_is_news(f) for f in facts)
    # Roles with a body first: those without find their body among them.
    ordered = sorted(facts, key=lambda f: _bodiless(f))
    recalled: set[Key] = set()
    told: set[Key] = set()
    dead = _died(context, document.text)
    titles: set[Key] = set()
    over: set[Key] = set()
    fresh: set[Key] = set()
    for fact in ordered:
        made = context.statement(fact)
        if made:
            recalled_only = made.slots.get("status") == "incoming" and not (news or _just(document.text, made))
            made = _settled(made) if recalled_only else made
            given = fact.rule in GIVEN and made.slots["status"] == "current"
            (recalled if given else told).add(_key(made))
            if made.slots.get("status") == "current" and not _late(fact):
                titles.add(_key(made))
            elif made.slots.get("status") == "incoming" and not _late(fact):
                fresh.add(_key(made))
            elif made.slots.get("status") == "former" and made.rule not in _TOLD:
                over.add(_key(made))
            if _deceased(fact):
                dead.add(made.slots["member"])
            _merge(stated, made, late=_late(fact))
    for key in titles - over:  # "Trong thời gian làm Giám đốc, ông A …" of who is Giám đốc in the lead
        slots = dict(stated[key].slots)
        for other in _held_with(stated, key) if slots["status"] == "former" else ():
            stated[other] = _goes_on(stated[other])
        if slots["status"] == "former" or key not in fresh:
            stated[key] = _goes_on(stated[key])
    _complete(stated)
    _strip(stated, {o.key for o in context.bodies.found.values() if o.kind == "party"})
    stated = settled(stated, frozenset(recalled - told), frozenset(dead))
    for made in edges(context):
        _merge(stated, made)
    members = {s.slots["member"] for s in stated.values() if "member" in s.slots}
    alone = [m for m in context.people.unknown if (p := context.people.of(m)) is None or p.key not in members]
    nobody = (Dropped(m.text, m.rule, "a short name that fits nobody in the article") for m in alone)
    return Reading(document, tuple(entities(context, members)), tuple(stated.values()), (*context.dropped, *nobody))


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
    return isinstance(role, RoleMention) and fact.slots.get("status") == "incoming" and not _late(fact)


def _late(fact: Fact) -> bool:
    role = fact.slots.get("role")
    return isinstance(role, RoleMention) and role.sentence > _LEAD


def _died(context: Context, text: str) -> set[str]:
    """`Ông Lê Văn A (đã) từ trần`: the keys of those whose death the article reports."""
    composed = unicodedata.normalize("NFC", text)
    told = [f" {fold(m[1])}" for m in _DEATH.finditer(composed)]
    mourned = [fold(m[1]) for m in _MOURNED.finditer(composed)]
    names = {p.key: fold(p.label) for p in context.people.found.values()}
    dead = {key for key, name in names.items() if any(t.endswith(f" {name}") for t in told)}
    return dead | {k for k, name in names.items() if any(re.search(rf"\b{re.escape(name)}\b", m) for m in mourned)}


def _deceased(fact: Fact) -> bool:
    """`cố Bí thư Thành ủy Lê Văn A`."""
    role = fact.slots.get("role")
    return isinstance(role, RoleMention) and fold(role.text).startswith("cố ")


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
_STRIPPED = ("cách tất cả chức vụ trong Đảng", "khai trừ")
_NEWLY = re.compile(
    r"\b[Vv]ừa (?:mới |được |bị |chính thức )*(?:\w+ ){0,8}?(?:bầu|bổ nhiệm|điều động|phân công|chỉ định|luân chuyển)\b"
)
_BEFORE = 12  # code points before a quote that may hold its "vừa"
_MOURNED = re.compile(r"\bmặc niệm ([^.;:]*)")
_TOLD = ("tenure-told", "tenure-period")  # over, as far as the sentence goes
_LEAD = 5  # the last sentence of what a newspaper tells first
_ORDER = {"former": 3, "incoming": 2, "current": 1}


def _key(statement: Statement) -> Key:
    """What makes two statements of an article one."""
    slots = statement.slots
    return statement.kind, *(slots.get(s) for s in ("member", "role", "organization", "subject", "object"))


def _merge(stated: dict[Key, Statement], new: Statement, *, late: bool = False) -> None:
    """One statement a fact: the quotes add up; a tenure's status is the strongest its sentences give.

    Who comes into an office in the lead has not left it by what the article recalls further down (`late`).
    """
    key = _key(new)
    old = stated.get(key)
    if old is None:
        stated[key] = new
        return
    slots = {**new.slots, **old.slots}
    if slots.get("endDate", "9") < slots.get("startDate", ""):  # two times: what is told first counts
        slots = {k: v for k, v in slots.items() if k in old.slots or k not in ("startDate", "endDate")}
    if "status" in slots:
        again = old.slots["status"] == "incoming" and (late or old.rule == "tenure-reelect")
        slots["status"] = max((old if again else new).slots["status"], old.slots["status"], key=lambda s: _ORDER[s])
    spans: tuple[Span, ...] = tuple(dict.fromkeys(sorted((*old.evidence, *new.evidence))))
    stated[key] = Statement(old.kind, slots, spans, old.rule, max(old.confidence, new.confidence))
