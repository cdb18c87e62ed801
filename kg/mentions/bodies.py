"""Bodies in all their forms: `BTV Quận ủy`, `UBND tỉnh Lào Cai`, `Sở GD & ĐT Sơn La`, `Đảng ủy Sở Y tế`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.grammar import Scan, bounded
from kg.lexicon import BodyType
from kg.mentions.blocks import read_block
from kg.mentions.body_names import LONG_NAMES, read_name
from kg.mentions.dates import read_term
from kg.mentions.places import read_bare, read_place
from kg.mentions.schools import degree
from kg.mentions.short_names import read_short
from kg.model import BodyMention, PlaceMention
from kg.reference.gazetteer import by_name
from kg.reference.known import known_bodies
from kg.text.fold import fold
from kg.text.syllable import is_syllable

_GENERIC_BEHIND = frozenset(("các", "cơ", "cấp", "những", "mọi", "toàn", "trực"))
_LINKS = ("của", "thuộc", "tại")
# Types whose words are common nouns: alone, in lower case, they name nothing.
_PARTY = frozenset(("Đảng ủy", "Đảng bộ", "Chi bộ"))
# What the committees of blocks are read as by their first words.
_BLOCKS = frozenset(("Đảng ủy", "Đảng bộ", "Đảng ủy Khối các cơ quan", "Đảng bộ Khối các cơ quan"))
_OFFICE = _PARTY | frozenset(("Đoàn Thanh niên", "Công đoàn"))
_COMMON = frozenset(
    (
        "Cơ quan An ninh điều tra",
        "Cơ quan Cảnh sát điều tra",
        "Bảo hiểm xã hội",
        "Kho bạc Nhà nước",
        "Hạt Kiểm lâm",
        "Công đoàn",
        "Công an",
        "Cảnh sát phòng cháy chữa cháy",
        "Thanh tra",
        "Tòa án nhân dân",
        "Viện kiểm sát nhân dân",
        "Văn phòng",
        "Thường trực",
        "Tổ công tác",
    )
)
_STANDING_COMMITTEE = ("ủy", "ban", "thường", "vụ", "bộ", "chính", "trị")
# These are no body without a name; the others can stand for the last of their kind ("Phó Giám đốc Sở").
_NEED_NAME = frozenset(
    ("Báo", "Đài", "Doanh nghiệp", "Bảo tàng",
     "Phòng", "Vụ", "Cục", "Viện", "Quân khu", "Trường", "Khoa", "Đội", "Trạm", "Đồn", "Trường Đại học",
     "Ban Quản lý", "Hội đồng", "Ủy ban")
)  # fmt: skip
_PARTS = frozenset(("Phòng", "Vụ", "Cục", "Viện", "Trung tâm", "Đội", "Ban", "Khoa"))
# Whose parts stand before their name without a link: Khoa Ngoại Bệnh viện X, Hội đồng Giáo dục Trường THPT Y.
_OWNERS = frozenset(("Sở", "Bộ", "Cục", "Bệnh viện", "Trung tâm", "Trường", "Trường Đại học"))
# With a name in lower case and nothing behind, these are a kind of body: "Hội đồng kỷ luật", "Trung tâm hành chính".
_KINDS_OF = LONG_NAMES - {"Ban Quản lý", "Chi cục"}
# Who or what is "thường trực" by a word before it: ủy viên, phó ban, cơ quan thường trực.
_STANDING_OF = frozenset(("viên", "ban", "quan", "không", "nhiệm", "thư", "tịch", "phó", "trưởng"))
_HALVED = frozenset(("Hội đồng thi",))  # their last syllable often begins another word
_GENERIC_SHORT = frozenset(("CTCP", "TNHH", "BQL", "BQT", "HTX", "CLB", "KCN", "KKT", "CĐ", "TGĐ", "HĐQT", "HĐTV"))
_FIRM_WORDS = frozenset(("bank", "group", "land", "holding", "holdings", "corp", "software", "media", "airlines"))
_SHORT_WORDS = frozenset(("Hội", "Ban", "Bộ"))


@bounded
def read_body(scan: Scan, i: int, *, lone: bool = False) -> BodyMention | None:
    """The body that begins at token i.  `lone`: a bare "Sở", "Đảng ủy" counts too (behind a role it stands for one)."""
    known = scan.longest("known", i)
    # "Quốc hội | thảo luận" is no hội thảo: a known name in capitals ends where it ends.
    if known and ((scan.compound(i, known.last) and not scan.capital(i)) or _of_league(scan, i, known.last)):
        known = None
    hit = scan.longest("body", i)
    if hit is None and known is None and not lone:
        return None
    if hit and hit.word.id in _HALVED and scan.compound(i, hit.last):  # Hội đồng | thi đua: the shorter type
        hit = next((h for h in scan.every("body", i) if h.last < hit.last and not scan.compound(i, h.last)), hit)
    if _abroad(scan, i, hit.last if hit else i, known.last if known else i):
        return None
    if known and (hit is None or known.last >= hit.last):
        if scan.key(i - 1) == "sở" and scan.key(i - 2) == "trụ":
            return None
        term, last = read_term(scan, _its_own(scan, known.last, known.word.parent))
        return BodyMention(*scan.base(i, last, "body-known"), type=known.word.id, known=True, term=term)
    if hit is None or _other_word(scan, i, hit.last):
        return read_alias(scan, i) if lone else None
    block = read_block(scan, i, hit.last) if hit.word.id in _BLOCKS else None
    return block or _read_type(scan, i, hit.last, hit.word, lone)


def _abroad(scan: Scan, i: int, type_end: int, known_end: int) -> bool:
    """Đài Loan is no Đài; Quân ủy Trung ương | Trung Quốc is another country's, as is a Bộ Chính trị of two ranks."""
    first = i - 4 if scan.key(i) == "bộ" else i
    if scan.key(first) == "ủy" and scan.keys[first : first + 7] == _STANDING_COMMITTEE:
        return True
    country = scan.longest("countries", i)
    if country and country.last > max(type_end, known_end):
        return True
    # Cục Hàng không | Liên bang Mỹ, dân dụng Trung Quốc
    whose = scan.skip(scan.skip(known_end, "liên", "dân"), "bang", "dụng")
    other = scan.longest("countries", whose) if known_end > i and scan.capital(whose) else None
    place = scan.longest("name", whose)
    return other is not None and (place is None or place.last <= other.last)


