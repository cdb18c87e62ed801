"""Which place a word stands for in an article: `Quận` → quận Bình Tân, `Thanh Hóa` → the province.

A place named with its type is looked up in the gazetteer as of the date of what the sentence tells, else of the
article; same-named places are told apart by what stands around them and by the provinces the article speaks of.  A name
that no unit bears then means the one that had borne it: quận Bình Tân in August 2025.  What stays undecided becomes a
place of its own without parent: nothing is picked silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.entities.moments import REORGANISED
from kg.lexicon import place_types
from kg.model import PlaceMention, Span
from kg.reference.gazetteer import Place, ancestors, by_name, places
from kg.reference.lineage import after, before, today
from kg.text.fold import fold, modern, slug

_LEVELS = ("hamlet", "commune", "district", "province")
# The type word that a party committee or league implies for the place it is named after.
IMPLIED = {"Quận ủy": "quận", "Huyện ủy": "huyện", "Thị ủy": "thị xã", "Thành ủy": "thành phố", "Tỉnh ủy": "tỉnh",
           "Quận đoàn": "quận", "Huyện đoàn": "huyện", "Thành đoàn": "thành phố", "Tỉnh đoàn": "tỉnh"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A resolved place: a gazetteer unit, or one that only the article names (`parent` a key of another Spot or "")."""

    key: str
    type: str
    name: str
    level: str
    parent: str = ""
    code: str = ""
    unit: Place | None = None

    @property
    def label(self) -> str:
        """Type word and name: "quận Bình Tân"."""
        return f"{self.type} {self.name}"


def spot(unit: Place) -> Spot:
    """A gazetteer unit as a Spot."""
    return Spot(unit.iri_key, unit.type, unit.name, unit.level, unit.parent, unit.code, unit)


