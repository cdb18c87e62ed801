"""The gazetteer: compiled as it stands in the package, sound as a tree, true to known facts, quick to load."""

import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from kg.reference.gazetteer import COLUMNS, FOLDER, Place, aliases, ancestors, by_name, names, places
from kg.text.fold import fold
from tests.compile_gazetteer import TARGET, compiled, data_folder


def find(name: str, label: str, key: str = "") -> Place:
    """The only place with this label and a key that begins so."""
    (place,) = [p for p in by_name(fold(name)) if p.label == label and p.key.startswith(key)]
    return place


def cut_out(place: Place, then: Place) -> bool:
    """Whether a successor began while the unit went on."""
    return place.valid_until >= then.valid_from != ""


def test_compiling_again_gives_the_same_bytes() -> None:
    folder = data_folder()
    if folder is None:
        pytest.skip("vietnamadminunits is not installed (it comes with the dev extra)")
    assert compiled(folder) == TARGET.read_bytes()


@pytest.mark.parametrize("file", ["localities.csv", "historical.csv", "parts.csv", "aliases.csv"])
def test_file_is_normal_sorted_and_without_duplicates(file: str) -> None:
    text = (FOLDER / file).read_bytes().decode()
    header, *lines = text.split("\n")
    keys = [line.split(",")[0] for line in lines[:-1]]
    assert file in ("aliases.csv", "parts.csv") or header.split(",")[: len(COLUMNS)] == COLUMNS
    assert lines[-1] == ""
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert keys == sorted(set(keys))


def test_counts_per_level() -> None:
    counts = Counter((key.split("/")[0], place.level) for key, place in places().items())
    assert counts["legacy", "province"] == 63
    assert counts["legacy", "district"] == 696
    assert counts["legacy", "commune"] == 10_035
    assert counts["2025", "province"] == 34
    assert counts["2025", "district"] == 0
    assert counts["2025", "commune"] == 3_321


def test_places_form_a_tree() -> None:
    above = {"province": {""}, "district": {"province"}, "commune": {"district", "province"}}
    for place in places().values():
        parent = places()[place.parent].level if place.parent else ""
        assert parent in above[place.level], place
        assert all(key in places() for key in place.successors), place
        assert place.name == place.name.strip() != "", place
        assert place.type == place.type.lower(), place
        if place.valid_from and place.valid_until:
            assert place.valid_from < place.valid_until, place
        if place.lat is not None and place.long is not None:
            assert 6 < place.lat < 23.6, place
            assert 102 < place.long < 118, place


@pytest.mark.parametrize(
    ("name", "label", "code", "above"),
    [
        ("Bình Tân", "quận Bình Tân", "777", ["thành phố Hồ Chí Minh"]),
        ("Ô Môn", "quận Ô Môn", "917", ["thành phố Cần Thơ"]),
        ("1", "quận 1", "760", ["thành phố Hồ Chí Minh"]),
        ("Bình Hưng Hòa B", "phường Bình Hưng Hòa B", "27442", ["quận Bình Tân", "thành phố Hồ Chí Minh"]),
    ],
)
def test_known_places(name: str, label: str, code: str, above: list[str]) -> None:
    place = find(name, label, "legacy/")
    assert place.code == code
    assert [p.label for p in ancestors(place)] == above
    assert place.valid_until == "2025-06-30"


def test_thu_duc_and_ha_noi() -> None:
    assert find("Thủ Đức", "thành phố Thủ Đức").parent == "legacy/79"
    assert [(p.key, p.code) for p in by_name("hà nội") if p.level == "province"] == [
        ("2025/01", "01"),
        ("legacy/01", "01"),
    ]


def test_successors() -> None:
    gone = find("Hậu Giang", "tỉnh Hậu Giang", "legacy/")
    assert [places()[key].label for key in gone.successors] == ["thành phố Cần Thơ"]
    divided = find("Bùi Hữu Nghĩa", "phường Bùi Hữu Nghĩa", "legacy/92/")
    assert {places()[key].label for key in divided.successors} == {"phường Bình Thủy", "phường Cái Khế"}
    assert find("Bình Tân", "quận Bình Tân").successors == ()


