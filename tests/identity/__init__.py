"""Articles in which identity is hard, `articles.jsonl`, and who and what is one in them by hand, `key.json`.

The people are fictional, the places and bodies real.  A careful reader can decide every identity of the key from these
articles alone.  `key.json` is one object:

    people     {person: [[article, form], …]}: every person of every article, by the fullest form there (verbatim)
    bodies     {body: [[article, form], …]}; documents, events: likewise
    terms      {term: [[article, form], …]}: a form that names an event or a document of that term
    undecided  {article: {form: [document, …]}}: mentions of documents that no article settles, hence one with none of
               the key, and which documents of the key they can be
    holders    [{"body", "role", "date", "persons": […]}]: who held a post on a day, as far as the articles state it
    bounds     [{"person", "body", "role", "earliest_start", "latest_start", "earliest_end", "latest_end"}]: how far
               dated titles bound a tenure; each bound is [date, article that sets it] or null

A form stands for its first occurrence in the article as a whole word.  The body of a unit that was formed out of
several is not that of its namesake before: the UBND TP.HCM of 2019 and that of September 2025 are two, as are the UBND
of the thành phố Huế within Thừa Thiên Huế and that of the thành phố Huế which is a province.
"""
