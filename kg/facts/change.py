"""Changes of office: `HĐND tỉnh miễn nhiệm ông A chức danh Chủ tịch UBND tỉnh` → Removal(member, role, decidedBy).

A proposal or a demand is no change, a negated act neither.  An act that gives a role also states the tenure, one that
takes it that the tenure is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.facts.arguments import PUT_INTO, Arguments, arguments, listed_before, subject
from kg.facts.discipline import discipline
from kg.facts.holding import is_link
from kg.facts.objects import inherited, shared_with_next
from kg.facts.posts import IN_PLACE_OF, in_turn, named_before, placed, risen, same_post, shared, vacated, won
from kg.facts.share import MEMBERS, PARTY_HEADS, seat, share
from kg.facts.site import Site, decided
from kg.lexicon import Act, acts, beside
from kg.model import ActMention, BodyMention, Fact, Mention, PersonMention, PlaceMention, RoleMention, Sentence

_NOT = re.compile(
    r"\b(?:không|chưa|chẳng|khỏi bị|phủ nhận|tin đồn|đồn đoán|từ chối)(?: \S+){0,5}\Z"
    r"|\b(?:hội đồng|tạm|tạm thời|(?:số|tỷ lệ|tỉ lệ|lá|kết quả|%) phiếu)\Z"
)
_PROPOSED = re.compile(
    r"\b(?:đề nghị|kiến nghị|yêu cầu|xem xét|dự kiến|sẽ|sắp|đề xuất|phương án|tờ trình|trình|quy hoạch|nếu|hay|cần|"
    r"có thể|quy trình|thẩm quyền|tiêu chuẩn|ứng cử|để bầu|(?<!quyết định )để|muốn|giới thiệu|thu hồi|hủy bỏ|chuẩn bị|"
    r"xin ý kiến|tham mưu|làm thủ tục)(?: [^;]{0,40})?\Z|\bcông tác(?: \S+){0,2}\Z"
)
# "bị đề nghị cách chức", "được giới thiệu để bầu": what is undergone is the proposal.
_ASKED_FOR = re.compile(
    r"\b(?:được|bị|đã|vừa)(?: \S+){0,2} (?:đề nghị|kiến nghị|giới thiệu|đề xuất|yêu cầu|đề cử|họp xem xét(?! ,))"
    r"(?: (?!đã|được|bị|và|vừa)\S+){0,5}\Z"
    r"|\bdự kiến (?:sẽ )?(?:được|bị)(?: \S+){0,2}\Z"
    r"|\b(?:thu hồi|hủy bỏ|hủy|bãi bỏ)(?: lại| các| hai| ba| \d+)* quyết định\Z"
)
# "phải chủ động xin từ chức", "gợi ý ông A từ chức": what others expect of somebody.
_EXPECTED = re.compile(r"\b(?:phải|nên|gợi ý|vận động|khuyên|khuyến khích|kêu gọi|chủ động|thuyết phục)(?: \S+){0,6}\Z")
_LEAVE = re.compile(
    r"(?:việc )?(?:hưu|phép|ốm|không lương|ngắn|dài|chế độ|từ ngày|trong|\S+ (?:ngày|tháng)|để (?:đi|chữa|chăm))\b"
)
# "xem xét đề nghị của UBKT về việc thi hành kỷ luật"
_DISCUSSED = re.compile(r"\b(?:xem xét|đề nghị|kiến nghị|tờ trình)\b[^;,]* về việc(?: xem xét ,?)?\Z")
# "xin ý kiến về nhân sự, trong đó có việc miễn nhiệm …"
_AMONG_IT = re.compile(r"\btrong đó có(?: việc)?\Z")
_REQUEST = re.compile(r"\b(?:xin ý kiến|đề nghị|kiến nghị|tờ trình|đề xuất)\b")
_MUST = re.compile(r"\bphải(?: (?:bị|thi hành|xử lý|kiên quyết))*\Z")
_TO_FOLLOW = re.compile(r"\A(?:ngay )?(?:sau khi|khi|nếu)\b")
_IN_ORDER_TO = re.compile(r"\bđể(?: (?:nhận|nhiệm|vụ|mới|chuyển|sang|về|công|tác|được|,))*\Z")
_DONE = re.compile(r"\b(?:đã|vừa|được|bị|quyết định)(?: \S+){0,4}\Z")
_INTENT = re.compile(r"\b(?:ý định|nguyện vọng|rút|việc|về|nếu|chuyện|lần|sau khi|trước khi)\b(?: \S+)?\Z")
_PASSIVE = re.compile(r"\b(?:bị|được|đã)(?: \S+){0,2}\Z")
_TO_WORK_AT = re.compile(r"\b(?:(?:đến|về|sang|tới) )?(?:nhận công tác|nhận nhiệm vụ|công tác|làm việc) (?:tại|ở)\b")
_NEXT_OF_ROW = re.compile(r"[,;]|(?:[,;] )?(?:và|còn)")
_ASIDE = re.compile(r"\([^()]*\)")
_SUBJECT = re.compile(r"[,)-]?|(?:[,)-] )?(?:được|tiếp tục)")
_UNDERGONE = re.compile(r"\bđược\b|trúng|đắc|tái")
_NEAR_POST = 6  # tokens between an act and the post it gives: được bầu giữ chức vụ …
_RETIRES = re.compile(r"(?:[,-]|đã|vừa|được|người|chính thức|nhận|có|quyết định|cũng| )+\Z")
# How an article begins what is no news.
_BACKGROUND = re.compile(
    r"(?:theo |qua )?tìm hiểu\b|như [^,]{0,30}đã (?:đưa tin|thông tin|phản ánh)|cách đây [^,]{0,12}(?:tháng|năm)"
    r"|(?:hơn |gần |khoảng |cách đây )?(?:\S+ )?(?:tháng|năm) trước\b|năm ngoái\b"
    r"|sau đó ,? ?(?:ông|bà) (?:\S+ ){0,4}được\b"
)
_RECENTLY = re.compile(r"\bthời gian (?:vừa )?qua\b")
# "bổ nhiệm ông A làm Giám đốc không đúng quy định": the article recalls it as a violation
_WRONG = re.compile(
    r"\A(?:[),]|(?:trong )?khi|là|mà|dù|mặc dù|ông|bà|này|còn|đều| )*"
    r"(?:(?:không|chưa) (?:đúng|đủ|bảo đảm|đảm bảo|đạt)(?: các)?|trái|sai|thiếu|vi phạm)(?: về| với)? "
    r"(?:quy định|quy trình|thủ tục|tiêu chuẩn|điều kiện|nguyên tắc|pháp luật)"
)
_RECALLED = re.compile(r"(?:(?<!sau )\bkhi|\bthời gian)(?: (?:–|ông|bà|mới|vừa))* (?:được|bị)\Z")
_WITHDRAWN = re.compile(r"(?:(?:đã|vừa|cũng) )*(?:bị|được) (?:thu hồi|hủy|bãi bỏ)")
_ONCE = re.compile(r"\btừng\b")


def changes(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """The changes a sentence states, each with the tenure that it begins or ends."""
    proposed = False
    mentions = _moves(sentence, mentions)
    for at, item in enumerate(mentions):
        if not isinstance(item, ActMention):
            continue
        site = Site(sentence, mentions, at)
        lead = site.lead(10)
        if (
            _repeats(site)
            or not site.act.kind
            or site.act.modality
            or _NOT.search(lead)
            or _asked(site)
            or _leave(site)
        ):
            continue
        done = _moves_on(site) or (bool(_DONE.search(lead)) and not _ASKED_FOR.search(lead))
        proposed = not done and (proposed or bool(_PROPOSED.search(lead)) or _ahead(site))
        if site.act.kind == "Discipline":
            yield from () if proposed or _DISCUSSED.search(site.lead(24)) else discipline(site)
        else:
            yield from _office(site, proposed=proposed)


def _ahead(site: Site) -> bool:
    """`phải chủ động xin từ chức`; `Sau khi Quốc hội miễn nhiệm …, Thủ tướng sẽ trình`: it has not happened."""
    if _AMONG_IT.search(site.lead(4)) and _REQUEST.search(" ".join(site.sentence.keys[: site.item.first])):
        return True
    if site.act.kind == "Resignation" and _EXPECTED.search(site.lead(8)):
        return True
    if site.act.kind in ("Discipline", "Election") and _MUST.search(site.lead(4)):
        return True
    keys = site.sentence.keys
    if not _TO_FOLLOW.match(" ".join(keys[:4])) or "," in keys[: site.item.first]:
        return False
    behind = keys[site.item.last :]
    return "," in behind and "sẽ" in behind[behind.index(",") :]


def _leave(site: Site) -> bool:
    """`xin nghỉ phép`, `xin nghỉ hưu sớm`, `xin rút đơn từ chức`: nobody resigns."""
    if site.item.text.lower() == "xin rút" and "đơn" in site.sentence.keys[site.item.last : site.item.last + 2]:
        return True
    return site.item.text.lower() == "xin nghỉ" and bool(
        _LEAVE.match(" ".join(site.sentence.keys[site.item.last : site.item.last + 5]))
    )


def _asked(site: Site) -> bool:
    """`có trúng cử chức danh Chủ tịch UBND hay không`."""
    behind = site.sentence.keys[site.item.last : site.item.last + 14]
    return "có" in site.lead(3).split() and "hay không" in " ".join(behind)


def _moves(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """`thôi giữ chức X để giữ chức Y`: what somebody leaves a post for is an appointment, or what the sentence says."""
    made = list(mentions)
    moved = any(isinstance(m, ActMention) and m.act == "transfer" for m in mentions)
    for at, item in enumerate(mentions):
        if is_link(item) and isinstance(item, ActMention) and item.text.lower() != "là":
            site = Site(sentence, mentions, at)
            moves = _moves_on(site) and sentence.keys[item.last : item.last + 1] != ("mới",)  # nhận nhiệm vụ mới
            made[at] = replace(item, act="transfer" if moved else "appoint") if moves else item
            if not moves and (same := _goes_on_for(Site(sentence, made, at))):
                made[at] = replace(item, act=same)
    return made


def _goes_on_for(site: Site) -> str:
    """`ông A được bầu giữ chức X; ông B - Giám đốc Y giữ chức Z`: the act that goes on for B, "" if none does."""
    if site.item.text.lower() not in PUT_INTO or site.sentence.keys[1:2] == ("khi",):
        return ""  # "Trước khi được bổ nhiệm làm X, ông A làm Y"
    who = next((n for n in range(site.at - 1, 0, -1) if isinstance(site.mentions[n], PersonMention)), 0)
    titles = [m for m in site.mentions[who + 1 : site.at] if not isinstance(m, BodyMention | PlaceMention)]
    new, post = site.mentions[who], site.mentions[who - 1]
    if not who or not all(isinstance(m, RoleMention) for m in titles) or not isinstance(post, RoleMention):
        return ""
    if not _NEXT_OF_ROW.fullmatch(site.gap(post, new)) or not _SUBJECT.fullmatch(
        _ASIDE.sub("", site.gap((titles or [new])[-1], site.item)).strip()
    ):
        return ""
    earlier = [m for m in site.mentions[: who - 1] if isinstance(m, ActMention)]
    act = next((m for m in reversed(earlier) if not is_link(m)), None)
    given = act is not None and acts()[act.act].gives and post.first - act.last <= _NEAR_POST
    if act is None or not given:
        return ""
    # … or it went on for the one before already
    passive = _UNDERGONE.search(f"{site.sentence.keys[act.first - 1]} {act.text.lower()}")
    return act.act if passive or act.text.lower() in PUT_INTO else ""


def _moves_on(site: Site) -> bool:
    """Whether `để` stands before, and before it the post that somebody is relieved of."""
    acts_before = [m for m in site.before if isinstance(m, ActMention) and not is_link(m)]
    return bool(acts_before) and acts()[acts_before[-1].act].takes and bool(_IN_ORDER_TO.search(site.lead(8)))


def _repeats(site: Site) -> bool:
    """Whether a transfer stands right before, and the two are one: điều động, bổ nhiệm; luân chuyển và bổ nhiệm."""
    if site.act.id != "appoint" or not site.at:
        return False
    before = site.mentions[site.at - 1]
    return (
        isinstance(before, ActMention)
        and before.act == "transfer"
        and site.gap(before, site.item) in (",", "và", "-", "/")
    )


def _office(site: Site, *, proposed: bool) -> Iterator[Fact]:
    """An act with a role: its holder stands before (passive, intransitive) or behind."""
    for read in arguments(site):
        if person := read.people[0] if read.people else subject(site):
            yield from _about(site, read, person, proposed=proposed)
        elif site.act.takes and read.roles and (before := inherited(site)):
            yield from (decided(fact, before[1]) for fact in _about(site, read, before[0], proposed=proposed))
        elif site.act.takes and (person := shared_with_next(site, read.roles)):
            yield from _about(site, read, person, proposed=proposed)


def _about(site: Site, read: Arguments, person: PersonMention, *, proposed: bool) -> Iterator[Fact]:
    if proposed or (site.act.gives and _withdrawn(site, read)):
        yield from _still_held(site, read, person)
    elif not read.roles and site.act.kind in ("Removal", "Resignation"):
        yield from _postless(site, read, person)
    elif not read.roles and site.act.kind == "Transfer":
        yield from _moved_away(site, read, person)
    elif site.act.kind == "Retirement":
        yield from _retirement(site, person)
    else:
        yield from _given_or_taken(site, read, person)


def _still_held(site: Site, read: Arguments, person: PersonMention) -> Iterator[Fact]:
    """Who is to be relieved holds the post until it is decided."""
    if site.act.takes or site.act.kind == "Resignation":
        for role in share(read.roles):
            yield site.tenure(site.act, person, role, "current", dated=False)


def _postless(site: Site, read: Arguments, person: PersonMention) -> Iterator[Fact]:
    """A dismissal without a post: the person's only one of the sentence, else of the article (kg.entities.article)."""
    lead = site.lead(4)
    if _INTENT.search(lead) or not (read.people or _PASSIVE.search(lead) or site.act.kind == "Resignation"):
        return
    mine = site.held(person)
    held = [h.role for h in mine if not h.status]
    if site.act.kind == "Removal" and not held:
        held = [h.role for h in mine]  # "nguyên Chủ tịch A bị cách chức"
    yield site.change(site.act, person, held[0] if len(held) == 1 else None)
    if site.act.kind == "Removal" and len(held) == 1:
        yield site.tenure(site.act, person, held[0], "former")


