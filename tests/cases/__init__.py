"""Tables of sentences and what a careful reader finds in them: `person.txt`, `tenure.txt` …; `table.py` reads them."""
