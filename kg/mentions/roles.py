"""Role phrases: `nguyên Phó Bí thư Thường trực Tỉnh ủy` → role `Phó Bí thư Thường trực`, former, of the Tỉnh ủy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.grammar import Hit, Scan
from kg.lexicon import FIRMS, RoleWord, body_types
from kg.mentions.bodies import coordinated as coordinated_bodies
from kg.mentions.bodies import read_body, read_owned
from kg.mentions.body_names import read_name
from kg.mentions.dates import read_term
from kg.mentions.places import read_bare, read_place
from kg.model import BodyMention, PlaceMention, RoleMention

_MODIFIERS = (("thường", "trực", "Thường trực"), ("thứ", "nhất", "thứ nhất"))
# These heads are roles only with the body they belong to.
_NEED_BODY = frozenset(("Đại biểu", "Ủy viên", "Thường trực"))
# Before these somebody is told to be one of an office's people; elsewhere they are spoken of: tổ chức cán bộ Sở X.
_TOLD = frozenset((",", "(", "-", "–", ":", "là", "làm", "nguyên", "cựu"))
_CANDIDATE = frozenset((("ứng", "viên"), ("cử", "viên")))  # ứng viên | đại biểu Quốc hội
_LEAGUES = frozenset((("liên", "hiệp"), ("liên", "minh"), ("liên", "đoàn")))
_CHAIRS = frozenset(
    ("Chủ tịch", "Phó Chủ tịch", "Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực", "Phó Chủ tịch Thường trực")
)


def read_role(scan: Scan, i: int) -> RoleMention | None:
    """The role phrase that begins at token i, with its body or place and its term."""
    status, acting, j = _prefix(scan, i)
    deputy = False
    hit = scan.longest("role", j)
    if hit is None and scan.key(j) == "phó":
        deputy = True
        hit = scan.longest("role", j + 1)
    if hit is None or _none_here(scan, i, j, hit):
        return None
    head: RoleWord = hit.word
    modifier, k = _modifier(scan, hit.last) if deputy or _ranked(scan, head, hit.last) else ("", hit.last)
    role = " ".join(part for part in ("Quyền" if acting else "", "Phó" if deputy else "", head.id, modifier) if part)
    k = _charge(scan, k)
    alternate = scan.key(k) == "dự" and scan.key(k + 1) == "khuyết"
    if alternate:
        role, k = f"{role} dự khuyết", k + 2
    body, place, last = _complement(scan, hit.last, k, head, bool(modifier))
    deputy = head.id == "Đại biểu" and scan.surname(k) and scan.run(k) - k >= 2  # of the assembly of the article
    if body is None and place is None and (unread := _unread(scan, k, hit.last - head.shares)):
        body, last = unread, unread.last
    if body is None and place is None and (head.lone or head.id in _NEED_BODY) and not deputy:
        return None
    if body is None and scan.texts[j] == "BT":
        return None  # a kind of contract, unless it heads a committee
    if place and not place.name and role.removeprefix("Quyền ") not in _CHAIRS:
        place, last = None, k
    if head.id == "Ủy viên" and body and body.type == "Đoàn đại biểu Quốc hội":
        role, last = "Đại biểu", k  # who is of a delegation sits in the National Assembly
        body = BodyMention(*scan.base(j, k, "body-implied"), type="quoc-hoi", known=True)
    if (scan.key(last), scan.key(last + 1)) == ("tiền", "nhiệm"):  # Bộ trưởng tiền nhiệm
        status, last = "former", last + 2
    term, last = read_term(scan, last)
    term = term or (body.term if body else "")
    return RoleMention(
        *scan.base(i, last, "role"), role=role, head=head.id, status=status, body=body, place=place, term=term
    )


def coordinated(scan: Scan, role: RoleMention, body: BodyMention) -> Iterator[RoleMention]:
    """The further posts of a list that names the role once: Trưởng Công an các huyện A, B và C."""
    if body.last != role.last:
        return
    for further in coordinated_bodies(scan, body):
        sentence, first, last, span, text, rule = scan.base(further.first, further.last, role.rule)
        yield replace(role, sentence=sentence, first=first, last=last, span=span, text=text, rule=rule, body=further)


def _unread(scan: Scan, behind: int, shared: int) -> BodyMention | None:
    """`Chủ tịch | Hội đồng giải phóng mặt bằng …`: a body whose name is no proper one, so that no other is taken.

    Its first word may be the last of the role: Phó | ban Chỉ đạo công trình ….
    """
    k = behind if scan.longest("body", behind) else shared
    hit = scan.longest("body", k)
    if hit and hit.word.id in ("Đảng ủy", "Đảng bộ", "Chi bộ") and not scan.compound(k, hit.last):
        return BodyMention(*scan.base(k, hit.last, "body-unnamed"), type=hit.word.id)  # Đảng ủy khối các Khu chế xuất X
    league = (scan.key(k), scan.key(k + 1)) in _LEAGUES and scan.capital(k)
    if league and (scan.capital(k + 2) or scan.key(k + 2) == "các"):
        return BodyMention(*scan.base(k, k + 2, "body-unnamed"), type="Hội")  # Liên hiệp Công đoàn Thế giới
    if hit is None or hit.word.id not in ("Hội đồng", "Ban Chỉ đạo", "Ban Quản lý", "Tiểu ban", "Tổ công tác"):
        return None
    named = hit.last < scan.size and scan.texts[hit.last].isalpha() and scan.texts[hit.last].islower()
    closed = scan.key(hit.last) in (",", ";", ".", ")")
    if scan.compound(k, hit.last) or not (closed or (named and not scan.longest("stops", hit.last))):
        return None
    return BodyMention(*scan.base(k, hit.last, "body-unread"), type=hit.word.id)


def _none_here(scan: Scan, i: int, j: int, hit: Hit) -> bool:
    """Whether the role phrase at token i with its head at j tells none: ứng viên | đại biểu, tổ chức | cán bộ Sở X."""
    return (
        (scan.key(i - 2), scan.key(i - 1)) in _CANDIDATE
        or scan.compound(j, hit.last)
        or _foreign(scan, hit.last)
        or _another_deputy(scan, hit.last)
        or (hit.word.id == "Cán bộ" and scan.key(j - 1) not in _TOLD)
    )


def _charge(scan: Scan, k: int) -> int:
    """Past what somebody is in charge of: phụ trách (điều hành), phụ trách đô thị <name>, không chuyên trách."""
    start = k + (scan.key(k) == "không" and scan.key(k + 1) == "chuyên")
    words = (scan.key(start), scan.key(start + 1))
    if words not in (("phụ", "trách"), ("chính", "thức"), ("chuyên", "trách")):
        return k
    last = start + (4 if (scan.key(start + 2), scan.key(start + 3)) == ("điều", "hành") else 2)
    end = last
    while end < min(last + 5, scan.size) and scan.texts[end].isalpha() and scan.texts[end].islower():
        end += 1
    field = words[0] == "phụ" and scan.surname(end) and scan.run(end) - end >= 2
    return end if field and not any(scan.longest("stops", n) for n in range(last, end)) else last


def _ranked(scan: Scan, head: RoleWord, j: int) -> bool:
    """Whether thường trực or thứ nhất behind the head says which of several it is: Bí thư thứ nhất Trung ương Đoàn."""
    first = head.id == "Bí thư" and (scan.key(j) == "thứ" or scan.longest("known", j + 2) is not None)
    standing = head.id == "Ủy viên" and scan.key(j) == "thường" and scan.longest("body", j + 2) is not None
    standing = standing or (head.id == "Thứ trưởng" and (scan.key(j), scan.key(j + 1)) == ("thường", "trực"))
    return first or standing or head.id.startswith("Phó ")


def _another_deputy(scan: Scan, last: int) -> bool:
    """`liên quan vụ | Phó Bí thư Thành ủy`: no vụ phó."""
    return scan.key(last - 1) == "phó" and scan.longest("role", last) is not None


def _foreign(scan: Scan, j: int) -> bool:
    """Whether the office is another country's: Tổng Bí thư Đảng Cộng sản Trung Quốc, Thủ tướng Lào."""
    for k in range(j, min(j + 6, scan.size)):
        if (
            not scan.texts[k].isalpha()
            or scan.surname(k)
            or any(scan.longest(c, k) for c in ("honorifics", "sector", "place"))
        ):
            return False
        if (firm := scan.longest("body", k)) and firm.word.id in FIRMS and scan.capital(firm.last):
            return False  # Tổng Giám đốc Công ty X của Pháp: a firm is no state's office
        country = scan.longest("countries", k) if scan.capital(k) else None
        place = scan.longest("name", k)  # Thành ủy Lào Cai and Ủy ban Pháp luật are not of Lào and Pháp
        if country and not scan.compound(k, country.last) and (place is None or place.last <= country.last):
            return True
    return False