def _moved_away(site: Site, read: Arguments, person: PersonMention) -> Iterator[Fact]:
    """`điều động ông A - Giám đốc Trung tâm, đến nhận công tác tại Phòng X`: A leaves the post that is named."""
    behind = site.gap(person, site.behind[-1]) if site.behind else ""
    if not read.people or not _TO_WORK_AT.search(" ".join(site.sentence.keys[person.last :])) or "để" in behind.split():
        return
    yield site.change(site.act, person)
    for held in site.held(person):
        if held.role.head not in MEMBERS:
            yield site.tenure(site.act, person, held.role, "former")


def _retirement(site: Site, person: PersonMention) -> Iterator[Fact]:
    covered = {n for m in site.before if isinstance(m, RoleMention | BodyMention) for n in range(m.first, m.last)}
    words = (k for n, k in enumerate(site.sentence.keys[: site.item.first]) if n >= person.last and n not in covered)
    if not _RETIRES.match(" ".join(words)):
        return
    yield site.change(site.act, person)
    for held in site.held(person):
        yield site.tenure(site.act, person, held.role, "former", dated=True)


def _given_or_taken(site: Site, read: Arguments, person: PersonMention) -> Iterator[Fact]:
    roles = [placed(site, role) for role in shared(site, read.roles)] or named_before(site, read)
    roles = risen(site, person, roles) or same_post(site, person) or won(site, person) or vacated(site)
    act = _again(site, roles)
    further = read.people[1:] if read.people else listed_before(site, person)
    people = sorted((*further, person), key=lambda m: m.first)
    wrong = bool(roles) and bool(_WRONG.match(" ".join(site.sentence.keys[roles[-1].last : roles[-1].last + 14])))
    for n, other in enumerate(people):
        for role in in_turn(site, roles, n, len(people)):
            yield site.change(act, other, role)
            status = _status(site, act, role) if act.gives or act.takes else _resigned(site)
            if act.gives and (wrong or _then(site, roles, role)):
                status = "former" if _passed(role, roles) else "current" if wrong else status
            yield site.tenure(act, other, role, status, dated=other is person and (act.gives or act.takes))
    whole = len(roles) == 1 and "phụ trách" not in roles[0].text.lower()  # a deputy in charge follows the head
    if act.gives and whole and (before := _replaced(site)):
        yield site.tenure(act, before, roles[0], "former")
    if act.gives and roles:
        held = [h.role for h in site.held(person) if not h.status]
        for old in [*read.old, *held]:
            if old not in roles and _left(act, old, roles):
                yield site.tenure(act, person, old, "former")


