"""Compile the gazetteer: `python -m tests.compile_gazetteer` → `kg/reference/localities.csv`, always the same bytes.

The rows come from the data files of the package vietnamadminunits (MIT), read without importing the package.
Of a unit's successors only what the package states is written: a province's province, a commune's communes.
The district level ended without successors, but for the five island districts that had no communes.
Since when a unit of the old order existed comes from `historical.csv` and `parts.csv`, where they know it.
"""

import csv
import importlib.util
import io
import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.reference.gazetteer import COLUMNS, FOLDER

TARGET = FOLDER / "localities.csv"
LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
# Two-word types first, so that "Thị trấn" is not read as anything else.
TYPES = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã")
OLD = """select provinceCode, province, provinceKey, provinceLat, provinceLon, districtCode, district, districtKey,
    districtLat, districtLon, wardCode, ward, wardKey, wardLat, wardLon from admin_units_legacy"""
NEW = """select provinceCode, province, provinceKey, provinceLat, provinceLon,
    wardCode, ward, wardKey, wardLat, wardLon from admin_units"""

Row = tuple[str, ...]


def data_folder() -> Path | None:
    """The folder with the installed package's data files, None when the package is not installed."""
    spec = importlib.util.find_spec("vietnamadminunits")
    return Path(spec.origin).parent / "data" if spec and spec.origin else None


def split_type(text: str) -> tuple[str, str]:
    """`"Quận Bình Tân"` → `("quận", "Bình Tân")`."""
    text = unicodedata.normalize("NFC", text).strip()
    kind = next(t for t in TYPES if text.lower().startswith(t + " "))
    return kind, text[len(kind) + 1 :]


def successors(conversion: dict[str, Any]) -> dict[str, set[str]]:
    """The package's name of an old unit → its names of the new ones; a commune's begins with its province's."""
    found: dict[str, set[str]] = defaultdict(set)
    for new, olds in conversion["DICT_PROVINCE"].items():
        for old in olds:
            found[old].add(new)
    for province, communes in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                found[old].add(f"{province}_{commune}")
    for province, divided in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            found[old].update(f"{province}_{part['newWardKey']}" for part in parts)
    return found


def rows(folder: Path) -> Iterator[Row]:
    """Every unit of the package once, in no particular order."""
    follow = successors(json.loads((folder / "converter_2025.json").read_text(encoding="utf-8")))
    with sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True) as base:
        old, new = base.execute(OLD).fetchall(), base.execute(NEW).fetchall()
    base.close()
    key_of: dict[str, str] = {}  # the package's name of a new unit → our key
    for code, name, alias, lat, long, ward, ward_name, ward_alias, ward_lat, ward_long in new:
        if alias not in key_of:
            yield _row(f"2025/{code}", "province", name, "", code, lat, long, FIRST_DAY, "", ())
        key_of[alias], key = f"2025/{code}", f"2025/{code}/{ward}"
        key_of[f"{alias}_{ward_alias}"] = key
        yield _row(key, "commune", ward_name, f"2025/{code}", ward, ward_lat, ward_long, FIRST_DAY, "", ())

    # New communes keep the code of an old one.  The package knows divided communes by name, and gives each of two
    # namesakes in one new province the parts of both: only those that lie in the commune's own old province are its.
    origin = {unit[10]: unit[0] for unit in old}

    def after(name: str, province: str) -> list[str]:
        keys = sorted(key_of[new] for new in follow[name])
        return [key for key in keys if origin.get(key.split("/")[-1]) == province] or keys

    seen: set[str] = set()
    for unit in old:
        parent, alias = "", ""
        for level, at in (("province", 0), ("district", 5), ("commune", 10)):
            code, name, part, lat, long = unit[at : at + 5]
            key, alias = (f"{parent}/{code}", f"{alias}_{part}") if parent else (f"legacy/{code}", part)
            if name and key not in seen:
                seen.add(key)
                # An island district without communes: the package speaks of its one nameless commune.
                then = after(alias + "_" if level == "district" and not unit[11] else alias, unit[0])
                yield _row(key, level, name, parent, code, lat, long, "", LAST_DAY, then)
            parent = key


def _row(
    key: str,
    level: str,
    name: str,
    parent: str,
    code: str,
    lat: float,
    long: float,
    start: str,
    end: str,
    then: Iterable[str],
) -> Row:
    kind, bare = split_type(name)
    return (key, level, kind, bare, parent, code, f"{lat:.5f}", f"{long:.5f}", start, end, " ".join(then))


def beginnings(units: list[Row]) -> dict[str, str]:
    """Key → first day: where a hand-written file states it, and where a unit went on with its name in a new type."""
    names = {row[0]: row[3] for row in units}
    found: dict[str, str] = {}
    with (FOLDER / "historical.csv").open(encoding="utf-8", newline="") as lines:
        for key, level, _, name, *_, start, end, then, _ in csv.reader(lines):
            if not level:
                found[key] = start
            for successor in then.split():
                if names.get(successor) == name:
                    found[successor] = (date.fromisoformat(end) + timedelta(days=1)).isoformat()
    with (FOLDER / "parts.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        found.update((key, start) for key, _, start, _ in rows)
    return found


def compiled(folder: Path) -> bytes:
    """The whole CSV file: a header, then the rows by key."""
    units = sorted(rows(folder))
    since = beginnings(units)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*row[:8], row[8] or since.get(row[0], ""), *row[9:]) for row in units)
    return out.getvalue().encode()


if __name__ == "__main__":
    source = data_folder()
    if source is None:
        raise SystemExit("vietnamadminunits is not installed: pip install 'vn-party-kg[dev]'")
    TARGET.write_bytes(compiled(source))
    print(f"{TARGET.name}: {len(TARGET.read_text(encoding='utf-8').splitlines()) - 1} places")