def _its_own(scan: Scan, j: int, parent: str) -> int:
    """Past the body that a known one is part of: Ban Công tác đại biểu | của Quốc hội; j if it is not named."""
    above = scan.longest("known", j + 1) if scan.key(j) in _LINKS else None
    return above.last if above and above.word.id in (parent, known_bodies()[parent].parent if parent else "") else j


def _of_league(scan: Scan, i: int, last: int) -> bool:
    """Ban Tổ chức Trung ương Đoàn, Ban Chấp hành Trung ương Hội: not the Party's but the league's."""
    league = scan.key(last) in ("đoàn", "hội") and not scan.compound(last, last + 1)  # đoàn kết
    return scan.key(last - 1) in ("ương", "tw") and league and last - i > 2


def read_alias(scan: Scan, i: int) -> BodyMention | None:
    """A name that is no Vietnamese word may be the short name of a company: Chủ tịch Vinachem."""
    if not scan.capital(i) or not scan.texts[i].isalpha() or len(scan.texts[i]) < 3 or is_syllable(scan.texts[i]):
        return None
    if scan.texts[i] in _GENERIC_SHORT or read_bare(scan, i):
        return None
    last = i + 1
    while last < scan.size and scan.capital(last) and scan.texts[last].isalpha() and not is_syllable(scan.texts[last]):
        last += 1
    # "Phó Chủ tịch Miguel Díaz-Canel": a word that goes on may be a person's name, and makes no firm.
    firm = last == i + 1 or any(scan.texts[k].isupper() or scan.key(k) in _FIRM_WORDS for k in range(i, last))
    sure = scan.surname(last) or (firm and not scan.capital(last))
    return BodyMention(*scan.base(i, last, "body-name" if sure else "body-word"), name=scan.spelled(i, last))


def _other_word(scan: Scan, i: int, last: int) -> bool:
    """Whether the type word is part of a compound (cán bộ, phục vụ, đoàn kết) or of a place's name (Hội An)."""
    if (scan.key(i - 1), scan.texts[i]) == ("giao", "ban") and last == i + 1:
        return True  # giao ban báo chí
    if scan.key(i) == "đại" and degree(scan, i):
        return True  # trình độ: Đại học Luật
    of_nation = scan.key(i) == "hội" and scan.key(i - 1) == "quốc" and scan.key(i - 2) != "toàn"
    if scan.compound(i, last) or of_nation:  # quốc hội Cuba: another country's
        return True
    if last - i > 1 or not scan.capital(last):
        return False
    return any(h.last > last and by_name(h.word)[0].level != "commune" for h in scan.every("name", i))