def _then(site: Site, roles: Sequence[RoleMention], role: RoleMention) -> bool:
    """`bổ nhiệm giữ chức Phó phòng, rồi Trưởng phòng`: the second comes after the first."""
    later = [r for r in roles if r.first > role.first]
    return bool(later) and "rồi" in site.gap(role, later[0]).split()


def _passed(role: RoleMention, roles: Sequence[RoleMention]) -> bool:
    """Whether one of several posts that were given one after another is no longer held."""
    later = [r for r in roles if r.first > role.first and r.head not in MEMBERS]
    return bool(later) and role.head not in MEMBERS and (role.role not in PARTY_HEADS)


def _withdrawn(site: Site, read: Arguments) -> bool:
    """`quyết định bổ nhiệm ông A làm Giám đốc bị thu hồi`."""
    last = max(m.last for m in (site.item, *read.roles, *read.people))
    return bool(_WITHDRAWN.match(" ".join(site.sentence.keys[last : last + 5])))


def _again(site: Site, roles: Sequence[RoleMention]) -> Act:
    """`tiếp tục bầu`, `được bầu tiếp tục giữ chức`: a re-election."""
    if site.act.kind != "Election" or not roles:
        return site.act
    words = site.sentence.keys[max(0, site.item.first - 3) : roles[0].first]
    return acts()["reelect"] if "tiếp tục" in " ".join(words) else site.act


