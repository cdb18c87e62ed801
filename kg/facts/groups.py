"""Who has which roles in a sentence: `Bí thư Quận ủy - Chủ tịch UBND quận X Lê Văn Thinh` → Thinh: Bí thư, Chủ tịch.

A sentence is read as a row of people and role phrases with what stands between them; roles stand before their holder
(nothing between) or behind (comma, dash, bracket, là …), several in a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.facts.aside import gap
from kg.facts.holding import Holding, between, is_link, parted
from kg.facts.kin import is_kin, meant
from kg.facts.rows import (
    CLOSED,
    INSTEAD,
    before_them,
    enumerated,
    headed,
    instead,
    placed_in,
    same_head,
    sharing_people,
)
from kg.facts.share import chain, share
from kg.facts.standing import (
    AT_THE_TIME,
    IS,
    PAST,
    WHEN,
    YEARS_OF,
    led_as_past,
    of_that_time,
    statused,
    to_come,
    told_as_past,
    words_before,
)
from kg.lexicon import body_types
from kg.model import ActMention, BodyMention, DateMention, Mention, PersonMention, PlaceMention, RoleMention, Sentence

_LIST = re.compile(
    r"(?:[,;/&-]|(?:một|1) trong(?: số| những| các)+|và|kiêm|đồng thời|cũng|là|làm|giữ|chức|"
    r"vụ|danh|nhiệm|đảm|vị trí|cương vị|rồi|cùng|hiện|nay|từng|còn|vừa|sau đó| )*\Z"
)
_ASIDE = re.compile(r"\((?: (?:hiện|nay|kiêm|đồng thời|sau)\b|\Z)")
_BEFORE = re.compile(r"(?:[:-]|là|gồm|gồm có|các|đồng chí|ông|bà|,| )*\Z")
_ADVERBS = (
    r"(?:(?:người|đều|cùng|chỉ|hiện|hiện nay|đang|hiện đang|vẫn|cũng|lúc đó|lúc này|khi đó|khi ấy|lúc bấy giờ|nay|vốn|"
    r"đã|từng|tiếp tục|sẽ|nguyên|đương kim|đương nhiệm|một|không còn|chính thức|trực tiếp|về|lên|sang|xuống|được giao|"
    r"trước|trước đây|trước đó|sau đó|còn|lần lượt|thời điểm đó|thời điểm ấy|thời điểm này|hồi đó|bấy giờ) )*"
)
_APPOSITION = re.compile(
    r"(?:[,(:-]|\) ?[,-]|\( ?(?:trái|phải|giữa|bìa trái|bìa phải|ảnh|thứ \w+ từ \w+ (?:sang|qua)) ?\) ?[,-]?)? ?"
    + _ADVERBS
    + r"(?:là|với (?:trách nhiệm|tư cách|cương vị|vai trò)(?: là)?|trong vai trò)? ?\Z"
)
_AGED = re.compile(r"\( (?:\d\d tuổi|sn \d{4}|sinh năm \d{4}) \)")  # A (58 tuổi) Chủ tịch Hội X; B (60 tuổi) …
_HELD = re.compile(
    r"(?:[:,]|chức|vụ|danh|các|nhiều|chủ|chốt|khác|nhau|quan|trọng|như|qua|gồm|tại|ở|vị trí|nhiệm|cương vị|"
    r"công tác|cơ sở|địa phương|lãnh đạo|quản lý|(?:thiếu|trung|thượng|đại) (?:tá|tướng)| )*\Z"
)
_ANEW = re.compile(r"(?:,|;|và)(?: (?:lần lượt|đã|ông|bà))*\Z")
_WHILE = re.compile(r"(?:khi|lúc|hồi|thời|trong thời gian|trong nhiệm kỳ|thời kỳ)(?: còn| đang)*\Z")
_RANK = re.compile(r"\bmang (?:(?:quân|cấp) )?hàm \S+ \S+(?: và)?")
_TO = [(word,) for word in ("bầu", "cử", "với", "cho", "gặp", "tiếp", "làm")]
_THEN = re.compile(rf"(?:hiện nay|hiện|đương nhiệm|còn lại|{AT_THE_TIME}) là")
_FOR_OFFICE = re.compile(r"\b(?:cho|vào|nhân sự)(?: các)? (?:chức danh|chức vụ|chức|vị trí|cương vị)\Z")
_PERIOD = re.compile(r"^(?:\(|,)? ?(?:từ|giai đoạn|trong|vào) [^;]{0,40}?\d{4}\)?(?= ,)")
_AMONG = re.compile(r"trong (?:số )?(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|các)")  # Trong bốn <role>, ông A …
_AS = re.compile(
    r"(?:cương vị|tư cách|trách nhiệm|vai trò|giữ|làm|là|trở thành|vị trí|chức vụ|chức)(?: là| các| \S+)? ?\Z"
    r"|(?:được|bị|do|bởi) ?\Z"
)
# "Để trở thành <role>, ông A phải …"
_TO_BECOME = re.compile(r"\b(?:để|muốn|nếu|sẽ)(?: \S+)? (?:trở thành|làm|là|giữ)(?: chức)? ?\Z")
_IN_OFFICE = re.compile(r", (?:với|trên|ở) (?:cương vị|tư cách|trách nhiệm|vai trò)(?: là)?\Z")
_OF_STATE = frozenset(("Chủ tịch nước", "Thủ tướng", "Tổng Bí thư"))
_POST_WORDS = tuple((word,) for word in ("cách", "chức", "vụ", "danh", "trí", "ghế"))
_SAID = re.compile(r"[,) ]*(?!nguyên|cựu)\w")
_BOTH = re.compile(r"\b(?:đều|cùng)\b")
_CLAUSE = (",", ":", " theo")


def holdings(sentence: Sentence, mentions: Sequence[Mention]) -> list[Holding]:
    """Every (person, role) that the sentence attaches without a change of office."""
    row = [m for m in mentions if isinstance(m, RoleMention) or (isinstance(m, PersonMention) and not m.credit)]
    claimed: set[int] = set()
    found: list[Holding] = []
    for at, item in enumerate(row):
        if not isinstance(item, PersonMention):
            continue
        before = _before(sentence, row, at, claimed, mentions)
        after, link = _after(sentence, row, at, mentions)
        acts = bool(after) and sentence.keys[after[-1].last : after[-1].last + 1] not in CLOSED
        if before and link == "," and acts and not _one_house(before, after):
            after = []  # "Bộ trưởng A, Thủ tướng đã …": the next office acts, it is not A's
        if link == "," and after and _clause_ends(sentence, item, after[-1], mentions):
            after = []
        if link.startswith(",") and after and _quoted(sentence, item, after[-1], mentions):
            after = []
        holder: PersonMention | None = item
        if after and _SAID.match(link or after[0].text.lower()):
            holder = meant(sentence, row, at)
            after = after if holder else []
        claimed.update(id(role) for role in (*before, *after))
        full = share([*before, *after])
        led = bool(before) and (led_as_past(sentence, before[0]) or of_that_time(between(sentence, before[-1], item)))
        found.extend(replace(h, told=led) for h in statused(item, full[: len(before)], "before", led, sentence))
        over = bool(PAST.search(link))
        told = bool(WHEN.search(link)) or (bool(IS.search(link)) and told_as_past(sentence, item, found))
        behind = statused(holder or item, full[len(before) :], "after", over or told, sentence)
        found.extend(replace(h, told=told and not over, status=h.status or to_come(link)) for h in behind)
        found.extend(sharing_people(sentence, row, at, before, mentions))
        if _BOTH.search(link):
            found.extend(before_them(sentence, row, at, found))
    found.extend(headed(sentence, row, found))
    found.extend(enumerated(sentence, row, found, mentions))
    found.extend(instead(sentence, row, mentions))
    return same_head(found)


def _one_house(before: Sequence[RoleMention], after: Sequence[RoleMention]) -> bool:
    """`Chủ tịch Quốc hội A, Bí thư Đảng đoàn Quốc hội chủ trì`: both offices are of one body, and so of one person."""
    owners = {b for r in after for b in chain(r.body) if b is not r.body}
    named = {(b.type, b.name) for b in owners if b.known or b.name}
    return any((r.body.type, r.body.name) in named for r in before if r.body)


def _clause_ends(sentence: Sentence, person: Mention, role: Mention, mentions: Sequence[Mention]) -> bool:
    """`Sau khi Quốc hội miễn nhiệm … đối với ông A, <role> sẽ …`: the main clause is about another."""
    opened = sentence.keys[:2] in (("sau", "khi"), ("trước", "khi"), ("ngay", "sau")) or sentence.keys[:1] == ("khi",)
    led = sentence.keys[max(0, person.first - 1) : person.first] in (("với",), ("của",), ("cho",))
    return (
        opened
        and (led or _acted_on(sentence, mentions, person))
        and sentence.keys[role.last : role.last + 1] not in CLOSED
    )


def _quoted(sentence: Sentence, person: Mention, role: Mention, mentions: Sequence[Mention]) -> bool:
    """`Theo (lời) ông A, <role> đã …`, `theo ông A, <role>, ông B, …`: what A says is about somebody else."""
    if sentence.keys[max(0, person.first - 1) : person.first] not in (("theo",), ("lời",)):
        return False
    behind = sentence.keys[role.last : role.last + 1]
    return behind not in CLOSED or any(isinstance(m, PersonMention) and m.first == role.last + 1 for m in mentions)


def _linked(sentence: Sentence, left: Mention, right: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether nothing but list words stands between two roles."""
    if parted(sentence, mentions, left, right):
        return False
    words, inside = gap(sentence, left, right, mentions)
    if words.startswith("( ") or (words == "(" and isinstance(right, RoleMention) and right.status):
        words = words[1:].strip() if _ASIDE.match(words) else words  # nguyên Bí thư X ( hiện là Giám đốc Y )
    return all(map(is_link, inside)) and bool(_LIST.match(words))


