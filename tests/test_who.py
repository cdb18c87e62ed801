"""Who is who, rule by rule: two or three articles of a sentence each, and how many people they are about."""

import pytest

from kg.entities.identity import identify
from kg.entities.merge import known
from kg.entities.profiles import Profile
from kg.model import Document, Judgement
from kg.pipeline import read_article


def profiles(*articles: str) -> list[Profile]:
    """What the articles know of people; an article is its date, a bar and its text."""
    found = []
    for n, article in enumerate(articles):
        date, _, text = article.partition("|")
        reading = read_article(Document(f"a{n}", text, date=date))
        found += [k for k in known(reading) if isinstance(k, Profile)]
    return found


def people(*articles: str, judgements: tuple[Judgement, ...] = ()) -> list[list[str]]:
    """The articles of each person, most first."""
    found = identify(profiles(*articles), judgements).clusters
    return sorted((sorted(p.article for p in c.members) for c in found), key=lambda c: (-len(c), c))


@pytest.mark.parametrize(
    "articles",
    [
        ("|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Bí thư Huyện ủy Cần Giờ Lục Tư Khế đến dự."),
        ("|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Ông Khế, Bí thư Huyện ủy Cần Giờ, đến dự."),
        ("|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Ông Lục Tư Khê, Bí thư Huyện ủy Cần Giờ, nói."),
        ("|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Chủ tịch UBND huyện Cần Giờ Lục Tư Khế nói."),
        ("|Ông Lục Tư Khế (sinh năm 1968) đến dự.", "|Ông Lục Tư Khế (SN 1968) phát biểu."),
        # The district went from Hà Tây to Hà Nội.
        ("2006-05-02|Ông Lục Tư Khế, Chủ tịch UBND huyện Thạch Thất, tỉnh Hà Tây, nói.",
         "2010-05-02|Ông Lục Tư Khế, Bí thư Huyện ủy Thạch Thất, Hà Nội, nói."),
    ],
)  # fmt: skip
def test_one_person(articles: tuple[str, ...]) -> None:
    assert people(*articles) == [["a0", "a1"]]


@pytest.mark.parametrize(
    "articles",
    [
        ("|Ông Lục Tư Khế đến dự.", "|Ông Lục Tư Khế phát biểu."),
        ("|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Ông Lục Tư Khế, Bí thư Huyện ủy Đầm Dơi, nói."),
        ("|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Bà Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói."),
        ("|Ông Lục Tư Khế (sinh năm 1968), Chủ tịch UBND huyện Cần Giờ, nói.",
         "|Ông Lục Tư Khế (sinh năm 1971), Chủ tịch UBND huyện Cần Giờ, nói."),
        # A common name needs more than a province in common; and of a mere Đội Thanh tra there are many.
        ("|Ông Nguyễn Văn Thắng, Giám đốc Sở Y tế tỉnh Cà Mau, nói.",
         "|Ông Nguyễn Văn Thắng, Phó Giám đốc Sở Xây dựng tỉnh Cà Mau, nói."),
        ("|Ông Nguyễn Văn Thắng, Đội trưởng Đội Thanh tra.", "|Ông Nguyễn Văn Thắng, Đội trưởng Đội Thanh tra, nói."),
        # Two districts of one province in one season.
        ("2018-03-01|Ông Lục Tư Khế, Bí thư Huyện ủy Đầm Dơi, tỉnh Cà Mau, nói.",
         "2018-05-01|Ông Lục Tư Khế, Bí thư Huyện ủy Ngọc Hiển, tỉnh Cà Mau, nói."),
    ],
)  # fmt: skip
def test_two_people(articles: tuple[str, ...]) -> None:
    assert people(*articles) == [["a0"], ["a1"]]


def test_a_move_that_an_article_tells_ties_two_posts() -> None:
    told = "|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, được điều động giữ chức Giám đốc Sở Y tế tỉnh Cà Mau."
    before, after = "|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Giám đốc Sở Y tế Cà Mau Lục Tư Khế nói."
    assert people(before, after) == [["a0"], ["a1"]]
    assert people(before, after, told) == [["a0", "a1", "a2"]]


def test_whoever_left_a_post_is_not_the_namesake_who_holds_it_later() -> None:
    father = "2012-02-03|Ông Đặng Tư Mẫn (sinh năm 1941), nguyên Bí thư Huyện ủy Kiến Xương, đến dự."
    son = "2019-08-27|Ông Đặng Tư Mẫn (sinh năm 1973), Bí thư Huyện ủy Kiến Xương, nói."
    later = "2020-10-30|Bí thư Huyện ủy Kiến Xương Đặng Tư Mẫn xuống đồng."
    assert people(father, son, later) == [["a1", "a2"], ["a0"]]


def test_every_merge_has_its_reason_and_every_refusal_too() -> None:
    one, other = "|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.", "|Bà Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói."
    found = identify(profiles(one, one, other))
    (link,) = [link for cluster in found.clusters for link in cluster.links]
    assert (link.score, link.refused) == (1.0, "")
    assert {doubt.refused for doubt in found.doubts} == {"ông in one article, bà in the other"}


def test_the_order_of_the_articles_is_nothing() -> None:
    some = profiles("2018-01-01|Ông Lục Tư Khế, Bí thư Huyện ủy Cần Giờ, nói.",
                    "|Ông Khế, Bí thư Huyện ủy Cần Giờ, nói.",
                    "2019-01-01|Ông Lục Tư Khế, Chủ tịch UBND huyện Cần Giờ, nói.")  # fmt: skip
    assert identify(some) == identify(some[::-1])
