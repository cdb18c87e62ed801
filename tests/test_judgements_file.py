"""judgements.csv: the last row about a pair holds, and a wrong row is one line that says which."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.judgements import append, judge, load
from kg.model import Judgement
from tests.test_judgements import THANG


def test_the_last_row_about_a_pair_holds_in_either_order(tmp_path: Path) -> None:
    file = tmp_path / "judgements.csv"
    append(file, judge(*THANG, "same", "Lan", "một, hai", "2021-02-03"))
    append(file, judge(THANG[1], THANG[0], "different", "Mai", 'dòng "kép"', "2021-02-04"))
    left, right = sorted(THANG)
    assert load(file) == (Judgement(left, right, "different", "Mai", 'dòng "kép"', "2021-02-04"),)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("person/a-12345678,person/b-12345678,yes", "the verdict 'yes' is none of same, different, unsure"),
        ("person/a,person/b-12345678,same", "'person/a' is no IRI"),
        ("a,b,same", "'a' is no IRI"),
        ("body/a,body/b,same", "a body and a body cannot be judged"),
        ("person/a-12345678,body/b,different", "a person and a body cannot be judged"),
        ("person/a-12345678,person/a-12345678,same", "both sides are person/a-12345678"),
        ("person/a-12345678,person/b-12345678,same,Lan,,2021-02-30", "'2021-02-30' is no date"),
        ("person/a-12345678,person/b-12345678,different,Lan,,,former", "`instead` corrects"),
        ("person/a-12345678,post/b,same,Lan,,,former", "`instead` corrects"),
        ("document/a,body/b,different,Lan,,,former", "'former' cannot stand instead of a body"),
        ("person/a-12345678,person/b-12345678,same,Lan,một, hai,2021-02-03,,", "more cells than columns"),
    ],
)
def test_a_wrong_row_is_one_line_with_its_number(tmp_path: Path, row: str, message: str) -> None:
    file = tmp_path / "judgements.csv"
    file.write_text(
        f"left,right,verdict,who,why,date,instead\n{THANG[0]},{THANG[1]},same,,,,\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"judgements\.csv:3: ") as error:
        load(file)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_without_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "judgements.csv"
    file.write_text("one,two\n", encoding="utf-8")
    with pytest.raises(InputError, match="the first line must name the columns"):
        load(file)
    assert load(tmp_path / "none.csv", must=False) == ()
    with pytest.raises(InputError, match=r"none\.csv cannot be read"):
        load(tmp_path / "none.csv")
