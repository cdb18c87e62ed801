"""Tests: `test_<module>.py` mirrors `kg/`; `cases/` holds tables, `golden/` whole articles with their graph."""