def _prefix(scan: Scan, i: int) -> tuple[str, bool, int]:
    """Status words before the head: nguyên, cựu → former; tân → incoming; quyền → acting."""
    status, acting, j = "", False, i
    while True:
        for name in ("former", "incoming", "acting"):
            if hit := scan.longest(name, j):
                j = hit.last
                acting = acting or name == "acting"
                status = status or ("" if name == "acting" else name)
                break
        else:
            return status, acting, j


def _modifier(scan: Scan, j: int) -> tuple[str, int]:
    for first, second, name in _MODIFIERS:
        if scan.key(j) == first and scan.key(j + 1) == second:
            return name, j + 2
    return "", j


def _complement(
    scan: Scan, head_end: int, k: int, head: RoleWord, modified: bool
) -> tuple[BodyMention | None, PlaceMention | None, int]:
    """The body or the place of the role, and the position behind it."""
    if head.known:
        return _known(scan, head_end, k, head)
    if head.member:
        return _member(scan, head_end, k, head.member)
    repeated = scan.key(head_end) == scan.key(head_end - 1)  # Trưởng ban Ban Tổ chức
    if head.shares and not modified and not repeated:
        # "Trưởng ban Tổ chức Tỉnh ủy": the body begins with the last word of the head.
        shared = _shared(scan, head_end, head)
        if shared:
            return shared, None, shared.last
    start = scan.skip(k, "của", "tại")
    central = (scan.key(start), scan.key(start + 1)) == ("trung", "ương") and not scan.longest("known", start)
    if central and head.id == "Ủy viên":
        words = scan.base(start, start + 2, "body-known")
        return BodyMention(*words, type="ban-chap-hanh-trung-uong-dang", known=True), None, start + 2
    if head.body and scan.longest("sector", start):
        name, last = read_name(scan, start, start, body_types()[head.body], lone=True)
        if name:
            named = read_owned(scan, start, last, body_types()[head.body], name)
            return named, None, named.last
    body = read_body(scan, start, lone=True)
    if body and (head.id != "Cán bộ" or _employs(body)):
        return body, None, body.last
    place = read_place(scan, start) or read_bare(scan, start)
    person = scan.surname(start) and scan.run(start) - start >= 2
    if place is None and head.body and scan.capital(start) and not person:
        name, last = read_name(scan, start, start, body_types()[head.body], lone=True)
        if name and len(name.split()) > 1:
            named = BodyMention(*scan.base(start, last, "body-sector"), type=head.body, name=name)
            return named, None, last
    if place is None and (own := _behind_comma(scan, start, head)):
        return own, None, own.last
    return (None, place, place.last) if place else (None, None, k)