def _before(
    sentence: Sentence, row: Sequence[Mention], at: int, claimed: set[int], mentions: Sequence[Mention]
) -> list[RoleMention]:
    """The roles that lead up to the person at `at`."""
    person = row[at]
    k = at - 1
    role = row[k] if k >= 0 else None
    if not isinstance(role, RoleMention) or id(role) in claimed:
        return []
    words, inside = gap(sentence, row[k], person, mentions)
    titled = isinstance(person, PersonMention) and bool(person.honorific or person.rank)
    pronoun = isinstance(person, PersonMention) and person.pronoun
    if not all(is_link(m) or isinstance(m, DateMention) for m in inside):
        return []
    words = _bridge(YEARS_OF.sub("", _PERIOD.sub("", words)), role, person)
    if words in ("của", "với", "đối với"):
        return [r for r in row[k : k + 1] if isinstance(r, RoleMention) and titled and _is_post(sentence, r)]
    if words == "(" and titled and sentence.keys[person.last : person.last + 1] == (")",):
        words = ""
    if words and not (
        _BEFORE.match(words) and (titled or words == "là" or words.endswith(":")) and not (pronoun and words != ",")
    ):
        return []
    if words == "," and titled and not _leads(sentence, row, k):
        return []
    if words in (":", "là") and _acted_on(sentence, mentions, row[k]):
        return []  # "bầu Phó Chủ tịch là ông A": the change says it
    if words.endswith(":") and _sought(sentence, row[k]):
        return []
    roles = [row[k]]
    while k > 0 and isinstance(row[k - 1], RoleMention) and id(row[k - 1]) not in claimed:
        if not _linked(sentence, row[k - 1], row[k], mentions) or _another(sentence, row[k - 1], row[k]):
            break
        object_ = k > 1 and (isinstance(row[k - 2], PersonMention) or _acted_on(sentence, mentions, row[k - 2]))
        if (object_ and placed_in(row[k - 2], row[k - 1], mentions)) or _given(mentions, row[k - 1]):
            break
        k -= 1
        roles.insert(0, row[k])
    return [r for r in roles if isinstance(r, RoleMention)]


