"""Roles in a row complete each other: `Phó Bí thư, Chủ tịch UBND tỉnh X` → Phó Bí thư of tỉnh X's party committee."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon import FIRMS, offices
from kg.model import BodyMention, PlaceMention, RoleMention

MEMBERS = frozenset(("Ủy viên", "Đại biểu"))  # what one holds beside any office
PARTY_HEADS = frozenset(("Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực"))
COMMITTEES = frozenset(("Tỉnh ủy", "Thành ủy", "Quận ủy", "Huyện ủy", "Thị ủy", "Đảng ủy"))
_LEVEL = {"Tỉnh ủy": "tỉnh", "Thành ủy": "thành phố", "Quận ủy": "quận", "Huyện ủy": "huyện", "Thị ủy": "thị xã"}
_OF_PLACE = frozenset(("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam"))
_ROOMS = frozenset(("Phòng", "Văn phòng", "Thanh tra"))
_OF_ROOMS = frozenset(("Trưởng phòng", "Phó Trưởng phòng"))
_DELEGATION = "Đoàn đại biểu Quốc hội"
ASSEMBLIES = frozenset(("Hội đồng nhân dân", "quoc-hoi"))
_ORGANS = frozenset(("Ban Thường vụ", "Ban Chấp hành"))
# Parts of a party committee that are called without it: Trưởng ban Dân vận, Trưởng đoàn ĐBQH tỉnh X.
_BOARDS = frozenset(("Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính"))
_OF_COMMITTEE = _BOARDS | _ORGANS
_SEATS = frozenset(_LEVEL.values())
_OF_BLOCK = frozenset(("dang-uy-khoi-cac-co-quan-trung-uong", "dang-uy-khoi-doanh-nghiep-trung-uong"))
_OWNED = frozenset(
    (
        "Đảng ủy",
        "Đảng đoàn",
        "Ban cán sự đảng",
        "Chi bộ",
        "Đảng bộ",
        "Văn phòng",
        "Hội đồng thành viên",
        "Hội đồng quản trị",
        "Ban Kiểm soát",
    )
)


def share(roles: list[RoleMention]) -> list[RoleMention]:
    """Give roles without a body the one their neighbours imply.

    `Phó Bí thư, Chủ tịch UBND tỉnh X` → the party committee of tỉnh X; `Bí thư Đảng ủy, Giám đốc Sở Y` → the Đảng ủy of
    the Sở Y; `Phó Giám đốc, Chủ tịch Công đoàn Sở Y` → of the same body.
    """
    out = list(roles)
    for i in reversed(range(len(out))):  # the last one first: what completes it completes those before it
        neighbour = next((r for r in out[i + 1 :] if r.body or r.place), None)
        if neighbour and out[i].body is None and out[i].place is None:
            out[i] = _completed(out[i], neighbour)
        elif neighbour and (body := out[i].body):
            out[i] = replace(out[i], body=_whole(body, neighbour))
    return out


def _whole(body: BodyMention, neighbour: RoleMention) -> BodyMention:
    """The body of a role with the place or the owner that the role behind it gives; as it is if it gives none."""
    other = neighbour.body
    if _ownerless(body) and (place := _commune(body, neighbour)):
        return replace(body, place=place)
    if other and _ownerless(body):
        return _owned(body, other)
    if _bare(body) and body.type in _OF_PLACE and (place := _neighbouring(neighbour)):
        return replace(body, place=place)
    if other and other.place and _bare(body) and body.type in _OF_PLACE and other.type in (*_OF_PLACE, _DELEGATION):
        return replace(body, place=other.place)  # Phó Chủ tịch HĐND, nguyên Phó Chủ tịch UBND huyện X
    if _bare(body) and (place := _same_level(body, neighbour)):
        return replace(body, place=place)
    if _bare(body) and body.type in _LEVEL and (same := next((b for b in chain(other) if b.type == body.type), None)):
        return same  # Thành ủy viên, Phó Trưởng ban Dân vận Thành ủy X
    if other and body.parent and _ownerless(body.parent) and other.type not in _OF_PLACE:
        # Ủy viên Thường vụ Đảng ủy, Phó Giám đốc Sở Y
        return replace(body, parent=replace(body.parent, parent=_owner(other)))
    if body.type in _OF_COMMITTEE and _bare(body) and not (body.type in _BOARDS and _elsewhere(neighbour)):
        committee = next((b for b in chain(other) if b.type in COMMITTEES or b.type in _OF_BLOCK), None)
        if committee:
            return replace(body, parent=committee)
        place = seat(neighbour)
        sure = place and place.type in _SEATS and place.name and body.type != "Ban Chấp hành"
        return replace(body, place=place) if sure else body
    return body


def _elsewhere(neighbour: RoleMention) -> bool:
    """`từng là Phó Trưởng ban Dân vận, Bí thư Quận ủy quận 3`: who heads a place, or did, is no board's there."""
    return neighbour.status == "former" or neighbour.role in ("Bí thư", "Chủ tịch")


