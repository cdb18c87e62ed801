"""What an act is about: `bổ nhiệm ông A, Phó Giám đốc, giữ chức Giám đốc` → people [A], roles [Giám đốc], old [Phó].

Behind an act stand people and roles with only link words between; before a passive or intransitive one its subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.facts.holding import is_link
from kg.facts.kin import meant
from kg.facts.rows import listed
from kg.facts.site import Site
from kg.model import ActMention, BodyMention, DateMention, Mention, PersonMention, PlaceMention, RoleMention

_OBJECT = re.compile(
    r"(?:[,:“”\"-]|đối với|với|cho|các|hai|ba|ông|bà|đồng chí|của|thêm|bổ sung|lại|cả|trong đảng|đảng|về mặt|"
    r"chức danh|chức vụ|bằng|hình thức|có|thời hạn|mức|trong|còn có|gồm|là|một số|cá nhân|vợ chồng|chính thức| )*\Z"
)
LISTED = re.compile(r"(?:[,;]|và|cùng|rồi| )+\Z")
_TO_ROLE = re.compile(
    r"(?:[,:“”\"()-]|bao gồm|gồm|toàn bộ|tất cả|cả|trong đảng|giữ|chức|vụ|danh|tư cách|làm|vào|thêm|bổ sung|lại|mới|"
    r"quyền|là|nhiệm|vị trí|công việc|các|hết|của|với|về|ra|sang|đến|lên|qua|cương vị|kiêm|chính thức|đại diện|khỏi|"
    r"ở|nhiệm vụ|đối với|cho|một|hai|ba|bốn|năm|\d{1,2}|chính| )*\Z"
)
_ALSO = re.compile(r"(?:[,-]|và|đồng thời| )*\Z")
_SAME_OBJECT = re.compile(r"(?:,|và|, và|/|-)\Z")
_FROM = re.compile(r"\btừ(?: chức(?: vụ)?)?\Z")
_CLOSED = re.compile(r"\) (?:đối với|với|cho|của)\b")
_BRACKET = re.compile(r"\( [^()]* \) ?")  # ông A (35/36 phiếu) và bà B
_ASIDE = re.compile(r"^[^()]+\)")  # ông A (Giám đốc Sở X, 80% tán thành) và ông B
_TERMS = re.compile(r"^(?:(?:,|và) (?:nhiệm kỳ )?\d{4} - \d{4} )+")  # (nhiệm kỳ 2011 - 2016, 2016 - 2021)
_FURTHER = re.compile(r"(?:[,;()]|và|cùng|ông|bà|các| )+\Z")
_APPOSED = re.compile(r"(?:[,(-]|hiện|là|đang|nguyên|và| )*\Z")
_AGE = re.compile(
    r"(?:thẩm phán|kiểm sát viên|điều tra viên|thanh tra viên|chuyên viên) (?:cao|trung|sơ) cấp|"
    r"\d\d tuổi|sinh năm \d{4}|sn \d{4}"
)
# "trước khi được điều động về Bạc Liêu, ông từng giữ chức", "bị cách chức vì sai phạm khi đang giữ chức"
_OTHER_MATTER = re.compile(r"\b(?:sau đó|từng|khi|lúc|do|vì|thời gian)\b|, (?:ông|bà)\Z")
_SET_OFF = re.compile(r"- [^.;:]+ - ")  # ông A | - chủ tịch hội đồng bồi thường dự án - | bị
_UNDERGOES = re.compile(r"\b(?:được|bị|nhận|chịu)\b")
_OTHER_CLAUSE = re.compile(
    r"\b(?:cho biết|cho rằng|cho hay|nói|khẳng định|nhận định|đánh giá|chia sẻ) (?:rằng|,|:)|\bmà thay vào đó\b|;|"
    r"\b(?:đến|tới) khi\b"
)
_NEXT_STEP = re.compile(  # "ông làm Chánh Văn phòng; đến tháng 9/2017 được điều động"
    r"(?:(?:đến|từ|rồi|sau đó|vào|cuối|đầu|giữa|tháng|năm|ngày|[\d/.-]+|,|tiếp tục|lại) )+(?:được|trúng|tái|thôi)"
)
_IN_TERMS = re.compile(r"\b(?:các )?nhiệm kỳ \d{4} - \d{4}(?: (?:,|và) (?:nhiệm kỳ )?\d{4} - \d{4})*")
_UNQUOTED = re.compile(r"[”\"] ?,")
_GOES = re.compile(r"\bđể(?: \S+){0,3}\Z")  # "thôi giữ chức X để giữ chức Y"
_INTRANSITIVE = re.compile(r"chuyển sang|chuyển về|trúng|đắc|tái|thôi|mất|từ|xin|nghỉ|về|được|đơn|nộp")
_KIN = frozenset(("trai", "gái", "vợ", "chồng", "em", "anh", "chị", "cháu", "con", "chức", "này", "đó", "ấy"))
_COMMITTEES = frozenset(
    ("Ban Chấp hành", "Ban Thường vụ", "Đảng ủy", "Tỉnh ủy", "Huyện ủy", "Thành ủy", "Quận ủy", "ban-bi-thu",
     "bo-chinh-tri", "ban-chap-hanh-trung-uong-dang", "Ủy ban Kiểm tra", "uy-ban-kiem-tra-trung-uong")
)  # fmt: skip
_ADDRESSED = re.compile(r"\b(?:đến|tới|lên|gửi|cho)\b")
_WHOSE = ("của", "với", "đối", "cho")
_OPENING = (("trước", "khi"), ("sau", "khi"))
PUT_INTO = ("giữ chức", "giữ chức vụ", "giữ chức danh", "giữ cương vị", "làm", "đảm nhiệm")
_WINNERS = re.compile(
    r"(?:trúng cử|đắc cử|tái cử|tái đắc cử) (?:, )?(?:trong đó )?(?:có|gồm|gồm có|là)"
    r"(?: (?:các|ông|bà|đồng chí|[,:]|\d))*"
)
_THEN = re.compile(r"\b(?:(?:ngay )?sau|từ) đó\b ?,?|\btrước đó\b(?! ,)")
_FAR = 8  # words that may stand between a subject and its act, beside mentions


@dataclass(slots=True)
class Arguments:
    """What stands behind an act: the roles it gives or takes, the people, and the posts they had."""

    roles: list[RoleMention] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    old: list[RoleMention] = field(default_factory=list)
    titles: int = 0  # how many of the roles stand directly before the name: phân công Chủ tịch Hội A giữ chức …
    names_first: bool = False

    @property
    def complete(self) -> bool:
        """Whether there is somebody, and a role."""
        return bool(self.people and self.roles)


def arguments(site: Site) -> list[Arguments]:
    """The roles and people right behind the act; several for `bầu ông A giữ chức X; bà B giữ chức Y`."""
    people = _winners(site)
    return [Arguments(people=people)] if people else _behind(site)


def _behind(site: Site) -> list[Arguments]:
    """The roles and people behind an act that tells what becomes of whom."""
    found = [Arguments()]
    previous = site.item
    for n, item in enumerate(site.behind):
        gap = _words(site, previous, item)
        if isinstance(item, PlaceMention | DateMention) and "(" in gap:
            continue  # "ông A (41 tuổi, quê Quảng Nam), Giám đốc Sở X, giữ chức …"
        if _new_pair(site, found[-1], item, gap):
            found.append(Arguments())
            gap = ""
        read = found[-1]
        if isinstance(item, ActMention):
            if not _goes_on(site, read, item, gap) and not _namely(site, n, gap, read):
                break
        elif isinstance(item, PersonMention) and not item.credit and _person_next(read, gap):
            if _elsewhere(site, found, gap):
                break
            if not gap and not read.people:
                read.titles = len(read.roles)
            read.names_first = read.names_first or not read.roles
            read.people.append(item)
        elif not _post(site, read, previous, item, gap) and not _passed_over(read, item):
            break
        previous = item
    for read in found:
        moved = site.act.kind == "Transfer" and read.titles > 0 and not _linked(site, read.roles[0])
        if 0 < read.titles < len(read.roles) or moved:
            read.old.extend(read.roles[: read.titles])
            del read.roles[: read.titles]
    return [found[0], *(read for read in found[1:] if read.complete)]


def _winners(site: Site) -> list[PersonMention]:
    """`13 người trúng cử là Bộ trưởng X A; Bộ trưởng Y B`, `…, trong đó có Thủ tướng A và bà B`: all of them."""
    row = [m for m in site.behind if isinstance(m, PersonMention | RoleMention)]
    led = bool(row) and _WINNERS.fullmatch(f"{site.item.text.lower()} {site.gap(site.item, row[0])}")
    people = listed(site.sentence, row, site.mentions) if led else []
    return people if len(people) > 1 else []


def _words(site: Site, previous: Mention, item: Mention) -> str:
    """The words between two mentions, without what stands in brackets."""
    return _TERMS.sub("", _BRACKET.sub("", _ASIDE.sub(")", site.gap(previous, item))))


def _new_pair(site: Site, read: Arguments, item: Mention, gap: str) -> bool:
    """Whether a person or a role begins the next pair of a list."""
    if not read.complete or not _FURTHER.match(gap):
        return False
    if isinstance(item, PersonMention):
        return read.names_first
    further = ";" in gap or "và" in gap.split()  # behind a mere comma stands the post somebody had
    if not isinstance(item, RoleMention) or read.names_first:
        return False
    if read.titles:  # "miễn nhiệm Phó Chủ tịch A, Giám đốc Sở B": those who go are named by what they were
        return site.act.takes and _titled(site, item)
    return further


def _elsewhere(site: Site, found: Sequence[Arguments], gap: str) -> bool:
    """Whether a person behind the act is another matter."""
    if site.act.kind == "Resignation" and gap and gap.split()[0] not in _WHOSE:
        return True  # "… xin nghỉ", ông A nói
    if gap != ",":
        return False
    if not (found[-1].roles or found[-1].people) and _UNDERGOES.search(f"{site.lead(1)} {site.item.text.lower()}"):
        return True  # "trước khi được bổ nhiệm, ông A là Thứ trưởng"
    # "ông A tái cử Bí thư, ông B …"
    return any(r.roles for r in found) and (_intransitive(site) or _anyone(site.before))


def _titled(site: Site, role: RoleMention) -> bool:
    """Whether a name stands directly behind a role."""
    return any(isinstance(m, PersonMention) and m.first == role.last for m in site.behind)


def _goes_on(site: Site, read: Arguments, link: ActMention, gap: str) -> bool:
    """Whether a link word (giữ chức, là, tham gia), or a second act on the same object, leads to more of the act."""
    keys = site.sentence.keys
    if read.people and keys[:2] in _OPENING and keys[read.people[-1].first - 1] == ",":
        return False  # "Trước khi được bổ nhiệm làm Thứ trưởng, ông A làm …": what A is, is another matter
    if not is_link(link):
        return not read.roles and not read.people and bool(_SAME_OBJECT.match(gap))
    if _OTHER_MATTER.search(gap):
        return False
    return not read.roles or (link.text != "là" and bool(_ALSO.match(gap)))


def _namely(site: Site, n: int, gap: str, read: Arguments) -> bool:
    """`bầu hai Phó Chủ tịch | là ông A và ông B`: who they are; not in "đơn cử, ngày 2/3, giám đốc X là ông A"."""
    link, person = (*site.behind[n : n + 2], None)[:2]
    named = isinstance(person, PersonMention) and link is not None and link.text == "là" and link.last == person.first
    if not named or gap or not read.roles or read.people:
        return False
    left = [m for m in (site.item, *site.behind) if m.last <= read.roles[0].first][-1]
    return "," not in site.gap(left, read.roles[0])


def _passed_over(read: Arguments, item: Mention) -> bool:
    return isinstance(item, DateMention) or (isinstance(item, BodyMention | PlaceMention) and not read.roles)


def _post(site: Site, read: Arguments, previous: Mention, item: Mention, gap: str) -> bool:
    """Reads a role, or a committee one becomes a member of; False if the mention is neither."""
    if isinstance(item, RoleMention):
        if site.act.kind == "Resignation" and _ADDRESSED.search(gap):
            return False  # "gửi đơn xin từ chức đến Bí thư Quận ủy"
        if previous is site.item and gap == "của" and site.act.gives:
            return False  # "quyết định phê chuẩn của Thủ tướng A về …"
        other = previous is site.item or (isinstance(previous, BodyMention) and not read.people)
        if other and gap.endswith(",") and not read.roles:
            return False  # "sau khi bà A bị bãi nhiệm, Trưởng ban B …", "được bầu vào Hội đồng X, Bộ trưởng B …"
        another = gap == "," and bool(read.roles) and not read.people and _titled(site, item)
        if another and _linked(site, read.roles[-1]) and (len(read.roles) > 1 or _UNDERGOES.search(site.lead(3))):
            return False  # "bầu Tổng Bí thư làm Chủ tịch nước, đại biểu B nói …"
        if _FROM.search(gap) or _apposed(read, previous, gap):
            read.old.append(item)
        elif _TO_ROLE.match(gap) or (read.roles and LISTED.match(gap)):
            read.roles.append(item)
        else:
            return False
        return True
    if isinstance(item, BodyMention) and item.type in _COMMITTEES and _joins(site, read, previous, gap):
        read.roles.append(_member(item))
        return True
    return False


def _linked(site: Site, role: RoleMention) -> bool:
    """Whether a word that places somebody in a role stands directly before it: làm Chủ tịch nước."""
    return any(is_link(m) and m.last == role.first for m in site.behind)


def _joins(site: Site, read: Arguments, previous: Mention, gap: str) -> bool:
    """`tham gia Ban Chấp hành, Ban Thường vụ`, `bầu … vào Ban Thường vụ`, `trúng cử Ban Chấp hành`."""
    if isinstance(previous, BodyMention):
        return bool(read.roles) and LISTED.match(gap) is not None
    won = previous is site.item and (_intransitive(site) or "tham gia" in site.item.text.lower())
    return gap.endswith("vào") or (not gap and (won or previous.text.lower() == "tham gia"))


def _member(body: BodyMention) -> RoleMention:
    """Membership of a committee as the role Ủy viên."""
    words = (body.sentence, body.first, body.last, body.span, body.text, "role-member")
    return RoleMention(*words, role="Ủy viên", head="Ủy viên", body=body)


def _anyone(mentions: Sequence[Mention]) -> bool:
    return any(isinstance(m, PersonMention) and not m.credit for m in mentions)


def _intransitive(site: Site) -> bool:
    return bool(_INTRANSITIVE.match(site.item.text.lower()))


def _person_next(read: Arguments, gap: str) -> bool:
    """Whether a person behind `gap` is one the act is about: the first, or a further one of a list."""
    if not read.people:
        return leads_to_object(gap)
    return bool(_FURTHER.match(gap)) and ("và" in gap.split() or ";" in gap or gap.strip("() ") == ",")


def leads_to_object(gap: str) -> bool:
    """Whether only link words stand between an act and whom it is about.

    "cách chức vụ (gồm …) đối với ông A", but not "ông A (được bầu …), ông B".
    """
    if _UNQUOTED.search(gap):
        return False  # "… thì phải kỷ luật", ông A nói
    gap = " ".join(_IN_TERMS.sub(" ", gap).split())
    return bool(_OBJECT.match(gap.removeprefix(")").strip() if _CLOSED.match(gap) else gap))


def _apposed(read: Arguments, previous: Mention, gap: str) -> bool:
    """`bổ nhiệm ông A, Phó Giám đốc Sở, giữ chức …`: what stands behind the name with a comma is the old post."""
    if previous.text.lower() == "kiêm" and read.old and not read.roles:
        return True  # ông A, Chủ tịch kiêm Tổng Giám đốc Tập đoàn X, giữ chức Thứ trưởng
    if not read.people or is_link(previous):
        return False
    behind = previous is read.people[-1] or previous in read.old
    return behind and bool(_APPOSED.match(_AGE.sub("", gap)))


def subject(site: Site) -> PersonMention | None:
    """The nearest person before the act, if little stands between: ông A (Bí thư …) được bầu."""
    for n in range(site.at - 1, -1, -1):
        item = site.mentions[n]
        if not isinstance(item, PersonMention) or item.credit:
            continue
        gap = site.gap(item, site.item)
        if gap.count(")") > gap.count("("):
            continue  # "ông A (em vợ ông B) được bổ nhiệm"
        row = [m for m in site.before if isinstance(m, PersonMention | RoleMention)]
        if (other := meant(site.sentence, row, row.index(item))) is not item:
            return other  # "con trai ông A được bổ nhiệm": not A
        clause = _clause(site, item)
        if clause is None:
            return None
        put = site.item.text.lower() in PUT_INTO
        if not (put or _GOES.search(clause) or _UNDERGOES.search(clause) or _intransitive(site) or _objectless(site)):
            return None  # who acts is not who it happens to
        keys, first = site.sentence.keys, site.item.first
        said = _SET_OFF.match(clause)
        start = item.last + len(said[0].split()) if said else item.last
        covered = sum(m.last - m.first for m in site.mentions[n + 1 : site.at] if m.first >= start)
        near = sum(k[0].isalnum() for k in keys[start:first]) - covered
        words = _THEN.sub("", " ".join(keys[max(0, first - 4) : first])).split()[-3:]
        kin = any(k in _KIN and k not in item.text for k in words)
        return None if near > _FAR or (kin and near > 1) else item
    return None


def _clause(site: Site, person: PersonMention) -> str | None:
    """The words between a person and the act; None when another clause begins between them.

    `ông A cho biết, trong thời gian luân chuyển làm …`, `ông A không được giới thiệu mà huyện bầu chủ tịch mới`.
    """
    gap = site.gap(person, site.item)
    step = gap.rpartition(";")[2].strip()
    # "ông A thôi giữ chức X; điều động, bổ nhiệm giữ chức Y"
    again = _NEXT_STEP.fullmatch(step) or (step in ("", "đồng thời", "và") and _objectless(site))
    return None if _OTHER_CLAUSE.search(gap) and not again else gap


def _objectless(site: Site) -> bool:
    """`… đã bổ nhiệm làm Trưởng phòng`: the object is whoever was named last."""
    left = site.item
    for behind in site.behind:
        twin = isinstance(behind, ActMention) and not is_link(behind) and _SAME_OBJECT.match(site.gap(left, behind))
        if not twin:
            return behind.first == left.last and is_link(behind) and behind.text.lower() != "là"
        left = behind  # điều động, bổ nhiệm giữ chức …
    return False


def _behind_a_name(site: Site, role: RoleMention, right: Mention) -> bool:
    """Whether a role is the last of those behind a dash, before `và` and the next name; or one of them."""
    if isinstance(right, PersonMention):
        return site.gap(role, right) == "và"
    return isinstance(right, RoleMention) and right.last <= site.item.first and site.gap(role, right) == ","


def listed_before(site: Site, last: PersonMention) -> list[PersonMention]:
    """The people in a row that ends with `last`: các ông A, B và C được bầu, ông A (Giám đốc X) và ông B được bầu."""
    found: list[PersonMention] = []
    right: Mention = last
    aside = site.gap(last, site.item)
    if aside.count("(") > aside.count(")"):
        return []  # "ông A, ông B (được bầu …)"
    for item in reversed([m for m in site.mentions if m.last <= last.first]):
        if site.gap(item, right).count(")") > site.gap(item, right).count("("):
            continue  # within the brackets behind a name
        if isinstance(item, RoleMention) and item.last == right.first and isinstance(right, PersonMention):
            right = item  # Giám đốc Sở X A và Giám đốc Sở Y B được điều động
            continue
        if isinstance(item, RoleMention) and _behind_a_name(site, item, right):
            right = item  # ông A - Giám đốc Sở X và ông B - Giám đốc Sở Y được bầu
            continue
        if isinstance(item, PersonMention) and isinstance(right, RoleMention) and site.gap(item, right) in ("-", ","):
            found.insert(0, item)
            right = item
            continue
        if (
            not isinstance(item, PersonMention)
            or item.credit
            or not LISTED.match(_BRACKET.sub("", site.gap(item, right)))
        ):
            break
        found.insert(0, item)
        right = item
    return found