def _given(mentions: Sequence[Mention], role: Mention) -> bool:
    """`sau khi được điều động làm <role>, Bộ trưởng A nói`: what an act gives somebody before is no title of A."""
    link = next((m for m in mentions if is_link(m) and m.last == role.first and m.text.lower() != "kiêm"), None)
    return link is not None and any(
        isinstance(m, ActMention) and not is_link(m) and m.last == link.first for m in mentions
    )


def _sought(sentence: Sentence, role: Mention) -> bool:
    """`ba người cho chức danh <role> gồm: A, B`: who may come into an office."""
    return bool(_FOR_OFFICE.search(" ".join(sentence.keys[max(0, role.first - 4) : role.first])))


def _bridge(words: str, role: RoleMention, person: Mention) -> str:
    """The words between a role and its holder, told in the plainest way that says the same."""
    if not isinstance(person, PersonMention) or person.pronoun:
        return words
    if _THEN.fullmatch(words):
        return "là"
    if words == "-" and not person.short and (role.body or role.place):
        return ""
    fronted = not role.first and role.status == "former" and words.endswith(" ,") and words.count(",") == 1
    return "," if fronted else words  # "Từng là Bí thư Thành ủy trước khi mở rộng, ông A …"


def _another(sentence: Sentence, left: Mention, right: Mention) -> bool:
    """Whether the office before is somebody else's: `trong cuộc họp với Chủ tịch UBND tỉnh, Giám đốc Sở A …`."""
    before = sentence.keys[max(0, left.first - 2) : left.first]
    if before[-1:] == ("với",) and before[:1] not in (("đối",), ("cùng",)):
        return True
    if isinstance(left, RoleMention) and isinstance(right, RoleMention) and _heads_state(left) and _below(right):
        return True  # "theo yêu cầu của Thủ tướng, Bộ trưởng A …"
    led = before[-1:] in (("của",), ("theo",), ("cho",), ("trước",), ("thay",))
    over = isinstance(left, RoleMention) and left.status == "former"  # của nguyên Bí thư Tỉnh ủy, Trưởng ban X A
    return led and not over and between(sentence, left, right) == "," and _chairs(left) and not _chairs(right)


