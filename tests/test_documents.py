"""Files → documents and issues: whatever is wrong with one input is one clear entry, and the rest goes on."""

import gzip
import json
import os
import sys
from pathlib import Path

import pytest

import kg.documents.jsonl
import kg.documents.text
from kg.documents import FORMATS, read
from kg.errors import InputError
from kg.model import Document, Issue

TEXT = "Bà Đinh Thị Sáu Bảy giữ chức Bí thư Huyện ủy Cần Giờ."
GOOD = {"id": "cần-giờ", "title": "Cần Giờ có bí thư mới", "text": TEXT, "date": "2020-08-31", "publisher": "Báo Mẫu"}


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def issue(folder: Path) -> Issue:
    """The one issue of a folder in which a good article stands beside something wrong."""
    write(folder / "good.txt", TEXT)
    documents, (found,) = read([folder])
    assert [d.id for d in documents] == ["good"]
    assert found.where.startswith(str(folder))
    assert found.advice
    return found


def line(**changes: object) -> bytes:
    return json.dumps({k: v for k, v in (GOOD | changes).items() if v is not None}).encode() + b"\n"


def texts(*documents: Document) -> dict[str, str]:
    return {d.id: d.text for d in documents}


@pytest.mark.parametrize("text", [TEXT, f"\ufeff{TEXT}\r\n", "Hoa\u0300 Bình\r\r\n\x85\u2028", "0"])
def test_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    (document,), issues = read([write(tmp_path / "a.b.txt", text)])
    assert (document.id, document.text, document.origin) == ("a.b", text, str(tmp_path / "a.b.txt"))
    assert issues == []


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    write(tmp_path / "z.txt", "z")
    write(tmp_path / "b" / "y.TXT", "y")
    write(tmp_path / "b" / "c" / "x.jsonl", line(id="x", text="x") + b"\r\n" + line(id="w", text="w"))
    documents, issues = read([tmp_path])
    assert texts(*documents) == {"w": "w", "x": "x", "y": "y", "z": "z"}
    assert [d.id for d in documents] == sorted(d.id for d in documents)
    assert issues == []


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.JSONL.GZ"])
def test_json_lines_have_all_fields(tmp_path: Path, name: str) -> None:
    data = (
        b"\xef\xbb\xbf"
        + line(url=" https://bao.example/1 ")
        + b"\n"
        + line(id=7, title=None, date=None, publisher=None)
    )
    file = write(tmp_path / name, gzip.compress(data) if name.lower().endswith("gz") else data)
    (seven, full), issues = read([file])
    assert issues == []
    assert (full.title, full.text, full.date, full.url, full.publisher) == (
        GOOD["title"], TEXT, "2020-08-31", "https://bao.example/1", "Báo Mẫu",
    )  # fmt: skip
    assert full.origin == f"{file}:1"
    assert (seven.id, seven.title, seven.date, seven.origin) == ("7", "", "", f"{file}:3")


def test_a_missing_input_stops_everything(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    for missing in ("nothing.txt", "x" * 5000):
        with pytest.raises(InputError, match="no such file or folder"):
            read([tmp_path, tmp_path / missing])


@pytest.mark.parametrize("name", [".hidden.txt", "a.pdf", "a.txt"])
def test_without_any_article_nothing_is_built(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, b"\n")
    with pytest.raises(InputError, match=r"^no article found in .*\.txt, \.jsonl") as error:
        read([tmp_path] * 5)
    assert "\n" not in str(error.value)
    assert (name in str(error.value)) is not name.startswith(".")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"%PDF", "this kind of file is not read"),
        ("a.gz", b"", "this kind of file is not read"),
        ("a", TEXT, "this kind of file is not read"),
        ("a.txt", b"", "empty"),
        ("a.txt", "\ufeff\r\n \u00a0\u200b…", "empty"),
        ("a.txt", TEXT.encode("utf-16"), "UTF-16"),
        ("a.txt", b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        ("a.txt", "Bà Hân ở Cần Giờ".encode("latin-1", "ignore"), "no UTF-8 at byte 1"),
        ("a.txt", b"B\0i", "NUL"),
        ("a.jsonl.gz", b"{}\n", "Not a gzipped file"),
        ("a.jsonl.gz", gzip.compress(b"\n" * 9000)[:-9], "Compressed file ended"),
        ("a.jsonl.gz", gzip.compress(b"\n" * 9000)[:12] + b"\xff" * 30, "cannot be read to its end"),
    ],
)
def test_a_bad_file_is_one_issue(tmp_path: Path, name: str, data: bytes | str, what: str) -> None:
    write(tmp_path / name, data)
    found = issue(tmp_path)
    assert what in found.what
    assert found.where == str(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"id": "a", "text"\n', "no JSON"),
        (b"[1]\n", "no JSON object"),
        (b'"text"\n', "no JSON object"),
        (b"null\n", "no JSON object"),
        (b'{"id": 1}{"id": 2}\n', "no JSON"),
        (line(id=None), "id is missing or empty"),
        (line(id=" \t"), "id is missing or empty"),
        (line(text=None), "text is missing or empty"),
        (line(text="\u00a0"), "text is missing or empty"),
        (line(id=1.5), "id is no text"),
        (line(id=True), "id is no text"),
        (line(text=["a"]), "text is no text"),
        (line(title={}), "title is no text"),
        (line(url=0), "url is no text"),
        (line(text=float("nan")), "text is no text"),
        (line(url="javascript:alert(1)"), "is no web address"),
        (line(url="http://[::1"), "is no web address"),
        (line(url="http://a:b/"), "is no web address"),
        (line(url="https:///a"), "is no web address"),
        (line(url="tin/1.html"), "is no web address"),
        (line(date=2020), "date is no text"),
        (line(date="31-08-2020"), "is no date"),
        (line(date="2020-02-30"), "is no date"),
        (line(date="1754"), "is no date"),
        (line(text=f"{TEXT}\ud800"), "half a surrogate pair"),
        (line(id="\udfff"), "half a surrogate pair"),
        (line(text="a\0b"), "NUL"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b'{"id": "\xe0", "text": "t"}\n', "no UTF-8 at byte 8"),
        (b"[" * 100_000 + b"\n", "nested too deep"),
        (b'{"id": "a", "text": "t", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "nested too deep"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "t"}\n', "no JSON"),
    ],
)
def test_a_bad_line_is_one_issue_and_the_others_are_read(tmp_path: Path, data: bytes, what: str) -> None:
    data = data.rstrip(b"\n") + b"\n"
    file = write(tmp_path / "a.jsonl", line(id="before") + data + line(id="after"))
    documents, (found,) = read([file])
    assert [d.id for d in documents] == ["after", "before"]
    assert what in found.what
    assert (found.where, found.line) == (str(file), 2)
    assert found.advice


