"""Places through time: `Tháng 5/2007 … huyện Ba Vì` is of tỉnh Hà Tây; thành phố Hồ Chí Minh of today was three."""

from __future__ import annotations

import pytest

from kg.graph.quads import ArticleTriples
from kg.graph.terms import Triple, name, node
from kg.model import Document, Reading
from kg.pipeline import read_article
from kg.reference.gazetteer import ancestors, places
from kg.reference.lineage import after, before, lineage, sources, today


def read(text: str, date: str) -> Reading:
    return read_article(Document("bai", text, date=date))


def units(text: str, date: str) -> set[str]:
    """The gazetteer keys of the places that the article names itself."""
    return {e.slots["unit"] for e in read(text, date).entities if "unit" in e.slots and e.mentions}


MENTIONS = {
    "old name in a new article": (
        "Ông Trần Minh Khang, nguyên Bí thư Quận ủy Bình Tân, phát biểu.", "2025-08-20", {"legacy/79/777"},
    ),
    "a province that ended": ("Bí thư Tỉnh ủy Bình Dương Trần Minh Khang.", "2025-08-20", {"legacy/74"}),
    "a province of the old name, today": ("Bí thư Tỉnh ủy Lâm Đồng Trần Minh Khang.", "2025-08-20", {"2025/68"}),
    "the same in an old article": ("Bí thư Tỉnh ủy Lâm Đồng Trần Minh Khang.", "2018-08-20", {"legacy/68"}),
    "said to be old": ("Bí thư Tỉnh ủy Lâm Đồng (cũ) Trần Minh Khang.", "2025-08-20", {"legacy/68"}),
    "before the merger": ("Ông Khang làm việc ở tỉnh Lâm Đồng trước khi sáp nhập.", "2025-08-20", {"legacy/68"}),
    "recalled": ("Năm 2020, ông Trần Minh Khang là Bí thư Tỉnh ủy Lâm Đồng.", "2025-08-20", {"legacy/68"}),
    "recalled in a clause": (
        "Ông Khang là kỹ sư; từ tháng 3/2021, là Bí thư Tỉnh ủy Lâm Đồng.", "2025-08-20", {"legacy/68"},
    ),
    "dated behind": ("Ông Khang giữ chức Bí thư Tỉnh ủy Lâm Đồng từ năm 2019.", "2025-08-20", {"legacy/68"}),
    "in a term that is over": (
        "Ông Trần Minh Khang, Bí thư Tỉnh ủy Lâm Đồng nhiệm kỳ 2015-2020.", "2025-08-20", {"legacy/68"},
    ),
    "born then": ("Ông Khang, sinh năm 1970, Bí thư Tỉnh ủy Lâm Đồng.", "2025-08-20", {"2025/68"}),
    "compared": ("So với năm 2020, tỉnh Lâm Đồng thu hơn gấp đôi.", "2025-08-20", {"2025/68"}),
    "to come": ("Đến năm 2030, tỉnh Lâm Đồng có 5 khu công nghiệp.", "2018-08-20", {"legacy/68"}),
    "of something else": (
        "Thăm làng nghề được công nhận năm 2005, Bí thư Huyện ủy Ba Vì tặng quà.", "2015-08-20", {"legacy/01/271"},
    ),
    "until now": ("Từ năm 2018 đến nay, tỉnh Lâm Đồng có 5 khu công nghiệp.", "2025-08-20", {"2025/68"}),
    "a district of Hà Tây": (
        "Tháng 5/2007, ông Trần Minh Khang là Bí thư Huyện ủy Ba Vì.", "2020-01-05", {"before/tinh-ha-tay/huyen-ba-vi"},
    ),
    "its province is told": (
        "Ông sinh ra ở huyện Ba Vì, tỉnh Hà Tây.", "2020-01-05",
        {"before/tinh-ha-tay/huyen-ba-vi", "before/tinh-ha-tay"},
    ),
    "Hà Tây itself": ("Tháng 5/2007 ông Khang là Bí thư Tỉnh ủy Hà Tây.", "2020-01-05", {"before/tinh-ha-tay"}),
    "the province before it was divided": (
        "Tháng 6/2003, ông Khang là Bí thư Tỉnh ủy Đắk Lắk.", "2010-01-05", {"before/tinh-dak-lak"},
    ),
    "Thủ Đức": ("Bí thư Quận ủy Thủ Đức và Bí thư Thành ủy Thủ Đức.", "2021-06-01",
                {"before/79/quan-thu-duc", "legacy/79/769"}),
    "Huế as a city of a province": ("Chủ tịch UBND thành phố Huế Trần Minh Khang.", "2020-01-05",
                                    {"before/tinh-thua-thien-hue/thanh-pho-hue"}),
    "Huế under the state": ("Chủ tịch UBND thành phố Huế Trần Minh Khang.", "2025-02-05", {"legacy/46"}),
    "Huế today": ("Chủ tịch UBND thành phố Huế Trần Minh Khang.", "2025-09-05", {"2025/46"}),
    "an old ward in the new city": (
        "Ông ở phường Bình Hưng Hòa B, thành phố Hồ Chí Minh.", "2025-08-20", {"legacy/79/777/27442", "2025/79"},
    ),
    "a bare name that is now a commune's": ("Ông Khang đã công tác ở Bình Dương.", "2025-08-20", {"legacy/74"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "date", "expected"), MENTIONS.values(), ids=MENTIONS.keys())
def test_a_place_is_the_one_of_its_time(text: str, date: str, expected: set[str]) -> None:
    assert units(text, date) == expected


def test_old_and_new_are_two_resources_in_one_article() -> None:
    text = "Bí thư Tỉnh ủy Lâm Đồng Trần Minh Khang. Năm 2020, ông là Phó Bí thư Tỉnh ủy Lâm Đồng."
    assert units(text, "2025-08-20") == {"2025/68", "legacy/68"}


def labels(keys: tuple[str, ...]) -> list[str]:
    return [places()[key].label for key in keys]


def test_every_unit_that_ended_leads_to_units_of_today_in_the_province_of_today() -> None:
    for key, place in places().items():
        if place.valid_until:
            assert after(key), key
            assert all(places()[unit].valid_until == "" for unit in today(key)), key
            if key.startswith("legacy/") and place.parent:
                now = today(ancestors(place)[-1].key)
                assert {ancestors(places()[unit])[-1].key for unit in today(key)} == set(now), key
        else:
            assert after(key) == (), key


@pytest.mark.parametrize(
    ("key", "now"),
    [
        ("before/tinh-ha-tay", ["thành phố Hà Nội"]),
        ("before/tinh-song-be", ["tỉnh Đồng Nai", "thành phố Hồ Chí Minh"]),
        ("before/tinh-dak-lak", ["tỉnh Đắk Lắk", "tỉnh Lâm Đồng"]),
        ("before/79/quan-2", today("legacy/79/769")),
        ("before/24/huyen-yen-dung", today("legacy/24/213")),
    ],
)
def test_where_a_unit_is_today(key: str, now: list[str] | tuple[str, ...]) -> None:
    assert sorted(labels(today(key))) == sorted(now if isinstance(now, list) else labels(now))


def test_a_district_is_where_its_communes_are() -> None:
    own = {unit for key, place in places().items() if place.parent == "legacy/79/777" for unit in place.successors}
    assert set(after("legacy/79/777")) == own
    assert len(own) == 7
    assert set(after("legacy/44/454")) > {"legacy/44/458"}  # thị xã Ba Đồn was cut out of huyện Quảng Trạch


def test_a_new_commune_knows_what_it_came_from() -> None:
    (ward,) = places()["legacy/79/777/27442"].successors
    assert "legacy/79/777/27442" in before(ward)
    assert {"legacy/79/777", "legacy/79"} <= set(lineage(ward).members)


@pytest.mark.parametrize(
    ("key", "documents"),
    [
        ("legacy/74", ["Nghị quyết của Quốc hội khóa IX ngày 06-11-1996, từ 1997-01-01",
                       "Nghị quyết 202/2025/QH15, đến hết 2025-06-30"]),
        ("legacy/38", []),
        ("before/79/quan-9", ["Nghị quyết 1111/NQ-UBTVQH14, đến hết 2020-12-31"]),
    ],
)  # fmt: skip
def test_the_documents_that_made_and_ended_a_unit(key: str, documents: list[str]) -> None:
    assert list(sources(key)) == documents


def test_the_reference_data_of_an_article_lead_from_its_places_to_today_and_no_further() -> None:
    triples = ArticleTriples(read("Bí thư Quận ủy Bình Tân Trần Minh Khang.", "2020-08-20"))
    place = name("schema:AdministrativeArea")
    described = {t.s for t in triples.reference if t.o == place}
    expected = {"legacy/79/777", "legacy/79", "2025/79", *today("legacy/79/777")}
    assert described == {node(places()[key].iri_key) for key in expected}
    link = Triple(node(places()["legacy/79"].iri_key), name("kgo:succeededBy"), node(places()["2025/79"].iri_key))
    assert link in triples.reference
    assert not {t for t in triples.own if t.p in (name("kgo:succeededBy"), name("schema:containedInPlace"))}
