"""Findings: each says what the articles say and no more; undated ones do no harm; silence comes with its reach."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import QueryError
from kg.graph.queries import all_queries
from kg.graph.store import Store
from kg.lexicon import role_words
from kg.views.findings import Findings, look, write
from tests import dated

HEAD = "Bí thư Huyện ủy Cần Giờ"


def rows(folder: Path, name: str, *articles: tuple[str, str]) -> list[dict[str, str]]:
    """The rows of one finding in the graph of some articles, each a date and a text."""
    numbered = tuple((f"bai-{n}", date, text) for n, (date, text) in enumerate(articles))
    ((_, table),) = look(Store.memory(dated.built(folder / "a.jsonl", numbered)), [name]).found
    return table.dicts()


@pytest.fixture(scope="module")
def found() -> Findings:
    return look(Store.memory(dated.nquads()))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dated")
    Store.create(folder / "store", dated.nquads())
    return folder


def text(found: Findings, form: str) -> str:
    stream = io.StringIO()
    write(found, form, stream)
    return stream.getvalue()


A, B = f"Ông Trần Văn Khôi, {HEAD}, phát biểu.", f"Ông Lê Quang Nam, {HEAD}, phát biểu."
A_FORMER = f"Ông Trần Văn Khôi, nguyên {HEAD}, phát biểu."
B_FORMER = f"Ông Lê Quang Nam, nguyên {HEAD}, phát biểu."
B_ELECTED = f"Đại hội đã bầu ông Lê Quang Nam giữ chức {HEAD}."

TWO_HOLDERS = {
    "one between two days of the other": ([("2018-01-05", A), ("2018-03-05", B), ("2018-06-05", A)], 1),
    "both on one day": ([("2018-01-05", A), ("2018-01-05", B)], 1),
    "one after the other": ([("2018-01-05", A), ("2018-02-05", A), ("2018-03-05", B)], 0),
    "the first has left, and is back": (
        [("2018-01-05", A), ("2018-02-05", A_FORMER), ("2018-03-05", B), ("2019-01-05", A)],
        0,
    ),
    "the day on which it passes on": ([("2018-01-05", A), ("2018-01-05", B_ELECTED), ("2018-01-05", B)], 0),
    "a year does not say before or after": ([("2018", A), ("2018-03-05", B), ("2018", A)], 0),
    "undated": ([("", A), ("", B), ("", A)], 0),
    "deputies are many": (
        [("2018-01-05", A.replace("Bí thư", "Phó Bí thư")), ("2018-01-05", B.replace("Bí thư", "Phó Bí thư"))],
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("articles", "count"), TWO_HOLDERS.values(), ids=TWO_HOLDERS)
def test_two_holders_of_a_post_for_one(tmp_path: Path, articles: list[tuple[str, str]], count: int) -> None:
    assert len(rows(tmp_path, "two-holders", *articles)) == count


STILL = {
    "in office after having left": ([("2018-02-05", A_FORMER), ("2018-06-05", A)], [("2018-02-05", "2018-06-05")]),
    "both on one day": ([("2018-02-05", A_FORMER), ("2018-02-05", A)], [("2018-02-05", "2018-02-05")]),
    "two returns": (
        [("2018-01-05", A_FORMER), ("2018-02-05", A), ("2018-03-05", A_FORMER), ("2018-04-05", A)],
        [("2018-01-05", "2018-02-05"), ("2018-03-05", "2018-04-05")],
    ),
    "news of the election between": (
        [("2018-02-05", B_FORMER), ("2019-01-05", B_ELECTED), ("2019-06-05", B)],
        [],
    ),
    "left later": ([("2018-02-05", A), ("2018-06-05", A_FORMER)], []),
    "undated": ([("", A_FORMER), ("", A)], []),
}  # fmt: skip


@pytest.mark.parametrize(("articles", "days"), STILL.values(), ids=STILL)
def test_former_and_then_in_office(
    tmp_path: Path, articles: list[tuple[str, str]], days: list[tuple[str, str]]
) -> None:
    found = rows(tmp_path, "current-and-former", *articles)
    assert [(row["over_on"], row["current_on"]) for row in found] == days


def elected(day: str, verb: str = "được bầu giữ chức") -> str:
    return f"Ông Trần Văn Khôi {verb} {HEAD} từ {day}."


STARTS = {
    "two days": ([("2018-05-05", elected("ngày 1/3/2018")), ("2018-06-05", elected("ngày 15/4/2018"))], 1),
    "a day of the month": ([("2018-05-05", elected("ngày 1/3/2018")), ("2018-06-05", elected("tháng 3/2018"))], 0),
    "undated articles name dates as well": ([("", elected("ngày 1/3/2018")), ("", elected("ngày 15/4/2018"))], 1),
    "left in between": (
        [("2016-05-05", elected("ngày 1/3/2016")), ("2018-05-05", A_FORMER), ("2020-06-05", elected("ngày 1/5/2020"))],
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("articles", "count"), STARTS.values(), ids=STARTS)
def test_two_starts_of_one_tenure(tmp_path: Path, articles: list[tuple[str, str]], count: int) -> None:
    assert len(rows(tmp_path, "conflicting-dates", *articles)) == count


SUCCESSIONS = {
    "elected in the place of": (
        [("2018-02-05", A), ("2020-07-28", B_ELECTED.replace(".", ", thay ông Trần Văn Khôi."))],
        [("Trần Văn Khôi", "2020-07-28", "Lê Quang Nam", "2020-07-28")],
    ),
    "seen one after the other": (
        [("2018-02-05", A), ("2019-02-05", B)],
        [("Trần Văn Khôi", "", "Lê Quang Nam", "2019-02-05")],
    ),
    "in turns": ([("2018-02-05", A), ("2019-02-05", B), ("2020-02-05", A)], []),
    "undated": ([("", A), ("", B)], []),
}  # fmt: skip


@pytest.mark.parametrize(("articles", "pairs"), SUCCESSIONS.values(), ids=SUCCESSIONS)
def test_posts_passed_on(tmp_path: Path, articles: list[tuple[str, str]], pairs: list[tuple[str, ...]]) -> None:
    found = rows(tmp_path, "successions", *articles)
    columns = ("predecessor", "left_by", "successor", "since")
    assert [tuple(row.get(column, "") for column in columns) for row in found] == pairs


VACANT = {
    "left, and nobody came": ([("2018-02-05", A), ("2019-02-05", A_FORMER)], 1),
    "another came": ([("2018-02-05", A), ("2019-02-05", A_FORMER), ("2019-03-05", B)], 0),
    "another is to come": ([("2018-02-05", A), ("2019-02-05", A_FORMER), ("2019-03-05", B_ELECTED)], 0),
    "one acts in it": (
        [("2018-02-05", A), ("2019-02-05", A_FORMER), ("2019-03-05", B.replace("Bí thư", "Quyền Bí thư"))],
        0,
    ),
    "nobody knows when another was in it": ([("2018-02-05", A), ("2019-02-05", A_FORMER), ("", B)], 0),
    "only ever called former": ([("2019-02-05", A_FORMER)], 0),
    "undated": ([("", A), ("", A_FORMER)], 0),
}  # fmt: skip


@pytest.mark.parametrize(("articles", "count"), VACANT.values(), ids=VACANT)
def test_vacant_posts(tmp_path: Path, articles: list[tuple[str, str]], count: int) -> None:
    assert len(rows(tmp_path, "vacant-posts", *articles)) == count


SPELLINGS = {
    "marks": ("Đặng Thị Hường", "Đặng Thị Hương", "marks"),
    "a letter of the family name": ("Nguiyễn Văn Khôi", "Nguyễn Văn Khôi", "family name"),
    "the place of a tone": ("Lê Thị Thuỷ", "Lê Thị Thủy", ""),
    "i and y": ("Lý Văn Quí", "Lí Văn Quý", ""),
    "capitals": ("HUỲNH HỮU THẠNH", "Huỳnh Hữu Thạnh", ""),
    "another family": ("Bùi Văn Khôi", "Nguyễn Văn Khôi", ""),
    "another given name": ("Nguyễn Văn Khôi", "Nguyễn Văn Khang", ""),
}


@pytest.mark.parametrize(("one", "other", "differ"), SPELLINGS.values(), ids=SPELLINGS)
def test_two_spellings_in_one_post(tmp_path: Path, one: str, other: str, differ: str) -> None:
    articles = [("", f"Đồng chí {name}, {HEAD}, phát biểu.") for name in (one, other)]
    assert [row["differ_in"] for row in rows(tmp_path, "two-spellings", *articles)] == ([differ] if differ else [])


def test_every_row_has_its_quotes(found: Findings) -> None:
    assert {query.name for query, _ in found.found} == {query.name for query in all_queries() if query.finding}
    for query, table in found.found:
        assert table.rows, query.name
        quoted = [c for c in table.columns if c.endswith(("quote", "source"))]
        assert len(quoted) >= (2 if query.name == "directive-life" else 4)
        assert all(row[column] for row in table.dicts() for column in quoted), query.name


SEAT = re.compile(r"^( *)# A seat for one:.*?^\1\{ SELECT DISTINCT.*?^\1  \} \}$", re.MULTILINE | re.DOTALL)


def test_what_a_seat_for_one_is_is_told_in_one_way() -> None:
    """The queries share the words; of the roles that can be read, these are of a head and the others are not."""
    blocks = [
        re.sub(r"\n +", "\n", found[0].replace("    VALUES ?_body { UNDEF }\n", "")).strip()
        for query in all_queries()
        for found in SEAT.finditer(query.text)
    ]
    assert len(blocks) == 5
    assert len({re.sub(r"VALUES \?_body \{ UNDEF \}\n", "", block) for block in blocks}) == 1
    yes, also, no = (re.compile(found) for found in re.findall(r'REGEX\(\?role, "(.*?)"\)', blocks[0])[:3])
    ids = {word.id for word in role_words()}
    heads = {role for role in ids if (yes.search(role) or also.search(role)) and not no.search(role)}
    assert {role for role in ids - heads if not role.startswith("Phó ")} == {
        "Thứ trưởng", "Ủy viên", "Thường trực", "Đại biểu", "Kế toán trưởng", "Chuyên viên", "Thẩm phán",
        "Kiểm sát viên", "Đại sứ", "Thư ký", "Trợ lý", "Người phát ngôn", "Cán bộ",
        "Người đại diện theo pháp luật",
    }  # fmt: skip
    assert not [role for role in heads if role.startswith("Phó ")]


def test_the_text_ends_with_the_reach_of_the_articles(found: Findings) -> None:
    written = text(found, "table")
    assert (
        f"{len(dated.ARTICLES)} articles, {len(dated.ARTICLES) - 1} of them dated, from 2016-03-10 to 2021-" in written
    )
    assert "by year: 2016: 2, 2017: 2" in written
    assert written.index("== coverage") > written.index("== vacant-posts")


def test_nothing_found_is_not_nothing_there(tmp_path: Path) -> None:
    store = Store.memory(dated.built(tmp_path / "a.jsonl", (("mot", "2018-01-05", A), ("hai", "", B))))
    written = text(look(store, ["two-holders"], {"body": "Huyện ủy Cần Giờ"}), "table")
    assert " ".join(written.split()).count(
        "in 2 articles, 1 of them dated, from 2018-01-05 to 2018-01-05, that speak of Huyện ủy Cần Giờ"
    )
    undated = text(look(Store.memory(dated.built(tmp_path / "b.jsonl", (("hai", "", B),)))), "table")
    assert "Nothing was found in 1 article, none of them dated." in undated


def test_json_and_csv_have_all(found: Findings) -> None:
    read = json.loads(text(found, "json"))
    assert [one["name"] for one in read["findings"]] == [query.name for query, _ in found.found]
    assert {"measure": "articles", "of": "", "value": str(len(dated.ARTICLES))} in read["coverage"]
    lines = list(csv.DictReader(io.StringIO(text(found, "csv"), newline="")))
    assert len(lines) == sum(len(one["rows"]) for one in read["findings"]) + len(read["coverage"])
    assert {line["finding_name"] for line in lines} >= {"two-holders", "coverage"}


COMMANDS = {
    ("two-holders",): (0, "== two-holders"),
    ("--person", "Lê Thị Ngọc Hà"): (0, "successor         Lê Thị Ngọc Hà"),
    ("--document", "35-CT/TW", "-f", "json"): (0, '"event": "carried out by"'),
    ("two-holder",): (2, 'no finding "two-holder": did you mean two-holders? there are conflicting-dates,'),
    ("--body", "Quận ủy Bình Tam"): (2, 'the graph knows no body "Quận ủy Bình Tam"; the nearest names are'),
    ("-f", "turtle"): (2, 'no format "turtle": choose table, json, csv'),
}


@pytest.mark.parametrize(("arguments", "outcome"), COMMANDS.items(), ids=[" ".join(words) for words in COMMANDS])
def test_the_command(graph: Path, arguments: tuple[str, ...], outcome: tuple[int, str]) -> None:
    done = CliRunner().invoke(app, ["findings", *arguments, "--graph", str(graph)])
    code, words = outcome
    if code:
        assert isinstance(done.exception, QueryError)
        assert words in str(done.exception)
    else:
        assert done.exit_code == 0
        assert words in done.output