def _owned(body: BodyMention, other: BodyMention) -> BodyMention:
    """A party committee or board of the body that the role behind it names."""
    if body.type in ("Đảng ủy", "Đảng bộ", "Chi bộ") and other.type in _OF_PLACE and other.place:
        return replace(body, place=other.place)
    owner = _owner(other)
    if _ownerless(owner):
        return body  # "Đảng ủy viên, thành viên Hội đồng thành viên": neither says whose it is
    own = next((b for b in chain(other) if b.type == body.type), None)
    if body.type == "Đảng ủy" and owner.type in _ROOMS and owner.parent and owner.parent.type == "Sở":
        owner = owner.parent  # a room of a Sở has a Chi bộ, the Đảng ủy is the Sở's
    office = body.text.endswith("Cơ quan")  # Bí thư Đảng ủy Cơ quan, Chủ tịch Tổng công ty X
    return own or replace(body, parent=owner, name="Cơ quan" if office else "")


def _completed(role: RoleMention, neighbour: RoleMention) -> RoleMention:
    place = seat(neighbour)
    if role.role in PARTY_HEADS:
        committee = next((b for b in chain(neighbour.body) if b.type in _LEVEL), None)
        if committee:
            return replace(role, body=committee)  # Phó Bí thư và Ủy viên Ban Thường vụ Thành ủy X
        if place is None:
            return role
        words = (role.sentence, role.first, role.last, role.span, role.text, "body-implied")
        return replace(role, body=BodyMention(*words, type="committee", place=place))
    if role.head == "Đại biểu" and neighbour.body and neighbour.body.type not in ASSEMBLIES:
        return replace(role, body=_assembly(role)) if neighbour.body.type == _DELEGATION else role
    if neighbour.body and neighbour.head != role.head and (neighbour.body.known or role.head in _OF_ROOMS):
        return role  # "Bộ trưởng, Thủ tướng …", "Trưởng phòng, Phó Giám đốc Công an tỉnh X" share nothing
    if neighbour.body and neighbour.head != role.head and not _can_head(role, _owner(neighbour.body)):
        return role
    if neighbour.body and (role.head != "Chủ tịch" or neighbour.head == "Chủ tịch" or _of_firm(neighbour)):
        other = neighbour.head != role.head  # "Giám đốc kiêm Bí thư Đảng ủy Sở Y": Giám đốc of the Sở
        return replace(role, body=_owner(neighbour.body) if other else neighbour.body)
    return role


def _of_firm(neighbour: RoleMention) -> bool:
    """`Chủ tịch kiêm Tổng Giám đốc Tập đoàn X`: who chairs is of the firm that the next role directs."""
    directs = neighbour.head in ("Giám đốc", "Tổng Giám đốc", "Giám đốc điều hành")
    return directs and neighbour.body is not None and _owner(neighbour.body).type in FIRMS


def _assembly(role: RoleMention) -> BodyMention:
    """`đại biểu A, Phó Trưởng đoàn đại biểu Quốc hội tỉnh X`: who is of a delegation sits in the National Assembly."""
    words = (role.sentence, role.first, role.last, role.span, role.text, "body-implied")
    return BodyMention(*words, type="quoc-hoi", known=True)


def _can_head(role: RoleMention, body: BodyMention) -> bool:
    """Whether a body has such a role, as far as the lexicon knows: a Bộ has no Phó Trưởng ban."""
    types = offices().get(role.head.removeprefix("Phó "))
    return types is None or body.known or not body.type or body.type in types


def _ownerless(body: BodyMention) -> bool:
    return body.type in _OWNED and _bare(body)


def _bare(body: BodyMention) -> bool:
    return body.parent is None and body.place is None and not body.name


def _same_level(body: BodyMention, neighbour: RoleMention) -> PlaceMention | None:
    """`Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh X`: the Tỉnh ủy is that of tỉnh X."""
    place = seat(neighbour)
    return place if place and place.name and place.type == _LEVEL.get(body.type) else None


def _neighbouring(neighbour: RoleMention) -> PlaceMention | None:
    """`Phó Chủ tịch HĐND, nguyên Phó Chủ tịch UBND huyện X`: the council is that of the same place."""
    other = neighbour.body
    place = other.place if other and (other.type in _OF_PLACE or other.type in COMMITTEES) else neighbour.place
    return place if place and place.name else None


def _commune(body: BodyMention, neighbour: RoleMention) -> PlaceMention | None:
    """`Bí thư Đảng ủy, Chủ tịch xã X`: the Đảng ủy is that of the commune."""
    place = neighbour.place if body.type in ("Đảng ủy", "Đảng bộ", "Chi bộ") else None
    return place if place and place.type in ("xã", "phường", "thị trấn") else None


def _owner(body: BodyMention) -> BodyMention:
    """What a board or a party committee belongs to: Hội đồng thành viên Tập đoàn X → Tập đoàn X.

    `Bí thư Đảng ủy, Ủy viên Ban Chấp hành Đảng bộ Sở Y`: the Đảng ủy is that of the Sở.
    """
    while body.type in _OWNED | _ORGANS and body.parent:
        body = body.parent
    return body


def chain(body: BodyMention | None) -> list[BodyMention]:
    """A body and what it is part of."""
    found = []
    while body:
        found.append(body)
        body = body.parent
    return found


def seat(role: RoleMention) -> PlaceMention | None:
    """The locality that a role's body belongs to, as far as its words say."""
    return role.place or next((b.place for b in chain(role.body) if b.place), None)
