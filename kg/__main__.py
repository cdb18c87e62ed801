"""The command line: `kg build seeds --out out` → exit code 0; every expected error is one line and its exit code.

Exit codes: 0 done · 1 some input could not be read (all the rest was built) · 2 wrong usage, nothing written · 3 a defect of
the package · 4 the graph violates a shape · 130 interrupted.
"""

import sys

from kg.errors import KgError


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Vietnamese must come out whatever the locale is.
            stream.reconfigure(encoding="utf-8", errors="replace")
    from kg.cli import app

    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