@pytest.mark.parametrize(
    ("key", "label", "until", "after"),
    [
        ("before/79/quan-2", "quận 2", "2020-12-31", ["thành phố Thủ Đức"]),
        ("before/79/quan-9", "quận 9", "2020-12-31", ["thành phố Thủ Đức"]),
        ("before/tinh-ha-tay", "tỉnh Hà Tây", "2008-07-31", ["thành phố Hà Nội"]),
        ("before/tinh-can-tho", "tỉnh Cần Thơ", "2003-12-31", ["thành phố Cần Thơ", "tỉnh Hậu Giang"]),
        ("before/01/huyen-tu-liem", "huyện Từ Liêm", "2013-12-26", ["quận Nam Từ Liêm", "quận Bắc Từ Liêm"]),
        ("before/22/huyen-hoanh-bo", "huyện Hoành Bồ", "2019-12-31", ["thành phố Hạ Long"]),
        ("before/49/thi-xa-hoi-an", "thị xã Hội An", "2008-01-28", ["thành phố Hội An"]),
        ("before/tinh-dak-lak", "tỉnh Đắk Lắk", "2003-12-31", ["tỉnh Đắk Lắk", "tỉnh Đắk Nông"]),
        ("before/tinh-lai-chau", "tỉnh Lai Châu", "2003-12-31", ["tỉnh Điện Biên", "tỉnh Lai Châu"]),
        ("before/26/huyen-me-linh", "huyện Mê Linh", "2008-07-31", ["huyện Mê Linh"]),
        ("before/31/huyen-thuy-nguyen", "huyện Thủy Nguyên", "2024-12-31", ["thành phố Thủy Nguyên"]),
        ("before/37/huyen-hoa-lu", "huyện Hoa Lư", "2024-12-31", ["thành phố Hoa Lư"]),
        ("before/77/thi-xa-ba-ria", "thị xã Bà Rịa", "2012-08-21", ["thành phố Bà Rịa"]),
        ("before/77/thi-xa-phu-my", "thị xã Phú Mỹ", "2025-02-28", ["thành phố Phú Mỹ"]),
        ("before/tinh-thua-thien-hue", "tỉnh Thừa Thiên Huế", "2024-12-31", ["thành phố Huế"]),
        (
            "before/tinh-thua-thien-hue/thanh-pho-hue",
            "thành phố Huế",
            "2024-12-31",
            ["quận Thuận Hóa", "quận Phú Xuân"],
        ),
        ("before/70/thi-xa-dong-xoai", "thị xã Đồng Xoài", "2018-11-30", ["thành phố Đồng Xoài"]),
    ],
)
def test_units_that_ended_before_2025(key: str, label: str, until: str, after: list[str]) -> None:
    place = places()[key]
    assert (place.label, place.valid_until) == (label, until)
    assert [places()[k].label for k in place.successors] == after


def test_a_unit_that_only_changed_its_type_has_no_gap_in_its_life() -> None:
    begun = {
        (place.key, then.key): (place.valid_until, then.valid_from)
        for place in places().values()
        for then in map(places().__getitem__, place.successors)
        if place.level == then.level == "district" and place.name == then.name
        if not cut_out(place, then)
    }
    assert len(begun) > 100
    for pair, (last, first) in begun.items():
        assert date.fromisoformat(first) - date.fromisoformat(last) == timedelta(days=1), pair


def test_every_hand_written_row_has_a_source() -> None:
    files = ("historical.csv", "parts.csv")
    rows = [row for file in files for row in (FOLDER / file).read_text(encoding="utf-8").splitlines()[1:]]
    assert all(row.rsplit(",", 1)[1].startswith(("Nghị quyết ", "Nghị định ")) for row in rows)


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Sài Gòn", "thành phố Hồ Chí Minh"),
        ("hcm", "thành phố Hồ Chí Minh"),
        ("Bà Rịa-Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("Phan Rang  Tháp Chàm", "thành phố Phan Rang - Tháp Chàm"),
        ("Đắc Lắc", "tỉnh Đắk Lắk"),
        ("Đăk Lăk", "tỉnh Đắk Lắk"),
        ("Bắc Cạn", "tỉnh Bắc Kạn"),
        ("Qui Nhơn", "thành phố Quy Nhơn"),
        ("Thanh Hoá", "tỉnh Thanh Hóa"),
        ("Ea H’leo", "huyện Ea H'leo"),
    ],
)
def test_spellings(written: str, official: str) -> None:
    assert official in [place.label for place in by_name(fold(written))]


def test_every_alias_has_its_place_and_unknown_names_have_none() -> None:
    assert all(by_name(fold(other)) and by_name(fold(name)) for other, name in aliases().items())
    assert by_name("atlantis") == ()


def test_names_cover_every_place_of_a_level() -> None:
    districts = list(names("district"))
    assert len(districts) == len(set(districts))
    assert {"Bình Tân", "1", "Ban Mê Thuột"} <= set(districts)
    assert "Hà Nội" not in districts


@pytest.mark.parametrize(
    ("key", "label", "part", "since"),
    [
        ("legacy/44/454", "huyện Quảng Trạch", "thị xã Ba Đồn", "2013-12-20"),
        ("legacy/93/936", "huyện Long Mỹ", "thị xã Long Mỹ", "2015-05-15"),
        ("legacy/42/447", "huyện Kỳ Anh", "thị xã Kỳ Anh", "2015-04-10"),
        ("before/86/huyen-binh-minh", "huyện Bình Minh", "huyện Bình Tân", "2007-07-31"),
    ],
)
def test_what_was_cut_out_of_a_unit_that_went_on(key: str, label: str, part: str, since: str) -> None:
    place = places()[key]
    (then,) = [p for p in map(places().__getitem__, place.successors) if cut_out(place, p)]
    assert (place.label, then.label, then.valid_from) == (label, part, since)


def test_every_part_began_within_the_life_of_its_origin_and_in_its_province() -> None:
    rows = [row.split(",") for row in (FOLDER / "parts.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) > 30
    for key, origins, since, _ in rows:
        assert places()[key].valid_from == since, key
        for origin in map(places().__getitem__, origins.split()):
            assert origin.parent == places()[key].parent, key
            assert origin.valid_from < since <= origin.valid_until, key
            assert key in origin.successors
