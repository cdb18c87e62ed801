"""Document → Sentences of tokens: `normalize` (NFC view), `fold` (lookup keys), `segment` (sentences)."""
