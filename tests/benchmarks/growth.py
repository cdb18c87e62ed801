"""One article more in a large build, and taken back: `adding one article 1.6 s, 0.6 % of the whole build`.

The articles are the corpus of KG_SHARED where that is set, else those of tests/identity.  The whole build has all its
stages: shapes, Turtle, N-Quads and page.  The article names people and a post that many others name.
"""

import json
import tempfile
import time
from pathlib import Path

from tests.benchmarks.speed import command
from tests.benchmarks.throughput import articles
from tests.conftest import SEEDS

IDENTITY = Path(__file__).parents[1] / "identity" / "articles.jsonl"
ARTICLE = {
    "id": "growth",
    "title": "Cần Giờ có tân Bí thư",
    "text": "Ngày 12/8/2018, Thành ủy TP.HCM công bố quyết định chỉ định ông Trần Văn Khôi giữ chức Bí thư Huyện ủy "
    "Cần Giờ.\nÔng Nguyễn Văn Hùng, Chủ tịch UBND huyện Cần Giờ, dự lễ. Huyện sẽ thực hiện Nghị quyết 54/2017/QH14.",
}


def seconds(*arguments: str | Path) -> float:
    start = time.perf_counter()
    command("-m", "kg", *arguments)()
    return time.perf_counter() - start


def main() -> None:
    path = articles()
    path = IDENTITY if path == SEEDS else path
    with tempfile.TemporaryDirectory() as folder:
        out, one = Path(folder) / "out", Path(folder) / "one.jsonl"
        one.write_text(json.dumps(ARTICLE, ensure_ascii=False), encoding="utf-8")
        whole = seconds("build", path, "--out", out, "--jobs", "2")
        added = seconds("build", one, "--out", out)
        removed = seconds("remove", "growth", "--out", out)
    print(f"whole build of {path.name}, 2 jobs   {whole:7.1f} s")
    print(
        f"adding one article              {added:7.1f} s  {added / whole:.1%} of it (at most 2 s and 5 % of the corpus)"
    )
    print(f"taking it back                  {removed:7.1f} s")


if __name__ == "__main__":
    main()