def _status(site: Site, act: Act, role: RoleMention) -> str:
    """Incoming, as long as the article does not only recall it (kg.entities.article)."""
    if not act.gives:
        return "former"
    if _ONCE.search(" ".join(site.sentence.keys[max(0, role.first - 12) : role.first])):
        return "former"
    if _RECALLED.search(site.lead(6)):
        return "current"
    told = "sau đó" in site.lead(4) and not any(isinstance(m, ActMention) and not is_link(m) for m in site.before)
    if told:
        return "current"  # "ông A làm Phó Giám đốc, sau đó được bổ nhiệm làm Giám đốc"
    background = _BACKGROUND.match(" ".join(site.sentence.keys[:12])) or _RECENTLY.search(site.lead(8))
    return "current" if background else "incoming"


def _replaced(site: Site) -> PersonMention | None:
    """`giữ chức Chủ tịch … thay ông B`: who had the post before."""
    for left, item in pairwise(site.mentions[site.at :]):
        if isinstance(item, ActMention) and not is_link(item):
            return None
        if (
            isinstance(item, PersonMention)
            and not isinstance(left, PersonMention)
            and IN_PLACE_OF.search(site.gap(left, item))
        ):
            return item
    return None


def _resigned(site: Site) -> str:
    """Who resigns is out of office; who hands in a resignation holds the post until it is decided."""
    asked = "xin" in site.item.text.lower() or "đơn" in f"{site.lead(3)} {site.item.text.lower()}".split()
    return "current" if asked else "former"


