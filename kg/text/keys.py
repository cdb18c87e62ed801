"""Keys that several stages make alike: `post_key("Bí thư", "body/quận-ủy-x")` → `post/bí-thư-quận-ủy-x`."""

from __future__ import annotations

import hashlib

from kg.model import Judgement
from kg.text.fold import slug

_DIGITS = 8  # hex digits that tell namesakes apart: with 300 of one name they collide once in 100,000 builds


def post_key(role: str, body: str) -> str:
    """The key of the post that a role in a body is; "" without one of the two.

    >>> post_key("Phó Chủ tịch", "body/quoc-hoi"), post_key("", "body/quoc-hoi")
    ('post/phó-chủ-tịch-quoc-hoi', '')
    """
    return f"post/{slug(role)}-{body.partition('/')[2]}" if role and body else ""


def alias(key: str, article: str) -> str:
    """The name of a person as one article mentions them; of the persons of a cluster one is the IRI of all.

    It stands for that mention for ever, whatever article names the merged person later: judgements rely on it.

    >>> alias("person/lê-văn-thinh", "a1")
    'person/lê-văn-thinh-f55ff16f'
    """
    return f"{key}-{hashlib.sha256(article.encode()).hexdigest()[:_DIGITS]}"


def judgement_key(judgement: Judgement) -> str:
    """The key of a judgement: what it judges, not how, so that a second thought replaces the first.

    >>> judgement_key(Judgement("person/a-1", "person/a-2", "same"))
    'judgement/1af1607c5aa995c7'
    """
    said = "\n".join((judgement.left, judgement.right))
    return f"judgement/{hashlib.sha256(said.encode()).hexdigest()[:16]}"