def _read_type(scan: Scan, i: int, j: int, kind: BodyType, lone: bool) -> BodyMention | None:
    behind = scan.skip_gloss(j)
    office = kind.id in _OFFICE and (scan.key(behind), scan.key(behind + 1)) == ("cơ", "quan")
    if office and (scan.capital(behind) or lone):  # Đảng ủy Cơ quan Bộ Y tế
        behind += 2
    plural = _plural(scan, behind)
    if scan.key(behind) in _GENERIC_BEHIND and kind.shape != "named" and not plural:
        return None
    if kind.id == "Trường" and (twice := scan.longest("body", behind)) and twice.word.id.startswith("Trường"):
        return None  # trường | Trường Đại học X
    if kind.shape == "named":
        return _read_named(scan, i, behind, kind, lone)
    name = ""
    if kind.id == "Tổ công tác" and scan.key(behind) == "số" and scan.key(behind + 1).isdigit():
        name = f"số {scan.key(behind + 1)}"
        behind += 2
    parent, place, last = _owner(scan, behind + plural, kind)
    if office and (parent or place):
        name = "Cơ quan"
    if parent and parent.alias == "Hội đồng nhân dân":
        name, parent = f"{parent.alias} và", replace(parent, alias="")
    if parent is None and place is None and (plural or _any(scan, i) or not _stands_alone(scan, i, kind, lone)):
        return None
    if _of_many(scan, place) or (kind.id in _COMMON and not scan.capital(i) and _done_to(scan, behind, kind)):
        return None
    if kind.id in _COMMON and not scan.capital(i) and not lone and place is None and not _standing(scan, i, parent):
        return None
    term, last = read_term(scan, last)
    term = term or (parent.term if parent else "")
    if term and place is None and parent is None and (place := read_place(scan, last)):
        last = place.last  # Đoàn đại biểu Quốc hội khóa XIV tỉnh Hà Giang
    rule = "body-plural" if plural else f"body-{kind.shape}"
    return BodyMention(*scan.base(i, last, rule), type=kind.id, name=name, parent=parent, place=place, term=term)


def _of_many(scan: Scan, place: PlaceMention | None) -> bool:
    """UBND tỉnh, thành phố: of every province and city."""
    if place is None or place.name or place.type != "tỉnh" or scan.key(place.last) not in (",", "/"):
        return False
    j = place.last + 1
    city = read_place(scan, j)
    whole = (scan.key(j), scan.key(j + 1)) == ("thành", "phố") or scan.key(j) == "tp"
    short = scan.key(j) == "thành" and scan.key(j + 1) != "phố" and not scan.longest("body", j)
    return short or (whole and city is not None and not city.name)


def _done_to(scan: Scan, j: int, kind: BodyType) -> bool:
    """`bị thanh tra tại huyện X`, `kết luận thanh tra của tỉnh`: what is done there, no office."""
    return scan.key(j) == "tại" or (kind.id == "Thanh tra" and scan.key(j) == "của")


def _standing(scan: Scan, i: int, parent: BodyMention | None) -> bool:
    """`thường trực HĐND huyện`: the standing members of a body, unless the words before are an office's."""
    return parent is not None and scan.key(i) == "thường" and scan.key(i - 1) not in _STANDING_OF


def _any(scan: Scan, i: int) -> bool:
    """các tỉnh ủy, thành ủy: not one of them."""
    if scan.capital(i):
        return False
    before = i - 1
    while scan.key(before) in (",", "và") and (hit := scan.longest("body", before - 2)) and hit.last == before:
        before -= 3
    return scan.key(before) in ("các", "những", "mọi")


def _plural(scan: Scan, j: int) -> bool:
    """Tỉnh ủy các tỉnh A, B; Đảng ủy các sở C, D: a list of owners follows."""
    return scan.key(j) == "các" and (
        (scan.longest("place", j + 1) is not None and scan.capital(j + 2))
        or (scan.key(j + 1) == "sở" and scan.capital(j + 2))
    )


