"""The only module that knows underthesea: `continues(("Hóa", "chất", "Việt", "Nam"))` → tokens that go on with a word.

A dictionary of word boundaries decides where the free name of a body ends (Tập đoàn Hóa chất | đề nghị); whole-text
recognition of names is not asked for, for it is neither good nor fast enough here.
"""

from functools import lru_cache


@lru_cache(maxsize=1 << 14)
def continues(tokens: tuple[str, ...]) -> frozenset[int]:
    """Indices of the tokens that belong to the same word as the token before them.

    underthesea makes its own tokens and respells some; its words are placed by counting letters, and where the counts
    do not agree it has no say (an empty set).

    >>> sorted(continues(("Hóa", "chất", "Việt", "Nam", "đề", "nghị")))
    [1, 3, 5]
    """
    # Imported here, for it takes longer to load than most commands to run.
    from underthesea import word_tokenize

    words: list[str] = word_tokenize(" ".join(tokens))
    ends: set[int] = set()
    position = 0
    for word in words:
        position += len(word.replace(" ", ""))
        ends.add(position)
    if position != sum(map(len, tokens)):
        return frozenset()
    found: list[int] = []
    position = 0
    for i, token in enumerate(tokens):
        if i and position not in ends:
            found.append(i)
        position += len(token)
    return frozenset(found)
