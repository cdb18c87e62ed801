"""Reading the text of a query: `refuse("… SERVICE <http://…> {…}")` raises, for a query reads this graph and no more.

Words are looked for only where they can be keywords: not in strings, comments, IRIs, variables and local names.
"""

import re
from typing import Final

from kg.errors import QueryError

_STRING: Final = "|".join(
    (
        r'"""(?:[^"\\]|\\.|"(?!""))*"""',
        r"'''(?:[^'\\]|\\.|'(?!''))*'''",
        r'"(?:[^"\\\r\n]|\\.)*"',
        r"'(?:[^'\\\r\n]|\\.)*'",
    )
)
_IRI: Final = r'<[^<>"{}|^`\\\x00-\x20]*>'
_COMMENT: Final = r"#[^\r\n]*"
# Not the prefix before the colon: Oxigraph reads `SERVICE:x {…}` and even `1SERVICE:x {…}` as the keyword.
_NAME: Final = r"[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|(?<=:)[\w%:-]+"
_SILENT: Final = re.compile(f"{_STRING}|{_IRI}|{_COMMENT}|{_NAME}", re.DOTALL)
_GAP: Final = rf"(?:\s|{_COMMENT}[\r\n])*"
# Whatever the reading, a call has this shape; after `?`, `$`, `:` or `@` the word is part of a name.
_CALL: Final = re.compile(
    rf"([?$:@]\w*)?service(?={_GAP}(?:silent{_GAP})?(?:<[^>]*>|[?$]\w+|[\w.-]*:[^\s{{]*){_GAP}{{)", re.IGNORECASE
)
_PREFIX: Final = re.compile(rf"\bprefix[ \t]+[\w.-]*:[ \t]*{_IRI}", re.IGNORECASE)
# In `?a <ex:b#>'''` the sign may be "less than" and the rest a comment: such a query cannot be read for certain here.
_MISLEADING: Final = re.compile(r"""<[^<>"{}|^`\\\x00-\x20]*[#'][^<>"{}|^`\\\x00-\x20]*>""")
_UPDATE: Final = re.compile(r"\b(?:insert|delete|load|clear|drop|create|add|move|copy)\b(?!:)", re.IGNORECASE)


def bare(query: str) -> str:
    """Return the query with a space for every string, IRI, comment, variable, language tag and local name.

    >>> bare("SELECT ?service { ?s ex:from 'DELETE' } # LOAD")
    'SELECT   {   ex:    }  '
    """
    return _SILENT.sub(" ", query)


def refuse(query: str) -> None:
    """Raise QueryError, one line, when the query calls SERVICE, names a dataset with FROM or is an update."""
    words = bare(query)
    called = any(not found[1] for found in _CALL.finditer(query))
    if called and ("service" in words.lower() or _MISLEADING.search(_PREFIX.sub(" ", query))):
        raise QueryError("SERVICE is not allowed: a query sees this graph only")
    if re.search(r"\bfrom\b", words, re.IGNORECASE):
        raise QueryError(
            "FROM is not allowed: the default graph holds every fact once; a named graph is reached by GRAPH"
        )
    if found := _UPDATE.search(words):
        raise QueryError(f"{found[0].upper()} is not allowed: a query only reads; the graph is made by `kg build`")


def syntax_error(query: str, message: str) -> str:
    r"""Oxigraph's message as one line: where, after which words, and what is wrong when the message says so.

    >>> syntax_error("SELECT ?x\nWHERE { ?x no:a ?y }", "error at 2:19: expected one of Prefix not found, ['%']")
    'syntax error at line 2, column 19, after "WHERE { ?x no:a ?y": Prefix not found'
    """
    found = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", message, re.DOTALL)
    if found is None:
        return f"syntax error: {' '.join(message.split())}"
    line, column = int(found[1]), int(found[2])
    before = "".join(query.splitlines()[line - 1 : line])[: column - 1].strip()[-30:]
    # Of the long list of what could stand there, only the sentences and a short list of signs help.
    wanted = [part for part in re.split(r", (?![^\[]*\])", found[3]) if not part.startswith("[")]
    reasons = [part for part in wanted if " " in part]
    place = f"syntax error at line {line}, column {column}" + (f', after "{before}"' if before else "")
    if reasons:
        return f"{place}: {reasons[0]}"
    signs = all(part.startswith('"') for part in wanted) and 0 < len(wanted) <= 3
    return f"{place}: expected {' or '.join(wanted)}" if signs else place
