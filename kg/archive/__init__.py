"""What a build has read, on disk: `Archive(Path("out/build.db"))` has every article's text, reading and names.

One SQLite file.  Everything of a build is committed at once, together with the list of files that are to be moved into
place; only finished readings are kept as they come, so that a build that was stopped does not read them again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kg.archive.codec import packed, row, unpacked
from kg.errors import InputError
from kg.model import Document, Issue, Judgement, Reading

_FORMAT = "1"
_TABLES = """
BEGIN;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT);                 -- format, extractor, base, counts
CREATE TABLE reading (digest TEXT PRIMARY KEY, body BLOB);             -- by content: also of builds that were stopped
CREATE TABLE article (id TEXT PRIMARY KEY, digest TEXT, origin TEXT, date TEXT, words INTEGER);
CREATE TABLE known (article TEXT, key TEXT, block TEXT, body TEXT, PRIMARY KEY (article, key)) WITHOUT ROWID;
CREATE INDEX known_block ON known (block);
CREATE TABLE name (article TEXT, key TEXT, body TEXT, PRIMARY KEY (article, key)) WITHOUT ROWID;
CREATE TABLE reference (line TEXT PRIMARY KEY, uses INTEGER) WITHOUT ROWID;
CREATE TABLE issue (origin TEXT, body TEXT);
CREATE TABLE judgement (body TEXT PRIMARY KEY);
CREATE TABLE violation (focus TEXT, body TEXT);
CREATE TABLE pending (name TEXT PRIMARY KEY);
INSERT INTO fact VALUES ('format', '1');
COMMIT
"""


class Archive:
    """The state of a build.  Use as a context manager; what was not committed is lost."""

    def __init__(self, path: Path, extractor: str = "") -> None:
        """Open or make the file; `extractor` names the version of the program that reads articles.

        Raises InputError when it is no archive of this program, or one of another format.
        """
        self._extractor = extractor
        self._path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA cache_spill = OFF")  # else a long change keeps readers out before its commit
            if not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._db.executescript(_TABLES)
            if self.fact("format") != _FORMAT:
                raise InputError(f"{path} was written by another version of kg: build into another folder")
        except sqlite3.Error as error:
            advice = "build all articles into another folder, or remove it and store/ to begin anew"
            raise InputError(f"{path} cannot be used ({error}): {advice}") from error

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):  # a full disk, a damaged file
            raise InputError(f"{self._path} cannot be used: {error}") from error

    def close(self) -> None:
        """Give up what was not committed."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._db.close()

    def begin(self) -> None:
        """Begin the change that `commit` ends."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self, pending: Iterable[str]) -> None:
        """Make the change; `pending` are the names that `settled` will confirm."""
        self._db.executemany("INSERT INTO pending VALUES (?)", [(name,) for name in pending])
        unused = "DELETE FROM reading WHERE digest NOT IN (SELECT digest FROM article)"
        self._db.execute(unused)
        self._db.execute("COMMIT")

    def pending(self) -> list[str]:
        """The names of what a committed change has still to move into place."""
        return [name for (name,) in self._db.execute("SELECT name FROM pending ORDER BY name")]

    def settled(self) -> None:
        """Everything is in its place."""
        self._db.execute("DELETE FROM pending")

    # ---- Facts about the build

    def fact(self, name: str) -> str:
        """A fact about the whole build; "" when there is none."""
        found = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def note(self, name: str, value: str) -> None:
        """Write down a fact about the whole build."""
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    # ---- Readings and articles

    def digest(self, d: Document) -> str:
        """What tells two readings apart: all that they depend on."""
        parts = (self._extractor, d.id, d.title, d.date, d.url, d.publisher, d.text)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def keep(self, readings: Iterable[Reading]) -> None:
        """Keep finished readings at once, whatever becomes of the build."""
        rows = [(self.digest(r.document), packed(r)) for r in readings]
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?)", rows)
        self._db.execute("COMMIT")

    def has(self, content: str) -> bool:
        """Whether an article of this digest was read."""
        return self._db.execute("SELECT 1 FROM reading WHERE digest = ?", (content,)).fetchone() is not None

    def reading(self, content: str) -> Reading:
        """The reading of an article of this digest."""
        (body,) = self._db.execute("SELECT body FROM reading WHERE digest = ?", (content,)).fetchone()
        return unpacked(body)

    def articles(self) -> dict[str, str]:
        """The articles of the build: digests by id."""
        return dict(self._db.execute("SELECT id, digest FROM article ORDER BY id"))

    def documents(self) -> list[Document]:
        """The articles as they were read."""
        rows = self._db.execute("SELECT body, origin FROM article JOIN reading USING (digest) ORDER BY id")
        return [replace(unpacked(body).document, origin=origin) for body, origin in rows]

    def named(self, name: str) -> list[str]:
        """The ids of the articles that are called so, or that were read from a file of this name or path."""
        files = {id_: Path(file_of(origin)) for id_, origin in self.origins().items()}
        return [id_ for id_, file in files.items() if name in (id_, file.name) or Path(name) == file]

    def origins(self) -> dict[str, str]:
        """Where every article was read, by id."""
        return dict(self._db.execute("SELECT id, origin FROM article ORDER BY id"))

    def dates(self) -> dict[str, str]:
        """The date of every article, by id."""
        return dict(self._db.execute("SELECT id, date FROM article"))

    def words(self) -> int:
        """How many words the articles have."""
        return int(self._db.execute("SELECT coalesce(sum(words), 0) FROM article").fetchone()[0])

    def put(self, document: Document) -> None:
        """Add or replace an article; its reading was kept before."""
        origin = document.origin
        values = (document.id, self.digest(document), origin, document.date, len(document.text.split()))
        self._db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)", values)

    def drop(self, article: str) -> None:
        """Take an article out, with what is known from it and what went wrong with it."""
        self._db.execute("DELETE FROM issue WHERE origin = (SELECT origin FROM article WHERE id = ?)", (article,))
        self._db.execute("DELETE FROM article WHERE id = ?", (article,))
        self.put_known(article, ())
        self._db.execute("DELETE FROM name WHERE article = ?", (article,))

    # ---- Who is who

    def put_known(self, article: str, rows: Iterable[tuple[str, str, str]]) -> None:
        """What an article knows of people and documents: (key, block, JSON) of each."""
        self._db.execute("DELETE FROM known WHERE article = ?", (article,))
        self._db.executemany("INSERT INTO known VALUES (?, ?, ?, ?)", [(article, *r) for r in rows])

    def blocks(self, article: str) -> set[str]:
        """The blocks that an article touches."""
        return {b for (b,) in self._db.execute("SELECT block FROM known WHERE article = ?", (article,))}

    def all_blocks(self) -> list[str]:
        """Every block."""
        return [b for (b,) in self._db.execute("SELECT DISTINCT block FROM known ORDER BY block")]

    def block(self, block: str) -> Iterator[str]:
        """The JSON of everything known in a block."""
        for (body,) in self._db.execute("SELECT body FROM known WHERE block = ?", (block,)):
            yield body

    def names_in(self, block: str) -> dict[tuple[str, str], str]:
        """The names given in a block, as JSON."""
        query = "SELECT article, key, name.body FROM known JOIN name USING (article, key) WHERE block = ?"
        return {(article, key): body for article, key, body in self._db.execute(query, (block,))}

    def names_of(self, article: str) -> dict[tuple[str, str], str]:
        """The names given to the people and documents of an article, as JSON."""
        rows = self._db.execute("SELECT key, body FROM name WHERE article = ?", (article,))
        return {(article, key): body for key, body in rows}

    def blocks_of(self, document: str) -> set[str]:
        """The blocks of the documents whose names begin as this one does: whatever its date or issuer."""
        query = "SELECT DISTINCT block FROM known WHERE substr(?1, 1, length(key)) = key AND block LIKE 'document:%'"
        return {b for (b,) in self._db.execute(query, (document,))}

    def put_names(self, names: Mapping[tuple[str, str], str]) -> None:
        """Give names."""
        rows = [(*mentioned, body) for mentioned, body in names.items()]
        self._db.executemany("INSERT OR REPLACE INTO name VALUES (?, ?, ?)", rows)

    # ---- Reference data, issues, judgements, violations

    def refer(self, uses: Mapping[str, int]) -> tuple[list[str], list[str]]:
        """Add to (or take from) how many articles need lines of reference data; which lines came, and which went."""
        came, went = [], []
        for line, more in sorted(uses.items()):
            found = self._db.execute("SELECT uses FROM reference WHERE line = ?", (line,)).fetchone()
            before = found[0] if found else 0
            if not before:
                came.append(line)
            if before + more:
                self._db.execute("INSERT OR REPLACE INTO reference VALUES (?, ?)", (line, before + more))
            else:
                self._db.execute("DELETE FROM reference WHERE line = ?", (line,))
                went.append(line)
        return came, went

    def put_uses(self, uses: Mapping[str, int]) -> None:
        """Replace how many articles need each line of reference data."""
        self._db.execute("DELETE FROM reference")
        self._db.executemany("INSERT INTO reference VALUES (?, ?)", uses.items())

    def put_issues(self, origins: Iterable[str], issues: Sequence[Issue]) -> None:
        """Replace the issues of files that were read again."""
        again = set(origins)
        for (origin,) in self._db.execute("SELECT DISTINCT origin FROM issue").fetchall():
            if file_of(origin) in again:
                self._db.execute("DELETE FROM issue WHERE origin = ?", (origin,))
        self._db.executemany("INSERT INTO issue VALUES (?, ?)", [(i.where, row(i)) for i in issues])

    def issues(self) -> list[Issue]:
        """Everything that could not be read."""
        found = [Issue(*json.loads(body)) for (body,) in self._db.execute("SELECT body FROM issue")]
        return sorted(found, key=lambda i: (i.where, i.line, i.what))

    def judgements(self) -> frozenset[Judgement]:
        """The judgements that the build has heeded."""
        return frozenset(Judgement(*json.loads(body)) for (body,) in self._db.execute("SELECT body FROM judgement"))

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Replace the judgements."""
        self._db.execute("DELETE FROM judgement")
        self._db.executemany("INSERT INTO judgement VALUES (?)", [(row(j),) for j in judgements])

    def put_violations(self, focuses: Iterable[str] | None, violations: Iterable[tuple[str, str]]) -> None:
        """Replace the violations at some nodes (None: at all) by (focus, JSON)."""
        if focuses is None:
            self._db.execute("DELETE FROM violation")
        else:
            self._db.executemany("DELETE FROM violation WHERE focus = ?", [(f,) for f in focuses])
        self._db.executemany("INSERT INTO violation VALUES (?, ?)", list(violations))

    def violations(self) -> list[str]:
        """All violations, as JSON."""
        return [body for (body,) in self._db.execute("SELECT body FROM violation ORDER BY focus, body")]


def file_of(origin: str) -> str:
    """The file of an origin, without its line.

    >>> file_of("tin.jsonl:12"), file_of("tin.txt")
    ('tin.jsonl', 'tin.txt')
    """
    file, _, line = origin.rpartition(":")
    return file if file and line.isdigit() else origin


def unfinished(path: Path) -> bool:
    """Whether a committed change has still files to move; False where there is no archive."""
    if not path.is_file():
        return False
    with suppress(sqlite3.DatabaseError):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return bool(db.execute("SELECT count(*) FROM pending").fetchone()[0])
        finally:
            db.close()
    return False