def _stands_alone(scan: Scan, i: int, kind: BodyType, lone: bool) -> bool:
    if "Công an" in kind.part_of and scan.key(i + 2) != "điều":  # a mere cơ quan điều tra may be any
        return lone or scan.capital(i)
    return (lone and kind.id != "Văn phòng") or (kind.id not in _COMMON and (scan.capital(i) or bool(kind.level)))


def _owner(scan: Scan, j: int, kind: BodyType) -> tuple[BodyMention | None, PlaceMention | None, int]:
    """What a seat or an organ belongs to: a body, a locality, or a name alone (Đảng ủy Vinachem)."""
    start = scan.skip(j, *_LINKS)
    if "Công an" in kind.part_of and scan.key(start) == "(" and (inside := _in_brackets(scan, start + 1)):
        return inside, None, inside.last
    place = read_place(scan, start)
    if place is None and kind.id == "Quận ủy" and scan.key(start).isdigit():
        place = PlaceMention(*scan.base(start, start + 1, "place-number"), type="quận", name=scan.key(start))
    if place is None and kind.shape == "seat":
        place = read_bare(scan, start)
    if place:
        return None, place, place.last
    if kind.shape != "organ" and kind.id not in _COMMON:
        return None, None, j
    central = scan.key(start) == "trung" and scan.key(start + 1) == "ương"
    if central and (owner := read_body(scan, start + 2, lone=True)):
        return owner, None, owner.last
    owner = read_body(scan, start, lone=True)
    if owner and owner.type != kind.id:
        owner = _joint(scan, owner) if kind.id == "Văn phòng" else owner
        return owner, None, owner.last
    if kind.shape == "organ" and (bare := read_bare(scan, start)):
        return None, bare, bare.last
    return None, None, j


def _joint(scan: Scan, owner: BodyMention) -> BodyMention:
    """Council and administration of one place, whose office is one: Văn phòng | HĐND và UBND huyện X."""
    if owner.type != "Hội đồng nhân dân" or owner.place or scan.key(owner.last) not in ("và", "-", "–", "&"):
        return owner
    other = read_body(scan, owner.last + 1)
    return replace(other, alias=owner.type) if other and other.type == "Ủy ban nhân dân" and other.place else owner


def _in_brackets(scan: Scan, j: int) -> BodyMention | None:
    """The body in the brackets that open before token j, behind its number: Cơ quan Cảnh sát điều tra (C46, Bộ X)."""
    comma = next((k + 1 for k in range(j, min(j + 4, scan.size)) if scan.key(k) in (",", "-")), j)
    owner = read_body(scan, comma)
    return replace(owner, last=owner.last + 1) if owner and scan.key(owner.last) == ")" else None


def _read_named(scan: Scan, i: int, j: int, kind: BodyType, lone: bool) -> BodyMention | None:
    """Sở Xây dựng tỉnh X, Công ty Y, Ban Pháp chế HĐND tỉnh."""
    name, last = read_name(scan, i, j, kind, lone=lone)
    if not name and (
        scan.key(i - 1) == "các"
        or not lone
        or kind.id in _NEED_NAME
        or (kind.id in _SHORT_WORDS and not scan.capital(i))
    ):
        return None
    if name and scan.key(i) == "ctcp":
        name = f"cổ phần {name}"
    last = scan.skip_gloss(last)
    if kind.id == "Bộ" and scan.capital(last) and scan.longest("countries", last):
        return None  # Bộ Ngoại giao Mỹ
    body = read_owned(scan, i, last, kind, name)
    if _of_many(scan, body.place) or (scan.key(body.last) == "các" and scan.longest("place", body.last + 1)):
        return None  # Trưởng ban An toàn giao thông các tỉnh
    if not name and kind.id in ("Sở", "Bộ", "Phòng", "Ban") and body.place and body.place.name:
        return None  # "sở của Hà Nội": one of its many
    if body.place is None and body.parent is None and name and name.islower() and kind.id in _KINDS_OF:
        return None  # "Hội đồng kỷ luật": a kind of council, not one council
    return body


