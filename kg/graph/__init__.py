"""Statements ↔ RDF: `vocabulary` (names), `quads` (writing), `store` (Oxigraph), `validate` (SHACL), `export`."""