class Places:
    """The places of one article.  Feed all mentions first, then resolve them in order."""

    def __init__(self, named: Iterable[tuple[int, PlaceMention, str]], date: str, moments: Mapping[Span, str]) -> None:
        """`named`: (sentence, mention, implied type) of all mentions with a name; `date`: ISO, or "" when unknown.

        `moments` are the dates of what it tells of them, where the text gives one.
        """
        self._date = date
        self._moments = moments
        self._named = list(named)
        self._provinces = Counter(self._sure_provinces())
        self._outer = {(m.type, fold(m.name)): m.within for _, m, _ in reversed(self._named) if m.within}
        self._typed = {fold(m.name) for _, m, implied in self._named if m.type or implied}
        self.found: dict[str, Spot] = {}
        self.spans: dict[str, dict[Span, None]] = {}
        self.texts: dict[str, dict[str, None]] = {}
        self._seen: list[tuple[int, Spot]] = []
        for sentence, mention, implied in self._named:
            place = self.resolve(mention, implied, sentence)
            if place:
                self._seen.append((sentence, place))
                self._seen.extend((sentence, spot(a)) for a in self._above(place))

    def _units(self, mention: PlaceMention, name: str, kind: str) -> list[Place]:
        """Gazetteer units of this name and type; those of the mention's time if there are any."""
        date = self._moments.get(mention.span, self._date)
        units = [u for u in by_name(fold(name)) if not kind or u.type == kind]
        then = [u for u in units if _valid(u, date)]
        if not kind and all(u.level == "commune" for u in then):
            # A bare "Bình Dương" is still the province that ended, and no namesake among the new communes.
            then = [u for u in units if u.level != "commune" and not _valid(u, date)] or then
        return then or [u for u in units if date >= REORGANISED or not u.valid_from.startswith("2025-07")]

    def _sure_provinces(self) -> Iterable[str]:
        """Provinces that the article names, or that its unambiguous places lie in."""
        for _, mention, implied in self._named:
            units = self._units(mention, mention.name, mention.type or implied)
            provinces = [u for u in units if u.level == "province" and not mention.type]
            tops = {max(provinces, key=_ended).key} if provinces else {(ancestors(u) or (u,))[-1].key for u in units}
            if len(tops) == 1:
                yield tops.pop()

    def resolve(self, mention: PlaceMention, implied: str, sentence: int) -> Spot | None:
        """The place of a mention that has a name; its parents written behind it are resolved too."""
        above = self.resolve(mention.within, "", sentence) if mention.within else None
        kind = mention.type or implied
        name = (
            " ".join(w.capitalize() for w in mention.name.split()) if mention.name.isupper() else modern(mention.name)
        )
        if not kind and above is None and not self._supported(name):
            return None
        unit = self._choose(self._units(mention, name, kind), name, kind, above, bare=not mention.type)
        if unit is None and kind and not mention.type:
            unit = self._choose(self._units(mention, name, ""), name, "", above, bare=True)
        if unit:
            place = spot(unit)
        else:
            if kind not in place_types() or place_types()[kind].level not in ("commune", "hamlet"):
                return None
            level = place_types()[kind].level
            known = self._outer.get((kind, fold(name)))
            above = above or (self.resolve(known, "", sentence) if known else None)
            parent = above.key if above else self._parent_for(level, sentence)
            tail = f"-{slug(parent.partition('/')[2])}" if parent else ""
            place = Spot(f"locality/{slug(f'{kind} {name}')}{tail}", kind, name, level, parent)
        self._keep(place, mention)
        return place

    def _supported(self, name: str) -> bool:
        """Whether a name without type word is a place: a province's is; a district's if the article says its type."""
        return fold(name) in self._typed or any(u.level == "province" for u in by_name(fold(name)))

    def _parent_for(self, level: str, sentence: int) -> str:
        """The place above an unknown hamlet or commune: the last one named before, if it is unique there."""
        if level == "hamlet":
            return ""
        here = [s for n, s in self._seen if n <= sentence and _LEVELS.index(s.level) > _LEVELS.index(level)]
        lowest = [s for s in here if s.level == _LEVELS[_LEVELS.index(level) + 1]]
        keys = {s.key for s in lowest}
        return keys.pop() if len(keys) == 1 else ""

    def _choose(self, units: list[Place], name: str, kind: str, above: Spot | None, *, bare: bool) -> Place | None:
        """One of same-named units: by the parent written behind, by rank of a bare name, by the article's provinces."""
        if above and above.unit:
            ever = [u for u in by_name(fold(name)) if not kind or u.type == kind]
            inside = [u for u in units if above.unit in ancestors(u)] or [u for u in ever if _lies(u, above.unit)]
            units = inside or [u for u in units if u.level != "commune"]
        if bare and units:
            top = [u for u in units if u.level == units[0].level]
            units = top if top[0].level == "province" else units
        if len(units) == 1 and units[0].level == "commune" and self._provinces:
            # The only commune of that name we know, but of a province the article does not speak of: not this one.
            units = units if self._weight(units[0]) else []
        if len(units) <= 1:
            return units[0] if units else None
        scored = sorted(units, key=lambda u: -self._weight(u))
        best, second = (self._weight(u) for u in scored[:2])
        if best > second:
            return scored[0]
        times = sorted(units, key=lambda u: (_ended(u), u.key))
        if all(a.valid_until and b.valid_from and a.valid_until <= b.valid_from for a, b in pairwise(times)):
            return times[-1]  # one unit in several times of its life: the one valid last
        if len({(u.type, u.parent) for u in units}) == 1:
            return times[-1]
        districts = [u for u in units if u.level == "district"]
        return districts[0] if bare and len(districts) == 1 else None

    def _weight(self, unit: Place) -> int:
        """How often the article speaks of the unit's province; since the reorganisation also of what that became."""
        top = (ancestors(unit) or (unit,))[-1].key
        if self._provinces[top] or self._date < REORGANISED:
            return self._provinces[top]
        return sum(self._provinces[other] for other in (*after(top), *before(top)))

    def _keep(self, place: Spot, mention: PlaceMention | None) -> None:
        self.found.setdefault(place.key, place)
        for above in self._above(place):
            self.found.setdefault(spot(above).key, spot(above))
        if mention:
            self.spans.setdefault(place.key, {})[mention.span] = None
            self.texts.setdefault(place.key, {})[mention.text] = None

    def _above(self, place: Spot) -> tuple[Place, ...]:
        if place.unit:
            return ancestors(place.unit)
        parent = self.found.get(place.parent)
        return (parent.unit, *ancestors(parent.unit)) if parent and parent.unit else ()

    def parent(self, place: Spot) -> Spot | None:
        """The place directly above, if known."""
        if place.unit:
            return spot(places()[place.unit.parent]) if place.unit.parent else None
        return self.found.get(place.parent)

    def current(self, kind: str, sentence: int) -> Spot | None:
        """What `tỉnh`, `quận` … (a type word) or a level stands for in a sentence: the last such place before it.

        A place that the article names much more often than the last one wins; behind the last sentence's place stands
        its own province, so that "thành phố" in an article on quận Ô Môn is thành phố Cần Thơ.
        """
        fits = [
            (n, s) for n, s in self._seen if kind in (s.type, s.level) or (kind == "city" and s.type == "thành phố")
        ]
        if not fits:
            return None
        often = Counter(s.key for _, s in fits)
        before = [s for n, s in fits if n <= sentence] or [fits[0][1]]
        last = before[-1]
        top, count = max(often.items(), key=lambda item: item[1])
        here = [s for n, s in fits if n == sentence]
        if not here and count >= 4 * often[last.key]:
            last = self.found[top]
        self._keep(last, None)
        return last


def _valid(unit: Place, date: str) -> bool:
    """Whether a unit was there at some time of a day, month or year; the units of before when that is unknown."""
    if not date:
        return not unit.valid_from.startswith("2025-07")
    first, last = date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :]
    return unit.valid_from <= last and (not unit.valid_until or first <= unit.valid_until)


def _ended(unit: Place) -> str:
    return unit.valid_until or "9999"


def _lies(unit: Place, above: Place) -> bool:
    """Whether a unit lay in another, or in what that other has taken over as a whole."""
    return any(a == above or today(a.key) == (above.key,) for a in ancestors(unit))