def _left(act: Act, old: RoleMention, new: Sequence[RoleMention]) -> bool:
    """Whether who takes the new posts has left the old one: moved away, or risen in the same body or place."""
    if old.head in MEMBERS:
        return False
    if all(role.head in MEMBERS or role.role.startswith("Quyền ") for role in new):
        return False  # a director who is elected to a committee stays director
    if all(role.body and role.body.type in beside() for role in new):
        return False  # who is to head a steering committee keeps his office
    if act.kind == "Transfer":
        return True
    if old.role in PARTY_HEADS and not any(role.role in PARTY_HEADS for role in new):
        return False  # a secretary who becomes chairman stays secretary
    if any(_post(role) == _post(old) for role in new):
        return False  # elected to the same post again
    return any(_succeeds(role, old) for role in new)


def _post(role: RoleMention) -> tuple[str, ...]:
    """The words that name a post, without its term."""
    body, place = role.body, role.body.place if role.body else role.place
    return role.role, *((body.type, body.name) if body else ()), *((place.type, place.name) if place else ())


def _succeeds(new: RoleMention, old: RoleMention) -> bool:
    """Whether the new role takes the place of the old one: in the same kind of body or in the same place."""
    if new.body and old.body and new.body.type == old.body.type:
        return True
    here, there = seat(new), seat(old)
    return bool(here and there and (here.type, here.name) == (there.type, there.name)) and new.head != "Đại biểu"
