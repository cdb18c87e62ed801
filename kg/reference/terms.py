"""The years of numbered terms: `years("khóa XII", "body/bo-chinh-tri")` → ("2016", "2021").

"Khóa XII" is 2016-2021 for the Party and 2007-2011 for the National Assembly; of a province's council it says nothing
without that province's own count, and stays without years.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.reference.known import known_bodies

_YEARS = re.compile(r"(\d{4})-(\d{4})")
_FAMILIES = {"party": "đảng", "state": "quốc hội"}


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with (Path(__file__).parent / "terms.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(MappingProxyType(row) for row in csv.DictReader(stream))


@cache
def _terms() -> Mapping[tuple[str, str], tuple[str, str]]:
    return MappingProxyType({(r["family"], r["term"]): (r["start"], r["end"]) for r in _rows()})


def party_terms(date: str) -> tuple[str, ...]:
    """The terms of the Party in which a date lies: two when it is not precise enough; () before 1986.

    >>> party_terms("2019-05-30"), party_terms("2016"), party_terms("2016-02")
    (('khóa XII',), ('khóa XI', 'khóa XII'), ('khóa XII',))
    """
    begins = [(r["began"], r["term"]) for r in _rows() if r["began"]]
    found = []
    for n, (began, term) in enumerate(begins):
        until = begins[n + 1][0] if n + 1 < len(begins) else "9999"
        if began[: len(date)] <= date[: len(began)] and date[: len(until)] <= until[: len(date)]:
            found.append(term)
    # The day on which a term ends is the first of the next one.
    return tuple(found[-1:] if len(date) == 10 else found)


def family(body: str) -> str:
    """Whose terms a central body counts: "đảng" or "quốc hội"; "" for a local or any other body.

    >>> family("body/bo-chinh-tri"), family("body/quoc-hoi"), family("body/huyện-ủy-x")
    ('đảng', 'quốc hội', '')
    """
    known = known_bodies().get(body.partition("/")[2])
    return _FAMILIES.get(known.kind, "") if known else ""


def years(term: str, body: str) -> tuple[str, str]:
    """The first and the last year of a term of a body; ("", "") when they are not known.

    >>> years("2020-2025", ""), years("khóa XIV", "body/quoc-hoi"), years("khóa IX", "body/hội-đồng-x")
    (('2020', '2025'), ('2016', '2021'), ('', ''))
    """
    if m := _YEARS.fullmatch(term):
        return m[1], m[2]
    return _terms().get((family(body), term), ("", ""))