def _employs(body: BodyMention) -> bool:
    """Whether it is said whose staff somebody is: of Phòng Nội vụ, not of "phòng kinh doanh"."""
    named = body.place or body.parent or body.known or body.name[:1].isupper()
    return bool(named) and body.type != "Ban Thường vụ"  # cán bộ của Ban Thường vụ Tỉnh ủy: those it manages


def _member(scan: Scan, head_end: int, k: int, type_: str) -> tuple[BodyMention, None, int]:
    """Tỉnh ủy viên: the committee is in the word; `Đảng ủy viên | Đảng ủy Khối các cơ quan tỉnh` names it again."""
    start = scan.skip(k, "của")
    named = read_body(scan, start) if type_ in ("Đảng ủy", "Chi ủy") else None
    if named and named.type.startswith((type_, "Chi bộ" if type_ == "Chi ủy" else type_)):
        return named, None, named.last
    if named and type_ == "Chi ủy":  # chi ủy viên | Phòng Nội vụ quận 6
        word = scan.base(head_end - 3, named.last, "body-member")
        return BodyMention(*word, type="Chi bộ", parent=named), None, named.last
    place = read_place(scan, start) or read_bare(scan, start)
    word = scan.base(head_end - 3 if head_end >= 3 else 0, head_end, "body-member")
    return BodyMention(*word, type=type_, place=place), None, place.last if place else k


def _behind_comma(scan: Scan, j: int, head: RoleWord) -> BodyMention | None:
    """`Phó Vụ trưởng, Vụ Pháp chế Bộ Y tế`: the body of the kind that the role is named for."""
    own = read_body(scan, j + 1, lone=True) if head.body and scan.key(j) == "," else None
    return own if own and own.type == head.body else None


def _shared(scan: Scan, head_end: int, head: RoleWord) -> BodyMention | None:
    for back in (3, 2, 1):
        first = head_end - back
        hit = scan.longest("body", first) if first >= 0 else None
        if hit and hit.last >= head_end:
            body = read_body(scan, first, lone=True)
            if body:
                return body
            if hit.word.shape == "organ" and scan.key(head_end) in (",", ";", "-", "(", "kiêm", "và", ""):
                return BodyMention(*scan.base(first, head_end, "body-implied"), type=hit.word.id)
    return None


def _known(scan: Scan, head_end: int, k: int, head: RoleWord) -> tuple[BodyMention, None, int]:
    """Tổng Bí thư (Ban Chấp hành Trung ương Đảng …), Chủ tịch nước (CHXHCN Việt Nam): the body is in the word."""
    hit = scan.longest("known", scan.skip(k, "nước")) or scan.longest("known", k)
    last = hit.last if hit else k
    if scan.key(last) == "việt" and scan.key(last + 1) == "nam":
        last += 2
    return BodyMention(*scan.base(head_end - 1, head_end, "body-implied"), type=head.known, known=True), None, last
