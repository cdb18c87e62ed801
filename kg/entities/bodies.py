"""Which body a phrase stands for in an article: `BTV Quận ủy` → Ban Thường vụ Quận ủy Bình Tân, kind, level, place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.entities.glosses import spelled_out
from kg.entities.organs import Organ, half, seated, whole_of
from kg.entities.places import IMPLIED, Places, Spot
from kg.lexicon import FIRMS, body_types, sector_names
from kg.model import BodyMention, PlaceMention, RoleMention, Span
from kg.reference.known import known_bodies, symbol_codes
from kg.text.fold import fold, modern, slug

_COMMITTEE = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "quận": "Quận ủy", "huyện": "Huyện ủy", "thị xã": "Thị ủy",
              "phường": "Đảng ủy", "xã": "Đảng ủy", "thị trấn": "Đảng ủy", "đặc khu": "Đảng ủy"}  # fmt: skip
# Party organs that stand directly before a place belong to its committee: Ban Thường vụ quận Ba Đình.
_OF_COMMITTEE = frozenset(
    ("Ban Thường vụ", "Thường trực", "Ủy ban Kiểm tra", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính")
)
_PARTY_HEADS = ("Bí thư", "Phó Bí thư")
# The body of a role that names only a place: Chủ tịch tỉnh, Tư lệnh TP.HCM.
_OF_PLACE = {"Chủ tịch": "Ủy ban nhân dân", "Tư lệnh": "Bộ Tư lệnh"}
# Sub-units of offices stand in the district unless said otherwise; offices of the province need no more.
_DEFAULT_LEVEL = {
    "Sở": "province",
    "Phòng": "district",
    "Chi cục": "province",
    "Ban Quản lý": "province",
    "Ban": "province",
}
# Without a place these are the national organisation.
_NATIONAL = frozenset(("Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"))


# Whose bodies may be firms, and the boards that firms have.
_OF_FIRM = frozenset(("Chủ tịch", "Tổng Giám đốc", "Giám đốc", "Kế toán trưởng"))
# What has parts that are called without it.
_OFFICES = frozenset(owner for kind in body_types().values() for owner in kind.part_of)
_EARLIER = ("Tổng công ty", "Tập đoàn")
_BOARDS = frozenset(("Hội đồng quản trị", "Hội đồng thành viên", "Đảng ủy"))


class Bodies:
    """The bodies of one article; resolve mentions in order of the text."""

    def __init__(
        self,
        places: Places,
        names: Counter[tuple[str, str]],
        short: dict[str, str],
        first: Bodies | None = None,
    ) -> None:
        """`names`: how often each name of each type stands in the article; `short`: abbreviations it explains.

        `first`: the bodies of a first pass.

        What is named in full only further down is known from the first pass.
        """
        later = first.last if first else {}
        self._places = places
        self._later = later
        self._names = names
        self._short = short
        self._committee: Organ | None = None
        self.aliases: dict[str, Organ] = dict(first.aliases) if first else {}
        self.found: dict[str, Organ] = {}
        self.named: dict[str, None] = {}
        self._resolved: dict[tuple[int, int, int, str, str, bool], Organ | None] = {}
        self.spans: dict[str, dict[Span, None]] = {}
        self.texts: dict[str, dict[str, None]] = {}
        self.last: dict[tuple[str, str], Organ] = {}
        self._offices: list[tuple[int, Organ]] = []  # ministries and offices in the order of the text

    def resolve(self, mention: BodyMention, sentence: int, *, inner: bool = False) -> Organ | None:
        """The body of a mention; `inner` ones (the Quận ủy of a Ban Thường vụ Quận ủy) are not listed by themselves."""
        if mention.rule == "body-unnamed":
            return None
        bare = mention.parent is None and mention.place is None
        place = (mention.sentence, mention.first, mention.last, mention.type, mention.name, bare)
        if place not in self._resolved:
            # What a short form stands for depends on what was named before: it is decided once, in order of the text.
            known = self._known(mention.type) if mention.known else None
            self._resolved[place] = known or self._typed(mention, sentence)
            if known and known.label.startswith("Ban Chỉ đạo "):
                self.last[("Ban Chỉ đạo", "")] = known
        organ = self._resolved[place]
        if organ and organ.place and organ.type in _COMMITTEE.values():
            self._committee = organ
        if organ is None:
            return None
        self.found.setdefault(organ.key, organ)
        if organ.type in _OFFICES:
            self._offices.append((sentence, organ))
        if not inner:
            self.named.setdefault(organ.key)
            self.spans.setdefault(organ.key, {})[mention.span] = None
            if mention.rule != "body-implied":
                self.texts.setdefault(organ.key, {})[mention.text] = None
        return organ

    def front(self) -> Organ:
        """The Fatherland Front of the whole country."""
        organ = seated("Mặt trận Tổ quốc Việt Nam", "", None)
        self.found.setdefault(organ.key, organ)
        self.named.setdefault(organ.key)
        return organ

    def by_code(self, code: str, sentence: int, span: Span) -> Organ | None:
        """The body that the code of a document's symbol stands for: BTNMT, CP, TU (of the article's province)."""
        entry = symbol_codes().get(code)
        if entry is None:
            return None
        if entry.type == "known":
            organ = self._known(entry.name)
        elif entry.type == "committee":
            place = self._places.current(entry.name, sentence)
            if place is None or place.type not in _COMMITTEE:
                return None
            organ = seated(_COMMITTEE[place.type], "", place)
        else:
            organ = seated(entry.type, entry.name, None)
        self.found.setdefault(organ.key, organ)
        self.spans.setdefault(organ.key, {})[span] = None
        self.named.setdefault(organ.key)
        return organ

    def _known(self, id_: str) -> Organ:
        known = known_bodies()[id_]
        if known.parent:
            self.found.setdefault(f"body/{known.parent}", self._known(known.parent))
        parent = f"body/{known.parent}" if known.parent else ""
        return Organ(f"body/{known.id}", known.label, known.id, "", known.kind, known.level, parent=parent, seat=False)

    def of_role(self, role: RoleMention, sentence: int) -> Organ | None:
        """The body a role belongs to: the one it names, or the one its place implies (Chủ tịch tỉnh → UBND tỉnh)."""
        if role.body and not role.body.type and role.head in _OF_FIRM:
            return self.resolve(role.body, sentence) or self._firm(role.body)
        if role.body:
            return self.resolve(self._headed_by(role, role.body, sentence), sentence)
        if role.place is None:
            return None
        party = role.role.removeprefix("Quyền ").startswith(_PARTY_HEADS)
        type_ = "committee" if party else _OF_PLACE.get(role.head.removeprefix("Phó "))
        if type_ is None:
            return None
        implied = BodyMention(
            role.sentence, role.first, role.last, role.span, role.text, "body-implied",
            type=type_, place=role.place,
        )  # fmt: skip
        return self.resolve(implied, sentence)

    def _headed_by(self, role: RoleMention, body: BodyMention, sentence: int) -> BodyMention:
        """The police that has a Giám đốc is that of a province."""
        bare = body.type == "Công an" and not (body.place or body.parent or (body.type, "") in self.last)
        place = self._places.current("province", sentence) if bare and role.head == "Giám đốc" else None
        if place is None:
            return body
        words = (body.sentence, body.first, body.last, body.span, place.label, "place-implied")
        return replace(body, place=PlaceMention(*words, type=place.type, name=place.name))

    def _firm(self, mention: BodyMention) -> Organ | None:
        """A firm known by its short name alone: Chủ tịch Saigonbank, HĐQT BIDV."""
        if mention.rule != "body-name":
            return None
        organ = Organ(f"body/{slug(mention.name)}", mention.name, "Công ty", mention.name, "other", seat=False)
        self.aliases[fold(mention.name)] = organ
        self.found.setdefault(organ.key, organ)
        return organ

    def _usual(self, mention: BodyMention) -> BodyMention:
        """The mention with the name the article uses more often.

        A name that reads too far ("Trung tâm Công viên cây xanh lập") begins with one that stands elsewhere without it.
        """
        if not mention.name:
            return mention
        key = fold(mention.name)
        own = self._names[mention.type, key]
        for (type_, name), count in self._names.items():
            rest = mention.name.split()[len(name.split()) :]  # a capital begins another name: Khu kinh tế Vũng Áng
            shorter = key.startswith(name + " ") and count > own and " " in name and " ".join(rest).islower()
            if type_ == mention.type and half(mention.type, key, name):
                return replace(mention, name=sector_names()[name])
            if type_ == mention.type and (shorter or (name == key + " việt nam" and not mention.place)):
                words = mention.name.split() if shorter else [*mention.name.split(), "Việt", "Nam"]
                return replace(mention, name=" ".join(words[: len(name.split())]))
        return mention

    def _typed(self, mention: BodyMention, sentence: int) -> Organ | None:
        mention = self._usual(mention)
        mention = replace(mention, name=spelled_out(mention.name, self._short))
        if mention.type == "committee":
            place = self._place(mention.place, "", sentence)
            return seated(_COMMITTEE[place.type], "", place) if place and place.type in _COMMITTEE else None
        if not mention.type:  # a short name that stands for a body: Đảng ủy Vinachem
            return self.aliases.get(fold(mention.name)) or self._bare_firm(mention.name)
        kind = body_types()[mention.type]
        parent = self.resolve(mention.parent, sentence, inner=True) if mention.parent else None
        if known := self._firms_committee(mention) or self._in_short(mention):
            return known
        if parent is None and mention.parent and not mention.parent.type and kind.id in _BOARDS:
            parent = self._firm(mention.parent)
        if mention.parent and parent is None:
            return self.last.get((mention.type, fold(mention.name)))
        place = self._place(mention.place, IMPLIED.get(mention.type, ""), sentence)
        place, parent = self._administered(mention, place, parent)
        parent = parent or self._implied_parent(mention, place)
        if parent is None and place is None:
            default = self._default(mention, kind.level, sentence)
            if default:
                self.last[(mention.type, "")] = default
                if (
                    not kind.level or default.parent
                ):  # every province has a Sở Nội vụ, but this one the Ban Quản lý Khu Công nghệ cao
                    self.last[(mention.type, fold(mention.name))] = default
                if mention.alias:
                    self.aliases[fold(mention.alias)] = default
            return default
        if parent is None and kind.kind == "other" and mention.place and not mention.place.type:
            # A company's name keeps the place as it is written: Tổng công ty Nông nghiệp Sài Gòn.
            organ = seated(mention.type, " ".join(p for p in (mention.name, modern(mention.place.name)) if p), None)
        else:
            organ = self._organ(mention, parent) if parent else seated(mention.type, mention.name, place)
        return self._remembered(mention, organ)

    def _remembered(self, mention: BodyMention, organ: Organ) -> Organ:
        """The body, which its type, its name and its short name stand for from here on."""
        self.last[(mention.type, fold(mention.name))] = organ
        if mention.name != "Cơ quan":  # the committee of the head office is not the one of the whole
            self.last[(mention.type, "")] = organ
        if mention.alias:
            self.aliases[fold(mention.alias)] = organ
        return organ

    @staticmethod
    def _administered(
        mention: BodyMention, place: Spot | None, parent: Organ | None
    ) -> tuple[Spot | None, Organ | None]:
        """An office that is said to be its administration's is that of the place: Sở Y tế thuộc UBND tỉnh X."""
        of_place = mention.type == "Sở" and parent is not None and parent.type == "Ủy ban nhân dân"
        return (parent.place, None) if of_place and parent and parent.place else (place, parent)

    def _firms_committee(self, mention: BodyMention) -> Organ | None:
        """The Đảng ủy of "tổng công ty": a firm has one, whatever the firm is called."""
        firm = mention.parent
        if mention.type != "Đảng ủy" or mention.name or firm is None or firm.type not in FIRMS or firm.name:
            return None
        known = self.last.get((mention.type, ""))
        return known if known and known.parent else None

    def _in_short(self, mention: BodyMention) -> Organ | None:
        """The one firm whose name ends with the short one: Công ty An Bình for Công ty cổ phần xây dựng An Bình."""
        if mention.type not in FIRMS or " " not in mention.name or mention.place or mention.parent:
            return None
        tail = f" {fold(mention.name)}"
        known = [*self.last.items(), *self._later.items()]
        fits = {
            o.key: o
            for (t, n), o in known
            if t == mention.type and n.endswith(tail) and o.name == o.label[len(t) + 1 :]
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _bare_firm(self, name: str) -> Organ | None:
        """The firm of the article that has this name behind its type: Vingroup for Tập đoàn Vingroup."""
        named = [known.get((kind, fold(name))) for kind in FIRMS for known in (self.last, self._later)]
        return next((firm for firm in named if firm), None)

    def _implied_parent(self, mention: BodyMention, place: Spot | None) -> Organ | None:
        """Whose organ it is that stands before a place: Ban Thường vụ quận Ba Đình, Chánh Văn phòng thành phố."""
        if place is None or mention.place is None:
            return None
        if mention.type in _OF_COMMITTEE and place.type in _COMMITTEE:
            parent = seated(_COMMITTEE[place.type], "", place)
        elif mention.type in ("Văn phòng", "Ban cán sự đảng"):
            parent = seated("Ủy ban nhân dân", "", place)
        else:
            return None
        return self.found.setdefault(parent.key, parent)

    def _default(self, mention: BodyMention, level: str, sentence: int) -> Organ | None:
        """A body without its place: the last one of its type, else that of the article's place of its level."""
        last = self.last.get((mention.type, fold(mention.name)))
        if mention.type in ("Đảng bộ", "Ban Chấp hành") and self._committee and not last:
            whole = seated("Đảng bộ", "", self._committee.place)
            return whole if mention.type == "Đảng bộ" else self._organ(mention, whole)
        if mention.type in ("Ủy ban nhân dân", "Hội đồng nhân dân") and self._committee and not last:
            return seated(mention.type, "", self._committee.place)
        own = mention.type in _OF_COMMITTEE - {"Ban Tổ chức"} or (mention.type == "Ban" and mention.name)
        if own and not last and (organ := self._of_committee(mention)):
            return organ
        if last and (mention.name or last.place is None or self._still(last, sentence)):
            return last
        if not mention.name and body_types()[mention.type].shape == "named":
            return last or self._later.get((mention.type, "")) or self._same_firm(mention.type)
        if part := self._part(mention, level, sentence) or self._board(mention) or self._investigator(mention):
            return part
        if level == "central" or mention.name.endswith(" Trung ương"):
            return seated(mention.type, mention.name, None)
        level = "province" if whole_of(mention) == "Công an" else level or _DEFAULT_LEVEL.get(mention.type, "")
        place = self._here(IMPLIED.get(mention.type) or level, mention, sentence) if level else None
        place = place or (self._here(level, mention, sentence) if level else None)
        if place and mention.type in _COMMITTEE.values() and mention.type != _COMMITTEE.get(place.type):
            return last  # a Tỉnh ủy in an article on Hà Nội is no committee of Hà Nội
        if place and (owner := whole_of(mention)):
            return self._organ(mention, seated(owner, "", place))
        if place:
            return seated(mention.type, mention.name, place)
        last = last or self._later.get((mention.type, fold(mention.name)))
        if last or not (mention.name or mention.type in _NATIONAL):
            return last
        return seated(mention.type, mention.name, None)

    def _part(self, mention: BodyMention, level: str, sentence: int) -> Organ | None:
        """`Bộ Y tế … Vụ Tổ chức cán bộ`: the part of the office that the sentence, or the one before, names last."""
        if not mention.name or (level != "central" and self._places.current("district", sentence)):
            return None
        owners = (whole_of(mention),) if whole_of(mention) else body_types()[mention.type].part_of
        near = [o for n, o in self._offices if o.type in owners and 0 <= sentence - n <= 1]
        return self._organ(mention, near[-1]) if near else None

    def _board(self, mention: BodyMention) -> Organ | None:
        """The board of the article's one firm."""
        firm = self._same_firm("Công ty") if mention.type in ("Hội đồng quản trị", "Hội đồng thành viên") else None
        return self._organ(mention, firm) if firm else None

    def _investigator(self, mention: BodyMention) -> Organ | None:
        """A bare Cơ quan Cảnh sát điều tra: that of the one police the article has named."""
        owners = body_types()[mention.type].part_of
        if "Công an" not in owners:
            return None
        police = [o for o in self.found.values() if o.type in owners]
        return self._organ(mention, police[0]) if len(police) == 1 else None

    def _of_committee(self, mention: BodyMention) -> Organ | None:
        """A bare Ban Nội chính: the one of the centre if the article names it, else that of the last committee."""
        label = fold(f"{mention.type} {mention.name}".strip())
        central = next((o for o in self.found.values() if fold(o.label) == f"{label} trung ương"), None)
        local = self._committee if mention.type in _OF_COMMITTEE else None
        return central or (self._organ(mention, local) if local else None)

    def _same_firm(self, type_: str) -> Organ | None:
        """The one firm of the article, when it is called by another type: công ty for Tổng công ty X.

        A group was a Tổng công ty before: "tổng công ty" beside Tập đoàn X is Tổng công ty X.
        """
        if type_ not in FIRMS:
            return None
        fits = {o.key: o for kind in FIRMS for known in (self.last, self._later) if (o := known.get((kind, "")))}
        firm = next(iter(fits.values())) if len(fits) == 1 else None
        return seated(type_, firm.name, None) if firm and (type_, firm.type) == _EARLIER else firm

    def _still(self, last: Organ, sentence: int) -> bool:
        """Whether the place of the last body of a type is still the one the text is about."""
        if last.place is None:
            return True
        here = self._places.current(last.place.type, sentence)
        return here is None or here.key == last.place.key

    def _here(self, kind: str, mention: BodyMention, sentence: int) -> Spot | None:
        """The place a body without one stands in; not one that its sentence names only behind it."""
        place, before = self._places.current(kind, sentence), self._places.current(kind, sentence - 1)
        if place is None or before is None or place.key == before.key:
            return place
        last = [max((s.start for s in self._places.spans.get(p.key, ()) if s.start < mention.span.start), default=-1)
                for p in (place, before)]  # fmt: skip
        return before if last[0] < last[1] else place

    def _place(self, mention: PlaceMention | None, implied: str, sentence: int) -> Spot | None:
        if mention is None:
            return None
        if mention.name:
            return self._places.resolve(mention, implied, sentence)
        return self._places.current(mention.type, sentence)

    def _organ(self, mention: BodyMention, parent: Organ) -> Organ:
        """A part of another body: Ban Thường vụ + Quận ủy Bình Tân."""
        if mention.type == "Ban Thường vụ" and parent.type == "quoc-hoi":
            return self._known("uy-ban-thuong-vu-quoc-hoi")
        if mention.type == "Ban Chấp hành" and parent.place and parent.type in _COMMITTEE.values():
            parent = seated("Đảng bộ", "", parent.place)  # Ban Chấp hành Tỉnh ủy X is that of the Đảng bộ tỉnh X
            self.found.setdefault(parent.key, parent)
        spec = body_types()[mention.type]
        kind = parent.kind if spec.kind == "parent" else spec.kind
        label = " ".join(part for part in (mention.type, mention.name, parent.label) if part)
        key = f"body/{slug(' '.join((mention.type, mention.name)))}-{parent.key.partition('/')[2]}"
        return Organ(
            key, label, mention.type, mention.name, kind, parent.level, parent.place, parent.key, seat=parent.seat
        )