def _heads_state(role: RoleMention) -> bool:
    """Whether it is an office that is known without a name: Thủ tướng, Chủ tịch Quốc hội."""
    parliament = role.role == "Chủ tịch" and role.body is not None and role.body.type == "quoc-hoi"
    return not role.status and (role.role in _OF_STATE or parliament)


def _below(role: RoleMention) -> bool:
    """Whether no head of state has such an office, too."""
    return role.role.startswith(("Phó ", "Thứ trưởng", "Bộ trưởng")) or role.head == "Đại biểu"


def _chairs(role: Mention) -> bool:
    """Whether a role is at the head of a people's committee or of the party committee of a place, not of an office."""
    if not isinstance(role, RoleMention) or role.role not in ("Chủ tịch", "Bí thư"):
        return False
    kind = body_types().get(role.body.type) if role.body else None
    return role.place is not None or (kind is not None and kind.shape == "seat")


def _leads(sentence: Sentence, row: Sequence[Mention], k: int) -> bool:
    """`Với cương vị Bí thư, ông A …` puts the role before its holder; `…, Bí thư Tỉnh ủy, ông A` does not always."""
    while k > 0 and isinstance(row[k - 1], RoleMention) and _LIST.match(between(sentence, row[k - 1], row[k])):
        k -= 1
    if _IN_OFFICE.search(" ".join(sentence.keys[max(0, row[k].first - 4) : row[k].first])):
        return True
    if any(isinstance(m, PersonMention) and not m.pronoun for m in row[:k]) or "trước khi bị" in " ".join(
        sentence.keys[: row[k].first]
    ):
        return False
    lead = " ".join(sentence.keys[max(0, row[k].first - 7) : row[k].first])
    if _TO_BECOME.search(lead):
        return False
    return not lead or lead.endswith(_CLAUSE) or bool(_AS.search(lead) or _AMONG.fullmatch(lead))