def read_owned(scan: Scan, i: int, last: int, kind: BodyType, name: str) -> BodyMention:
    """The body whose type and name are the tokens [i, last), with what it belongs to and its short name behind it."""
    if name and (scan.key(last), scan.key(last + 1)) == ("trung", "ương"):
        name, last = f"{name} Trung ương", last + 2
    behind = last + ((scan.key(last), scan.key(last + 1)) == ("trực", "thuộc"))
    linked = scan.key(behind) in _LINKS
    start = behind + 1 if linked else last
    place = None if kind.level == "central" else read_place(scan, start) or read_bare(scan, start)
    parent = None
    if place is None and (name or linked) and kind.id != "Bộ":
        parent = _parent(scan, start, kind, linked)
    end = place.last if place else parent.last if parent else last
    alias, end = read_short(scan, end)
    return BodyMention(
        *scan.base(i, end, "body-named"), type=kind.id, name=name, parent=parent, place=place, alias=alias
    )


def _parent(scan: Scan, start: int, kind: BodyType, linked: bool) -> BodyMention | None:
    """The body that a named body is part of: Phòng X, Sở Y; Ban Pháp chế HĐND tỉnh; Trung tâm A thuộc Sở B."""
    if scan.key(start) == "(" and kind.id in _PARTS:
        inside = read_body(scan, start + 1, lone=False)
        if inside and scan.key(inside.last) == ")":
            return replace(inside, last=inside.last + 1)
    comma = scan.skip(start, ",") if kind.id in ("Phòng", "Vụ", "Cục") else start
    owner = read_body(scan, comma, lone=linked)
    if owner is None or owner.rule in ("body-name", "body-word"):
        return None
    free = owner.rule == "body-named" and owner.type not in _OWNERS
    if comma > start and owner.type == "Thường trực":
        return None  # Cục trưởng Cục A, Thường trực Ban Soạn thảo
    return owner if linked or comma > start or not free else None


def coordinated(scan: Scan, body: BodyMention) -> Iterator[BodyMention]:
    """The further bodies of a list that names its type once: các sở A, B và C; UBKT Tỉnh ủy các tỉnh D, E."""
    j = body.last
    while scan.key(j) in (",", "và") and j + 1 < scan.size:
        start = scan.skip(j + 1, "và") if scan.key(j) == "," else j + 1
        following = _next(scan, start, body)
        if following is None:
            return
        yield following
        j = following.last


def _next(scan: Scan, start: int, body: BodyMention) -> BodyMention | None:
    """The body that the words at `start` name with the type of the body before."""
    inner = body.parent or body
    if body.rule == "body-plural" and body.parent is None:
        place = _typed(read_bare(scan, start), body.place)
        return replace(_at(scan, start, place.last, body), place=place) if place else None
    if body.rule == "body-plural" and body.parent and body.parent.rule == "body-plural" and body.parent.place:
        place = read_bare(scan, start)
        owner = replace(_at(scan, start, place.last, body.parent), place=place) if place else None
        return replace(_at(scan, start, owner.last, body), parent=owner) if owner else None
    sector = scan.longest("sector", start)
    if (
        inner.type == "Sở"
        and inner.name
        and sector
        and scan.capital(start)
        and scan.key(sector.last) in (",", "và", ".", "", ";", "-", "–")
    ):
        office = replace(_at(scan, start, sector.last, inner), name=str(sector.word), place=None, parent=None)
        return office if inner is body else replace(_at(scan, start, sector.last, body), parent=office)
    owner = read_body(scan, start) if body.rule == "body-plural" and body.parent else None
    if owner and not owner.type.endswith("ủy"):  # Đảng ủy các sở A, B, Thành ủy C: a committee has none of its own
        return replace(_at(scan, start, owner.last, body), parent=owner)
    return None


def _typed(place: PlaceMention | None, like: PlaceMention | None) -> PlaceMention | None:
    """A place of a list with its type: các huyện Thanh Trì, Gia Lâm; if it has another one, that (Long Biên: quận)."""
    if place is None or place.type or like is None or not like.type:
        return place
    types = {u.type for u in by_name(fold(place.name)) if u.level != "province"}
    return replace(place, type=like.type if like.type in types or len(types) != 1 else types.pop())


def _at(scan: Scan, first: int, last: int, like: BodyMention) -> BodyMention:
    """A body mention like another, at other tokens."""
    sentence, first, last, span, text, _ = scan.base(first, last, like.rule)
    return replace(like, sentence=sentence, first=first, last=last, span=span, text=text, term="")
