"""Facts of articles → entities and statements: `article.read` resolves one article, `merge.merge` ties many."""