def _after(
    sentence: Sentence, row: Sequence[Mention], at: int, mentions: Sequence[Mention]
) -> tuple[list[RoleMention], str]:
    """The roles in apposition behind the person; those that lead up to the next person are left to it."""
    person = row[at]
    if at + 1 >= len(row) or not isinstance(row[at + 1], RoleMention):
        return [], ""
    first = row[at + 1]
    words, inside = gap(sentence, person, first, mentions)
    if words in ("cùng", "cùng với"):
        return [], ""  # "Bí thư A cùng Chính ủy Bộ Tư lệnh Thủ đô": somebody else's
    if words.endswith(",") and _speaks(sentence, first):
        return [], ""
    told = (
        not words
        and isinstance(first, RoleMention)
        and (first.status == "former" or _titled_by(sentence, person, first))
    )
    told = told or bool(_AGED.fullmatch(between(sentence, person, first)))
    passed = (BodyMention, DateMention, PlaceMention) if _career(inside) else (BodyMention,)
    if not all(is_link(m) or isinstance(m, passed) for m in inside):
        return [], ""
    if not (told or (words and _APPOSITION.match(f"{words} ")) or _holds(sentence, person, first, mentions)):
        return [], ""
    roles = [first]
    k = at + 1
    given = _acted_on(sentence, mentions, person)  # "bổ nhiệm ông A, nguyên Bí thư, giữ chức Chủ tịch"
    while k + 1 < len(row) and isinstance(row[k + 1], RoleMention) and _linked(sentence, row[k], row[k + 1], mentions):
        if given and any(row[k].last <= m.first < row[k + 1].first and _places_anew(m) for m in mentions):
            break
        k += 1
        roles.append(row[k])
    if k + 1 < len(row) and isinstance(row[k + 1], PersonMention) and not between(sentence, row[k], row[k + 1]):
        has_before = at > 0 and isinstance(row[at - 1], RoleMention) and not between(sentence, row[at - 1], person)
        known = isinstance(person, PersonMention) and person.short  # "ngắt lời ông A, Bí thư, Chủ tịch X B nói"
        roles = [] if has_before or known else roles[:-1]
    return [r for r in roles if isinstance(r, RoleMention)], words or between(sentence, person, first)


def _speaks(sentence: Sentence, role: Mention) -> bool:
    """`vụ việc của ông A, Thủ tướng vừa ký quyết định`: who is known without a name is the subject, not A."""
    heads = isinstance(role, RoleMention) and role.role in _OF_STATE and not role.status
    return heads and sentence.keys[role.last : role.last + 1] not in CLOSED


def _titled_by(sentence: Sentence, person: Mention, role: RoleMention) -> bool:
    """`Đồng chí A Chủ tịch UBND huyện phát biểu`: the office directly behind a name in full."""
    named = isinstance(person, PersonMention) and bool(person.honorific) and not person.short
    return named and bool(role.body or role.place) and sentence.keys[max(0, person.first - 1) : person.first] not in _TO


def _career(inside: Sequence[Mention]) -> bool:
    """`ông A đi bộ đội năm 1965, về Huế năm 1975 và | kinh qua các chức vụ …`: what is told before is of him, too."""
    links = [m for m in inside if is_link(m)]
    return bool(links) and links[-1].text.lower() in ("kinh qua", "từng kinh qua", "trải qua")


