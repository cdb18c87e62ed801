"""Known things with an IRI: places with their parents and validity (`legacy/79/777` → quận Bình Tân), bodies, terms."""
