"""Who is who in many articles: the answer key agrees with its articles, and the graph with the key."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

import pytest

import kg
from kg.documents.jsonl import is_date
from tests.identity.score import (
    ARTICLES,
    Answer,
    Mention,
    Score,
    articles,
    candidates,
    compared,
    holders,
    key,
    mentions,
    place,
    scores,
)

# What the graph reaches: (precision, recall). Raise a pin when its figure rises; never lower one without saying why.
# The aim: people (0.99, 0.95), bodies and documents (1, 1).
PINS: Final = {
    "people": (1.0, 1.0),
    "bodies": (1.0, 1.0),
    "documents": (1.0, 1.0),
    "events": (1.0, 1.0),
    "terms": (1.0, 1.0),
}
# How many questions of the key the graph answers rightly: who held a post on a day, which documents a mention can be.
ANSWERED: Final = {"holders": 20, "candidates": 3}
MENTIONED: Final = ("people", "bodies", "documents", "events")


@dataclass(frozen=True, slots=True)
class Figures:
    scores: dict[str, Score]
    answers: dict[str, list[Answer]]


@pytest.fixture(scope="module")
def found() -> Figures:
    graph = kg.build(ARTICLES)
    assert graph.issues == ()
    return Figures(scores(graph), {"holders": holders(graph), "candidates": candidates(graph)})


# --- The key


def test_the_articles_are_articles() -> None:
    rows = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(articles()) >= 60
    for row in rows:
        assert set(row) - {"date"} == {"id", "title", "text", "publisher"}, row["id"]
        assert "date" not in row or is_date(row["date"]), row["id"]
        assert 60 <= len(row["text"].split()) <= 160, row["id"]


@pytest.mark.parametrize("kind", [*MENTIONED, "terms"])
def test_every_form_stands_in_its_article(kind: str) -> None:
    texts = articles()
    for m in mentions(key(), kind):
        assert place(texts[m.article]["text"], m.form) != (-1, -1), m


@pytest.mark.parametrize("kind", [*MENTIONED, "terms"])
def test_nobody_is_in_the_key_twice(kind: str) -> None:
    wanted = mentions(key(), kind)
    assert not [m for m, n in Counter((m.article, m.names) for m in wanted).items() if n > 1]
    spans = Counter((m.article, place(articles()[m.article]["text"], m.form)) for m in wanted)
    assert not [m for m, n in spans.items() if n > 1]


def test_questions_ask_for_people_of_the_key() -> None:
    people = key()["people"]
    for question in key()["holders"]:
        assert is_date(question["date"]), question
        assert set(question["persons"]) <= people.keys(), question


def test_candidates_are_documents_of_the_key() -> None:
    for forms in key()["undecided"].values():
        assert all(len(set(several)) > 1 and set(several) <= key()["documents"].keys() for several in forms.values())


def test_bounds_are_dates_of_articles_that_name_the_person() -> None:
    answer, texts = key(), articles()
    assert answer["bounds"]
    for tenure in answer["bounds"]:
        naming = {article for article, _ in answer["people"][tenure["person"]]}
        days = []
        for bound in ("earliest_start", "latest_start", "earliest_end", "latest_end"):
            if tenure[bound]:
                day, article = tenure[bound]
                assert article in naming, tenure
                assert day == texts[article]["date"], tenure
                days.append(day)
        assert days == sorted(days), tenure


# --- The graph


@pytest.mark.parametrize("kind", MENTIONED)
def test_the_graph_has_every_mention_of_the_key(found: Figures, kind: str) -> None:
    unseen = {(m.article, normalize("NFC", m.form)) for m in found.scores[kind].uncovered}
    assert unseen == set()


def test_the_key_has_every_person_of_the_graph(found: Figures) -> None:
    assert found.scores["people"].extra == ()


@pytest.mark.parametrize("kind", PINS)
def test_who_is_who(found: Figures, kind: str) -> None:
    precision, recall = PINS[kind]
    assert found.scores[kind].precision >= precision, found.scores[kind].wrong[:5]
    assert found.scores[kind].recall >= recall, found.scores[kind].split[:5]


@pytest.mark.parametrize("kind", ANSWERED)
def test_what_is_asked(found: Figures, kind: str) -> None:
    wrong = [a for a in found.answers[kind] if a.wanted != a.found]
    assert len(found.answers[kind]) - len(wrong) >= ANSWERED[kind], wrong


def test_figures_count_pairs() -> None:
    one, two, other = Mention("a", "An", "an"), Mention("b", "An", "an"), Mention("c", "An", "an of Huế")
    apart = compared([one, two, other], {one: "1", two: "2", other: "2"})
    assert (apart.precision, apart.recall) == (0, 0)
    assert (apart.wrong, apart.split) == (((two, other),), ((one, two),))
    unseen = compared([one, two, other], {one: "", two: "", other: "3"})
    assert (unseen.precision, unseen.recall, unseen.uncovered) == (1, 0, (one, two))
