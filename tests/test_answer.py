"""Answers on paper: tables that fit, CSV that no spreadsheet runs, SPARQL JSON, Turtle; errors of the command line."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.errors import QueryError
from kg.graph.queries import all_queries
from kg.graph.store import Store, Table, Term
from kg.graph.vocabulary import BASE, iri
from kg.views.answer import catalogue, write
from tests.sample import nquads

QUOTE = "Thực hiện Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị, Ban Thường vụ Quận ủy đã ban hành Kế hoạch"
ROWS = Table(
    ("person", "since", "quote", "source", "until"),
    (
        (
            Term("literal", "Trần Minh Khang", iri("rdf:langString"), "vi"),
            Term("literal", "2020", iri("xsd:gYear")),
            Term("literal", QUOTE, iri("xsd:string")),
            Term("iri", f"{BASE}article/x#char=305,424"),
            None,
        ),
        (Term("literal", "[bold]Lê Thị Hà[/bold]"), None, Term("literal", "a\x1b[31m\nb"), Term("blank", "b0"), None),
    ),
)


def written(result: Table | bytes | bool, form: str) -> str:
    stream = io.StringIO()
    write(result, form, stream)
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_a_table_fits_the_width(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = written(ROWS, "table").splitlines()
    assert max(map(len, lines)) <= width
    assert lines[-1] == "2 rows"
    text = "\n".join(lines)
    words = text.split()
    assert all(word in text for word in QUOTE.replace("-", "- ").split() if len(word) < 10)
    assert "[bold]Lê" in text
    assert "\x1b" not in text
    assert "until" not in words
    assert BASE not in text


def test_a_wide_table_becomes_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = written(ROWS, "table").splitlines()
    assert lines[1] == "person  Trần Minh Khang"
    assert lines[3].startswith("quote   Thực hiện")
    assert lines[4].startswith("        ")


def test_no_rows_and_one_row() -> None:
    assert written(Table(("x",), ()), "table").startswith("0 rows. ")
    assert written(Table(("x",), ((Term("literal", "1"),),)), "table").endswith("\n1 row\n")
    assert written(Table(("x",), ((None,),)), "table").endswith("\n1 row\n")
    assert written(Table((), ((),)), "table").endswith("1 row\n")


def test_a_long_table_says_where_the_rest_is() -> None:
    rows = tuple((Term("literal", str(number)),) for number in range(501))
    text = written(Table(("n",), rows), "table")
    assert text.endswith("501 rows, the first 500 of them above; --format csv has all\n")
    assert written(Table(("n",), rows), "csv").count("\r\n") == 502


def test_csv_is_read_back_and_starts_no_formula() -> None:
    cells = ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", 'says "a, b"', "two\nlines", "Quận ủy"]
    text = written(Table(("cell",), tuple((Term("literal", cell),) for cell in cells)), "csv")
    assert text.startswith("cell\r\n'=1+1\r\n'+84\r\n'-5\r\n'@SUM(A1)\r\n'\tx\r\n")
    read = [row[0] for row in csv.reader(io.StringIO(text, newline=""))]
    assert [cell.removeprefix("'") for cell in read] == ["cell", *cells]
    assert written(result=True, form="csv") == "answer\r\ntrue\r\n"
    assert written(Table(("a", "b"), ((None, Term("literal", "x")),)), "csv") == "a,b\r\n,x\r\n"


def test_json_is_a_sparql_result_with_its_datatypes() -> None:
    read = json.loads(written(ROWS, "json"))
    assert read["head"] == {"vars": list(ROWS.columns)}
    first, second = read["results"]["bindings"]
    assert first["person"] == {"type": "literal", "value": "Trần Minh Khang", "xml:lang": "vi"}
    assert first["since"] == {"type": "literal", "value": "2020", "datatype": iri("xsd:gYear")}
    assert first["quote"] == {"type": "literal", "value": QUOTE}
    assert first["source"] == {"type": "uri", "value": f"{BASE}article/x#char=305,424"}
    assert second["source"] == {"type": "bnode", "value": "b0"}
    assert "until" not in first
    assert json.loads(written(result=False, form="json")) == {"head": {}, "boolean": False}


def test_json_is_what_another_library_reads() -> None:
    table = Store.memory(nquads()).select("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 50")
    read = rdflib.query.Result.parse(io.BytesIO(written(table, "json").encode()), format="json")
    assert [[str(value) for value in row] for row in read] == [[t.value for t in row if t] for row in table.rows]  # type: ignore[union-attr]


def test_triples_are_turtle_and_rows_are_not() -> None:
    triples = Store.memory(nquads()).query("CONSTRUCT { ?s a kgo:Person } WHERE { ?s a kgo:Person }")
    assert written(triples, "turtle") == written(triples, "table")
    assert len(rdflib.Graph().parse(data=written(triples, "turtle"), format="turtle")) == 3
    assert (written(result=True, form="table"), written(result=False, form="table")) == ("yes\n", "no\n")


WRONG = {
    "a form that is none": (ROWS, "xlsx", 'no format "xlsx": choose table, csv, json, turtle'),
    "rows as Turtle": (ROWS, "turtle", "ask by CONSTRUCT, or choose table, csv, json"),
    "yes as Turtle": (True, "turtle", "ask by CONSTRUCT, or choose table, csv, json"),
    "triples as CSV": (b"", "csv", "give triples, not rows: choose table or turtle"),
    "triples as JSON": (b"", "json", "give triples, not rows: choose table or turtle"),
}


@pytest.mark.parametrize(("result", "form", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_form_that_cannot_be(result: Table | bytes | bool, form: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        written(result, form)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_catalogue_names_every_question_and_parameter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    stream = io.StringIO()
    catalogue(all_queries(), stream)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    for query in all_queries():
        assert query.name in lines
        for one in query.parameters:
            assert f'--param {one.name}="{one.example}"' in stream.getvalue()


COMMANDS = {
    ("holders", "-p", "role=Bí thư", "-p", "body=Quận ủy Bình Tân", "-f", "csv"): (
        0,
        "Lê Văn Thinh,Bí thư,Quận ủy Bình Tân",
    ),
    ("holdrs",): (2, "kg: no query"),
    ("holders", "-p", "bodi=x"): (2, 'kg: holders: no parameter "bodi" (did you mean body?)'),
    ("holders", "-p", "body=Quận ủy Bình Tam"): (2, "the nearest names are: Quận ủy Bình Tân"),
    ("person-roles",): (2, 'kg: person-roles: the parameter "person" is missing'),
    ("holders", "-f", "turtle"): (2, "kg: Turtle needs triples"),
    ("holders", "-f", "pdf"): (2, 'kg: no format "pdf"'),
    ("nowhere.rq",): (2, "kg: cannot read the query nowhere.rq"),
    ("-",): (2, "kg: stdin: SERVICE is not allowed"),
}


@pytest.mark.parametrize(("arguments", "outcome"), COMMANDS.items(), ids=[" ".join(words) for words in COMMANDS])
def test_the_command_line(seeds_built: Path, arguments: tuple[str, ...], outcome: tuple[int, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "query", *arguments, "--graph", str(seeds_built)],
        input="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    code, text = outcome
    assert done.returncode == code
    assert text in (done.stderr if code else done.stdout)
    assert done.stderr.count("\n") == (1 if code else 0)
    assert not done.stdout or code == 0
