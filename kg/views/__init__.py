"""The graph → people: `scene` (what is shown), `layout` (where), `network` (pyvis), `page` (the HTML file)."""
