"""A statement where the article tells it: `Told(statement, role, lead="nam 2010, ông", tail=…).career` → True."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import RoleMention, Statement
from kg.text.fold import fold

Key = tuple[str | None, ...]

MEMBERS = frozenset(("Ủy viên", "Ủy viên dự khuyết", "Đại biểu"))
# The rules of tenures that a change begins.
GIVEN = frozenset(("tenure-elect", "tenure-reelect", "tenure-appoint", "tenure-transfer"))
_AROUND = 160  # code points before a role that may tell a career
_BEHIND = 40  # code points behind it that may say until when
LEAD = 5  # the last sentence of what a newspaper tells first
_SUMMARY = 2  # headline and summary tell no career
_TERM = re.compile(r"(\d{4})-(\d{4})")
_TITLE = "tenure-before"  # Chủ tịch UBND tỉnh A: what somebody is called, not what is told
# "ông A - Phó Chủ tịch tỉnh - …" calls, "ông A làm Phó Chủ tịch tỉnh" tells.
_HOLDER = re.compile(r"\b(?:ông|bà|anh|chị|đồng chí)\b")
_TELLS = re.compile(
    r"\b(?:là|làm|giữ|đảm|chức|vị trí|cương vị|bầu|nhiệm|phân công|điều động|luân chuyển|trở thành|trúng|tham gia)\b"
)
# What is said to go on, and "trước khi làm X, ông làm Y", which goes back.
_NOW = re.compile(r"\b(?:đến|cho tới|tới) nay\b|\b(?:hiện|đang)\b")
_BACK = re.compile(r"\btrước khi [^,]*\Z")
# How a sentence goes on with, or begins, what somebody has been.
_STEP = re.compile(
    r"\b(?:tốt nghiệp|học xong|ra trường|khởi đầu|bắt đầu|đi lên từ|trưởng thành từ|xuất thân|sau đó|trước khi|"
    r"(?:năm|tháng|thời gian) sau|thời gian này|thời gian đó|quá trình công tác|kinh qua|trải qua)\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: the statement as its sentence has it, the role it is about (None: none), the words around that.

    `past`: whether a time long ago is named with it.
    """

    statement: Statement
    role: RoleMention | None = None
    lead: str = ""
    tail: str = ""
    past: bool = False

    @property
    def key(self) -> Key:
        """What makes two statements of an article one."""
        return same(self.statement)

    @property
    def status(self) -> str:
        """The status of a tenure, "" of anything else."""
        return self.statement.slots.get("status", "")

    @property
    def member(self) -> str:
        """Whose position it is about."""
        return self.statement.slots.get("member", "")

    @property
    def sentence(self) -> int:
        """The sentence of the role."""
        return self.role.sentence if self.role else 0

    @property
    def years(self) -> tuple[int, int]:
        """When the term that is named with it began and ended, (0, 0) if none of years is."""
        said = _TERM.fullmatch(self.statement.slots.get("inTerm", ""))
        return (int(said[1]), int(said[2])) if said else (0, 0)

    @property
    def late(self) -> bool:
        """Whether it stands behind what a newspaper tells first."""
        return self.sentence > LEAD

    @property
    def given(self) -> bool:
        """Whether the article only recalls how somebody came into an office."""
        return self.statement.rule in GIVEN and self.status == "current"

    @property
    def deceased(self) -> bool:
        """`cố Bí thư Thành ủy Lê Văn A`."""
        return self.role is not None and fold(self.role.text).startswith("cố ")

    @property
    def apart(self) -> bool:
        """Whether it is no step of a career: a title, or said to go on, or one that the sentence goes back from."""
        title = self.statement.rule == _TITLE or not _TELLS.search(_HOLDER.split(self.lead)[-1])
        return title or self.goes_on or bool(_BACK.search(self.lead))

    @property
    def goes_on(self) -> bool:
        """Whether it is said to go on until today."""
        return bool(_NOW.search(self.lead) or _NOW.search(self.tail))

    @property
    def career(self) -> bool:
        """Whether the words are of a career: of a time, or of a step."""
        return self.sentence > _SUMMARY and not self.apart and (self.past or bool(_STEP.search(self.lead)))


def telling(text: str, statement: Statement, role: RoleMention | None, past: int | None) -> Told:
    """A statement with the words of `text` around its role; its sentence names a time long ago at token `past`."""
    if role is None:
        return Told(statement)
    before = text[max(0, role.span.start - _AROUND) : role.span.start]
    behind = text[role.span.end : role.span.end + _BEHIND]
    lead = fold(before.rpartition("\n")[2].rpartition(". ")[2])
    tail = fold(behind.partition("\n")[0].partition(". ")[0])
    long_ago = (past is not None and past < role.first) or "startDate" in statement.slots
    return Told(statement, role, lead, tail, long_ago)


def same(statement: Statement) -> Key:
    """What makes two statements of an article one."""
    slots = statement.slots
    return statement.kind, *(slots.get(s) for s in ("member", "role", "organization", "subject", "object"))
