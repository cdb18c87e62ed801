"""What the tenures of a person say of each other: who is transferred has left his post, careers are told in order.

Statements of one article → the same statements, with the status that the others give them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kg.entities.organs import Organ
from kg.entities.telling import GIVEN, MEMBERS
from kg.lexicon import beside
from kg.model import Statement

K = TypeVar("K")
_PARTY = frozenset(("Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực"))
# Offices at which one works all day.
_DESKS = frozenset(
    ("Giám đốc", "Trưởng phòng", "Chánh Văn phòng", "Chánh Thanh tra", "Vụ trưởng", "Cục trưởng", "Chi cục trưởng",
     "Trưởng ban", "Trưởng ban Thường trực", "Tổng Cục trưởng", "Hiệu trưởng", "Tổng Giám đốc")
)  # fmt: skip
_SINGLE = frozenset(
    ("Bí thư", "Chủ tịch", "Giám đốc", "Tổng Giám đốc", "Bộ trưởng", "Trưởng ban", "Trưởng phòng", "Hiệu trưởng")
)


def settled(
    stated: Mapping[K, Statement], recalled: frozenset[K], dead: frozenset[str], organs: Mapping[str, Organ]
) -> dict[K, Statement]:
    """The statements, tenures that others show to be over as former, one change where the text names an act twice.

    `recalled`: tenures whose beginning the article only recalls; `dead`: people of whom nothing
    goes on; `organs`: the bodies by key.
    """
    made = list(stated.values())
    tenures = [s for s in made if s.kind == "Tenure"]
    taken = {_chair(s): s.slots["member"] for s in tenures if s.slots["status"] == "incoming" and any(_chair(s))}
    transfers = {_post(s.slots) for s in made if s.kind == "Transfer"}
    given = [s for s in tenures if s.slots["status"] == "incoming" and _post(s.slots) in transfers]
    moved = {s.slots["member"] for s in given if _left(s)}  # a seat on a committee moves nobody
    appointed = {_post(s.slots) for s in made if s.kind == "Appointment"}
    entered = [s for s in tenures if s.slots["status"] == "incoming" and _left(s) and _post(s.slots) in appointed]
    kept: dict[K, Statement] = {}
    for key, s in stated.items():
        if s.kind == "Tenure" and s.slots["member"] in dead:
            kept[key] = replace(s, slots={**s.slots, "status": "former"})
        elif s.kind == "Tenure" and s.slots["status"] == "current":
            over = s.slots["member"] in moved and _left(s)
            over = over or taken.get(_chair(s), s.slots["member"]) != s.slots["member"]
            over = over or any(_vacates(new, s, organs) for new in entered if new.slots["member"] == s.slots["member"])
            over = over or (key in recalled and any(_follows(o, s) and not _in_one_breath(o, s) for o in tenures))
            kept[key] = replace(s, slots={**s.slots, "status": "former"}) if over else s
        elif not _doubled(s, made):
            kept[key] = s
    return kept


def _vacates(new: Statement, old: Statement, organs: Mapping[str, Organ]) -> bool:
    """Whether who is appointed to the new office leaves the old one: `Chánh Văn phòng A được bổ nhiệm làm Bí thư`.

    Heads of councils, ministries and associations, who were elected, stay so until they are relieved; who is elected
    is still at his desk.
    """
    a, b = new.slots, old.slots
    here, there = organs[a["organization"]], organs[b["organization"]]
    elsewhere = (here.place.key if here.place else "") != (there.place.key if there.place else "")
    if here.type in beside() or (a["role"] in _PARTY and not elsewhere):
        return False
    firm = there.kind == "other" != here.kind and b["role"] == "Chủ tịch"
    desk = (firm or b["role"].removeprefix("Phó ") in _DESKS) and there.type not in beside()
    return desk and there.key not in (here.key, here.parent)  # the board of one's own firm is no other office


def _left(tenure: Statement) -> bool:
    return tenure.slots["role"] not in MEMBERS


def _chair(tenure: Statement) -> tuple[str, str]:
    """The role and the body of an office that one person at a time holds; whoever comes into it follows another."""
    role, body = tenure.slots["role"], tenure.slots["organization"]
    return (role, body) if role in _SINGLE else ("", "")


def _follows(later: Statement, earlier: Statement) -> bool:
    """Whether a tenure comes after another that the article recalls: what somebody is now, or what began later."""
    a, b = later.slots, earlier.slots
    if a["member"] != b["member"] or (a["role"], a["organization"]) == (b["role"], b["organization"]):
        return False
    if b["role"] in MEMBERS or a["role"] in MEMBERS or (b["role"] in _PARTY and a["role"] not in _PARTY):
        return False
    if a["status"] == "incoming":
        return a["role"] not in _PARTY or b["role"] in _PARTY
    if later.rule in GIVEN:
        start = a.get("startDate", "")  # "--09-23": a day without its year is of the year of the article
        return b.get("startDate", "")[:4].isdigit() and (start > b["startDate"] or start.startswith("--"))
    return a["status"] == "current"


def _in_one_breath(title: Statement, given: Statement) -> bool:
    """`Năm 2014, ông A, Phó Chủ tịch phường X, được bổ nhiệm làm …`: the title is of that time, not of now."""
    within = given.evidence[0]
    return len(given.evidence) == 1 and all(within.start <= s.start and s.end <= within.end for s in title.evidence)


def _doubled(statement: Statement, among: Iterable[Statement]) -> bool:
    """Whether an appointment is the transfer told again (điều động, bổ nhiệm giữ chức …)."""
    return statement.kind == "Appointment" and any(
        other.kind == "Transfer" and _post(other.slots) == _post(statement.slots) for other in among
    )


def _post(slots: Mapping[str, str]) -> tuple[str | None, ...]:
    return tuple(slots.get(name) for name in ("member", "role", "organization"))
