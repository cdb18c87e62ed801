"""The command line: `kg build seeds --out out` → exit code 0; every expected error is one line and its exit code.

Exit codes: 0 done · 1 some input could not be read (all the rest was built), or nobody reads the output any more ·
2 wrong usage, nothing written · 3 a defect of the package · 4 the graph violates a shape · 130 interrupted.
`kg diff` leaves with 0 whether or not something differs.
"""

import io
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from kg.errors import KgError
    from kg.views.console import problem

    _speak_utf8()
    try:
        from kg.cli import app

        try:
            app()
        finally:
            # Here, for at the end of the process an error would be shown with its traceback.
            sys.stdout.flush()
    except KgError as error:
        problem(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # What is left in the buffer must go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except OSError as error:
        problem(": ".join(str(part) for part in (error.filename, error.strerror) if part) or str(error))
        sys.exit(2)


def _speak_utf8() -> None:
    """Let Vietnamese come out whatever the locale is, and nowhere when the output is closed."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
