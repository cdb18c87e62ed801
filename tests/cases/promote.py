"""`python -m tests.cases.promote`: known misses that are read as they should be now move to the end of their tables."""

from __future__ import annotations

import re

from tests.cases.read import misread
from tests.cases.table import FOLDER, MISSES, cases, spellings

# A cause whose cases are all gone.
_EMPTY = re.compile(r"(?:^# ---[^\n]*\n\s*)+(?=# ---|\Z)", re.MULTILINE)


def main() -> None:
    """Move them, and say how many."""
    file = FOLDER / f"{MISSES}.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    passed = [c for c in cases(MISSES) if not any(misread(c, text) for text in spellings(c.text).values())]
    for case in reversed(passed):
        first, last = case.at - 1, case.at - 1 + len(case.lines)
        del lines[first : last + (last < len(lines) and not lines[last].strip())]
    for case in passed:
        block = [line for line in case.lines if not line.strip().startswith(("why: ", "table: "))]
        with (FOLDER / f"{case.table}.txt").open("a", encoding="utf-8") as table:
            table.write("\n".join(["", *block, ""]))
    rest = _EMPTY.sub("", "\n".join(lines)).rstrip("\n") + "\n"
    file.write_text(rest, encoding="utf-8")
    print(f"{len(passed)} moved, {len(cases(MISSES))} known misses are left")


if __name__ == "__main__":
    main()
