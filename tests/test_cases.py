"""Every case of the tables in tests/cases, in four spellings, with one result; no finder or rule is without a table."""

import re
import unicodedata

import pytest
from _pytest.mark.structures import ParameterSet

from kg.facts import RULES
from kg.mentions import FINDERS
from kg.text.fold import plain
from tests.cases.read import ABOUT, CHANGES, misread, quotes
from tests.cases.table import MISSES, Case, cases, marked, spellings, tables

KINDS = {
    *("Person", "Role", "Body", "Place", "Document", "Event", "Date", "Act"),
    *("Tenure", "passed_by", "implements", "jurisdiction", "subOrganizationOf", *CHANGES),
    *("amends", "repeals", "based_on"),
}


def _params(names: list[str]) -> list[ParameterSet]:
    params = []
    for name in names:
        made = cases(name)
        for n, case in enumerate(made, 1):
            words = re.sub(r"\s+", " ", plain(marked(case.text)[0]))[:50]
            place = f"{n} of {len(made)}, {case.table}" if name == MISSES else f"{case.at}"
            params.append(pytest.param(case, id=f"{name}.txt:{place}: {words}"))
    return params


@pytest.mark.parametrize("case", _params(tables()))
def test_case(case: Case) -> None:
    said = {spelling: misread(case, text) for spelling, text in spellings(case.text).items()}
    wrong = [f"({spelling}) {line}" for spelling, lines in said.items() for line in lines]
    assert not wrong, "\n".join([marked(case.text)[0], *wrong])


@pytest.mark.parametrize("case", _params([MISSES]))
def test_known_miss(case: Case) -> None:
    """A miss that is none any more moves to its table: `python -m tests.cases.promote`."""
    assert case.why, "a known miss says why"
    assert any(misread(case, text) for text in spellings(case.text).values()), (
        f"{MISSES}.txt:{case.at} is read as it should be: move it to {case.table}.txt (python -m tests.cases.promote)"
    )


@pytest.mark.parametrize("case", _params([*tables(), MISSES]))
def test_every_span_stands_in_the_source(case: Case) -> None:
    for spelled in spellings(case.text).values():
        text = marked(spelled)[0]
        for span, words in quotes(text, case.date):
            exact = text[span.start : span.end]
            assert exact == exact.strip() != ""
            assert not unicodedata.combining(text[span.end : span.end + 1] or " "), "a letter is cut from its marks"
            if words:
                assert _bare(words) == _bare(exact)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("name", sorted({*FINDERS, *RULES, "person", "context"}))
def test_every_finder_and_rule_has_a_table(name: str) -> None:
    assert name in tables(), f"tests/cases/{name}.txt is missing"
    made = [*cases(name), *(case for case in cases(MISSES) if case.table == name)]
    negative = [case for case in made if not marked(case.text)[1] and not case.facts]
    assert len(made) >= 20
    assert negative, "a table shows what is none of its kind, too"


def test_the_tables_are_well_formed() -> None:
    assert set(tables()) <= set(ABOUT)
    for name in (*tables(), MISSES):
        texts = [case.text for case in cases(name)]
        assert len(texts) == len(set(texts)), f"{name}.txt holds a case twice"
        for case in cases(name):
            assert case.table in ABOUT, f"{name}.txt:{case.at}: no table {case.table}"
            assert {kind for kind, _ in case.facts} <= KINDS, f"{name}.txt:{case.at}: unknown kind"
            assert "⟦" not in marked(case.text)[0]
            assert "⟧" not in marked(case.text)[0]
            assert unicodedata.is_normalized("NFC", case.text)