def _places_anew(mention: Mention) -> bool:
    """`nguyên Bí thư | giữ chức Chủ tịch`; not in `Chủ tịch kiêm Tổng Giám đốc`, `nguyên Chủ tịch X - hiện là …`."""
    return mention.text.lower() not in ("kiêm", "hiện là")


def _is_post(sentence: Sentence, role: RoleMention) -> bool:
    """`tư cách đại biểu Quốc hội của bà A`, `chức Chủ tịch của ông B`."""
    before = sentence.keys[max(0, role.first - 8) : role.first]
    return before[-1:] in _POST_WORDS and "phiếu" not in before  # a vote is for what may come


def _acted_on(sentence: Sentence, mentions: Sequence[Mention], item: Mention) -> bool:
    """Whether a word that changes or proposes something stands right before."""
    acts = (m for m in mentions if isinstance(m, ActMention) and m.act != "hold" and 0 <= item.first - m.last <= 2)
    return any(";" not in sentence.keys[m.last : item.first] for m in acts)


def _holds(sentence: Sentence, person: Mention, role: Mention, mentions: Sequence[Mention]) -> bool:
    """`ông A hiện giữ chức …`, `bà B từng kinh qua các chức vụ: …`, `ông C … khi còn là …`."""
    passed = (BodyMention, PlaceMention, DateMention)
    verbs = [m for m in mentions if person.last <= m.first < role.first and not isinstance(m, passed)]
    if not verbs or not all(is_link(m) for m in verbs):
        return False
    lead = _RANK.sub("", gap(sentence, person, verbs[0], mentions)[0].removeprefix(",")).strip()
    lead = lead.removeprefix(")").strip() if is_kin(sentence, person) else lead  # ông A (em rể ông B) làm …
    if "lần lượt" in lead and any(isinstance(m, PersonMention) and m.last == person.first - 1 for m in mentions):
        return False  # "ông A và bà B lần lượt giữ các chức vụ X, Y": one each
    if INSTEAD.search(words_before(sentence, person, 3)):
        return False  # "ông A thay ông B làm Giám đốc"
    if not _HELD.match(_unnamed(sentence, verbs[-1], role, mentions)):
        return False
    if _career(verbs) and _ANEW.search(words_before(sentence, verbs[-1], 3)):
        return True
    if len(verbs) > 1 and any(m.text.lower() == "nhận nhiệm vụ" for m in verbs):
        return False  # "ông lên nhận nhiệm vụ, gợi ý làm Giám đốc"
    proposed = (m.text.lower() for m in mentions if isinstance(m, ActMention) and m.last <= person.first)
    if {"giới thiệu", "đề cử"} & set(proposed) and not lead and verbs[-1].text.lower() == "làm":
        return False  # "giới thiệu ông A làm Chủ tịch nước và bà B làm Chủ tịch Quốc hội"
    if _acted_on(sentence, mentions, person) and sentence.keys[person.first - 1] != ",":
        return False  # "giới thiệu ông A làm Chủ tịch"
    whose = sentence.keys[person.first - 1 : person.first] == ("của",)  # những ngày cuối của ông trên cương vị …
    return bool((not whose and re.match(_ADVERBS + r"\Z", f"{lead} " if lead else "")) or _WHILE.search(lead))


def _unnamed(sentence: Sentence, left: Mention, right: Mention, mentions: Sequence[Mention]) -> str:
    """The words between two mentions without the bodies named there: nhiều chức vụ tại | Bộ Y tế | như."""
    bodies = (m for m in mentions if isinstance(m, BodyMention) and left.last <= m.first < right.first)
    named = {n for m in bodies for n in range(m.first, m.last)}
    return " ".join(sentence.keys[n] for n in range(left.last, right.first) if n not in named)
