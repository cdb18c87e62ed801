"""Whether an office is over, goes on or is to come: `Chủ tịch UBND xã khi đó là ông A` → former.

It is told by the words before an office, between it and its holder, and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.holding import Holding, between
from kg.model import Mention, PersonMention, RoleMention, Sentence

PAST = re.compile(r"\b(?:từng|kinh qua|trải qua|lần lượt|không còn|trước là|trước đây|trước đó|nguyên|vốn)\b")
WHEN = re.compile(
    r"\b(?:khi còn|khi đang|khi là|khi giữ|thời gian|thời kỳ|lúc đó|lúc này|khi đó|khi ấy|bấy giờ|thời điểm đó|"
    r"thời điểm ấy|hồi đó)\b"
)
IS = re.compile(r"\b(?:là|làm|giữ)\b")
_AT_THAT_TIME = re.compile(
    r"\b(?:trước khi|trước đó|trước đây|khi đó|khi ấy|lúc đó|lúc ấy|bấy giờ|thời điểm đó|thời điểm ấy|hồi đó|"
    r"giai đoạn (?:này|đó|ấy)|thời kỳ (?:này|đó|ấy)|thời gian (?:đó|ấy)|năm (?:đó|ấy))\b"
    r"|(?<!từ )(?<!kể từ )\bnăm (?:19|20)\d\d ,? ?\Z"
    r"|\b(?:dưới |vào )?thời(?: kỳ)? \Z"
)
_PAST_LEAD = re.compile(
    r"\b(?:trong thời gian|thời gian|thời điểm|thời kỳ|(?<!trước )khi|lúc|hồi)(?: \S+){0,3} "
    r"(?:giữ|là|làm|đảm nhiệm|đương nhiệm)(?: [^\s,]+){0,5}\Z"
    r"|\b(?:từng|trước đây|nguyên là)(?: [^\s,]+){0,5}\Z|\bdưới thời\Z"
)
_FORMER_LEADERS = re.compile(r"\b(?:nguyên|cựu) (?:là )?(?:các )?(?:đồng chí )?(?:cán bộ )?lãnh đạo[^;.:]*:[^;.]*\Z")
AT_THE_TIME = (
    r"(?:vào )?(?:(?:khi|lúc|hồi) (?:đó|ấy|bấy giờ)|bấy giờ|thời (?:điểm |kỳ |gian )?(?:đó|ấy)|thời điểm xảy ra|"
    r"giai đoạn (?:đó|ấy))"
)
# Behind an office: ông A (Chủ tịch UBND tỉnh khi đó), Giám đốc Sở Y tế (nay đã nghỉ hưu).
_THEN_BEHIND = re.compile(
    rf"\(? ?(?:{AT_THE_TIME}|(?:(?:hiện |nay |hiện nay )?đã |vừa )?(?:nghỉ hưu|về hưu)(?: [^()]*)? ?\))"
)
_NOW_OTHER = re.compile(r"\( (?:nay|hiện nay|hiện) (?:là|giữ)\Z|\( (?:nay|hiện nay)\Z")
YEARS_OF = re.compile(r"(?:thời kỳ|giai đoạn) \d{4} - \d{4}")
_NOW = re.compile(r"\b(?:hiện|nay|đang)\b")
# "Từ tháng 10-2010 đến tháng 11-2015, với cương vị …": a time that has an end.
_SPAN_OF_TIME = re.compile(
    r"\btừ (?:đầu |cuối |giữa )?(?:ngày |tháng |năm )?\d[^;]{0,24}? "
    r"đến (?:hết |đầu |cuối )?(?:ngày |tháng |năm )?\d(?:[^;]{0,10})?\b"
    r"|\b(?:từ|giai đoạn|trong các)(?: năm)? (?:19|20)\d\d - (?:19|20)\d\d\b"
)

# Trưởng ban (2010 - 2016), Phó Chủ tịch (thời gian từ tháng 6/2011 đến tháng 9/2014)
_POINT = r"(?:(?:đầu|cuối|giữa|hết|ngày|tháng|năm) )*(?:\d{1,2} ?[/.-] ?){0,2}(?:19|20)\d\d"
_YEARS = re.compile(rf"\( (?:(?:trong|thời|gian|kỳ|giai|đoạn|từ) )*{_POINT} (?:-|–|đến) {_POINT} \)")


def to_come(link: str) -> str:
    """`ông A sẽ giữ chức …`."""
    return "incoming" if "sẽ" in link.split() or "nhậm chức" in link or link.startswith("chính thức") else ""


def words_before(sentence: Sentence, mention: Mention, count: int) -> str:
    """The folded `count` tokens before a mention."""
    return " ".join(sentence.keys[max(0, mention.first - count) : mention.first])


def led_as_past(sentence: Sentence, role: RoleMention) -> bool:
    """`trong thời gian giữ chức <role>, ông A …`, `từ năm 2010 đến năm 2015, <role> A`."""
    lead = words_before(sentence, role, 8)
    if _FORMER_LEADERS.search(" ".join(sentence.keys[: role.first])):
        return True
    return bool(_PAST_LEAD.search(lead) or _SPAN_OF_TIME.search(words_before(sentence, role, 24)))


def of_that_time(words: str) -> bool:
    """`Chủ tịch UBND xã | khi đó là | ông A`, `Chủ tịch | giai đoạn 2010 - 2015 | A`: an office of that time."""
    return bool(re.match(AT_THE_TIME, words) or YEARS_OF.fullmatch(words))


def told_as_past(sentence: Sentence, person: PersonMention, found: Sequence[Holding]) -> bool:
    """`Lúc bấy giờ ông A là <role>`, `Từ năm 2010 đến năm 2015, ông A là <role>`, `dưới thời ông A làm …, ông B …`."""
    lead = f"{words_before(sentence, person, 24)} "
    if lead.endswith("khi ") and "còn" in sentence.keys[person.last : person.last + 2]:
        return True  # "Khi ông A còn là …"
    before = found[-1] if found else None
    if before and before.told and between(sentence, before.role, person) in (",", "và", ", còn", "còn"):
        return True
    return bool(_AT_THAT_TIME.search(lead) or _SPAN_OF_TIME.search(lead))


def statused(
    person: PersonMention, roles: Sequence[RoleMention], how: str, past: bool, sentence: Sentence
) -> Iterator[Holding]:
    """The roles of one row with their status: nguyên goes on to the roles behind it, until hiện."""
    former = past
    for n, role in enumerate(roles):
        words = between(sentence, roles[n - 1], role) if n else ""
        if not role.term and _YEARS.match(" ".join(sentence.keys[role.last : role.last + 20])):
            yield Holding(person, role, how, "former")
            continue
        if _NOW.search(words) or words.startswith("giữ"):
            former = False  # "ông A, nguyên Bí thư, hiện là …", "… giữ chức Phó Chủ tịch"
        former = former or role.status == "former" or "từng" in words.split()
        follows = between(sentence, role, roles[n + 1]) if n + 1 < len(roles) else ""
        gone = _THEN_BEHIND.match(" ".join(sentence.keys[role.last : role.last + 8])) or _NOW_OTHER.search(follows)
        yield Holding(person, role, how, role.status or ("former" if former or gone else ""))
