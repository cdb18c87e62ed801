"""Words a second, reading to store, beside underthesea's ner on the same articles: `kg build 41,200 … 25 times`.

The articles are the corpus of KG_SHARED where that is set, else the seeds.  The tagger is so much slower that it reads
a sample, the same in every run.
"""

import os
import random
import tempfile
import time
from pathlib import Path

from kg import pipeline
from kg.documents import read
from kg.graph.store import Store
from tests.conftest import SEEDS

SAMPLE = 60


def articles() -> Path:
    shared = os.environ.get("KG_SHARED")
    return Path(shared) / "corpus" / "politics.jsonl.gz" if shared else SEEDS


def main() -> None:
    path = articles()
    documents, _ = read([path])
    sample = random.Random(0).sample(documents, min(SAMPLE, len(documents)))  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        built = pipeline.build([path], jobs=1)
        Store.create(Path(folder) / "store", built.dataset.nquads)
        ours = sum(len(d.text.split()) for d in documents) / (time.perf_counter() - start)
    # Loaded before the clock runs: a tagger is loaded once for all articles.
    from underthesea import ner

    ner("Bí thư Huyện ủy Cần Giờ")
    start = time.perf_counter()
    for document in sample:
        ner(document.text)
    theirs = sum(len(document.text.split()) for document in sample) / (time.perf_counter() - start)
    print(f"kg build, reading to store, 1 job   {ours:10,.0f} words/s  ({len(documents):,} articles of {path.name})")
    print(f"underthesea.ner                     {theirs:10,.0f} words/s  ({len(sample):,} of these articles)")
    print(f"ratio                               {ours / theirs:10.1f}")


if __name__ == "__main__":
    main()