def test_too_large_a_file_or_line_is_one_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.documents.text, "LARGEST", 400)
    monkeypatch.setattr(kg.documents.jsonl, "LARGEST", 400)
    write(tmp_path / "a.txt", "a" * 401)
    assert issue(tmp_path).what == "larger than 400 bytes"
    (tmp_path / "a.txt").unlink()
    write(tmp_path / "a.jsonl", line(text="a" * 1000) + line(id="after"))
    documents, (found,) = read([tmp_path / "a.jsonl"])
    assert [d.id for d in documents] == ["after"]
    assert (found.what, found.line) == ("a line of more than 400 bytes", 1)


@pytest.mark.parametrize("bomb", [b"\n", b" ", line(text="a" * 999)])
def test_a_gzip_bomb_is_left_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bomb: bytes
) -> None:
    monkeypatch.setattr(kg.documents.jsonl, "LARGEST", 2000)
    size = 4_000_000
    file = write(tmp_path / "a.jsonl.gz", gzip.compress(line() + bomb * (size // len(bomb))))
    documents, issues = read([file])
    assert documents
    (found,) = [i for i in issues if "unpacks to more than 200 times" in i.what]
    assert found.where == str(file)
    assert found.line < size / len(bomb)


def test_one_text_under_one_id_is_one_article(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write(tmp_path / folder / "x.txt", TEXT)
    (document,), (found,) = read([tmp_path / "b", tmp_path / "a"])
    assert document.id == "x"
    assert found == Issue(
        str(tmp_path / "b" / "x.txt"), "the article x is there twice", f"read once, from {tmp_path / 'a' / 'x.txt'}"
    )


def test_several_texts_under_one_id_are_several_articles(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", line(id="X", text="one") + line(id="x", text="two") + line(id="x", text="three"))
    documents, issues = read([file])
    assert {d.id.lower()[:2] for d in documents} == {"x-"}
    assert len({d.id for d in documents}) == 3
    assert {i.advice.removeprefix("this one is ") for i in issues} == {d.id for d in documents}
    # A longer id may be taken too.
    taken = documents[-1].id
    again, _ = read([write(tmp_path / "a.jsonl", file.read_bytes() + line(id=taken, text="four"))])
    assert len({d.id for d in again}) == 4


def test_what_two_inputs_name_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert [len(part) for part in read([tmp_path, file, "a.txt", "./a.txt"])] == [1, 0]


def test_links_and_hidden_files_in_a_folder_are_left_out(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt", "secret")
    folder = tmp_path / "in"
    write(folder / "good.txt", TEXT)
    write(folder / ".hidden.txt", "hidden")
    write(folder / ".git" / "deep.txt", "hidden")
    for name, target in {"link.txt": outside, "folder": outside.parent, "dead.txt": tmp_path / "no"}.items():
        (folder / name).symlink_to(target)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    documents, issues = read([folder])
    assert (texts(*documents), issues) == ({"good": TEXT}, [])
    # What the user names is read.
    named, _ = read([folder / "link.txt"])
    assert texts(*named) == {"link": "secret"}


def test_what_the_system_refuses_is_one_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    write(tmp_path / "bad.txt", TEXT)
    monkeypatch.setattr(Path, "read_bytes", lambda p: refused() if p.name == "bad.txt" else TEXT.encode())
    assert issue(tmp_path).what == "cannot be read: Permission denied"


def test_a_closed_folder_is_one_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    scandir = os.scandir

    def refused(path: str) -> object:
        if path == str(closed):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert issue(tmp_path).where == str(closed)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
def test_a_file_name_that_is_no_text_can_still_be_written(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path / "a") + b"\xff.txt")), TEXT)
    (document,), _ = read([tmp_path])
    assert document.id == "a\ufffd"
    assert document.origin.encode()


def test_every_format_is_named() -> None:
    assert FORMATS == ".txt, .jsonl, .ndjson, .jsonl.gz"
