"""The graph page in Chromium: what a reader can do with it, and that it asks for nothing from outside."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from kg.graph.store import Store
from kg.graph.vocabulary import BASE
from kg.views.find import find
from kg.views.page import render
from kg.views.reader import read
from tests.sample import nquads
from tests.test_views import HOSTILE, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# How many pixels are not transparent: a blank canvas has none.
DRAWN = """() => {
  const canvas = document.querySelector('#canvas canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let drawn = 0;
  for (let n = 3; n < data.length; n += 4) if (data[n] > 0) drawn += 1;
  return drawn;
}"""
# Where the first pixel of one colour is, in pixels of the window.
SPOT = """([red, green, blue]) => {
  const canvas = document.querySelector('#canvas canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) {
    const at = 4 * (y * width + x);
    const is = data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255;
    const box = canvas.getBoundingClientRect();
    if (is) return [box.left + x * box.width / width, box.top + (y + 3) * box.height / height];
  }
  return null;
}"""


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    found = [path for path in map(shutil.which, NAMES) if path]
    if not found:
        reason = f"no browser: none of {', '.join(NAMES)} is on the PATH"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found[0], args=FLAGS)
        yield opened
        opened.close()


def texts() -> dict[str, str]:
    """A text for each article of the sample: its quotes where they stand, letters beyond 16 bits between them."""
    scene = read(Store.memory(nquads()))
    made: dict[str, str] = {}
    for n, article in enumerate(scene.articles):
        quotes = [quote for quote in scene.quotes if quote.article == n]
        letters = ["𝕏" if m % 7 == 0 else " " for m in range(max(quote.end for quote in quotes) + 20)]
        for quote in quotes:
            letters[quote.start : quote.end] = quote.exact
        made[article.iri] = "".join(letters)
    return made


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(Store.memory(nquads()), texts=texts()), encoding="utf-8")
    return path


class Watch:
    """A page that was opened, with what it complained of and what it asked for."""

    def __init__(self, browser: "Browser", file: Path, hash_: str = "", **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1400, "height": 950}, **options})
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.route(re.compile(r"^(?!file:|blob:|data:)"), lambda route: route.abort())
        self.page.goto(file.as_uri() + hash_)
        self.page.wait_for_selector("html[data-ready=true]", timeout=20_000)

    def choose(self, words: str) -> None:
        self.page.fill("#query", words)
        self.page.press("#query", "Enter")

    def close(self) -> None:
        self.context.close()
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith(("file:", "blob:"))] == []


@pytest.fixture
def opened(browser: "Browser", file: Path) -> Iterator[Watch]:
    watch = Watch(browser, file)
    yield watch
    watch.close()


def test_the_graph_is_drawn(opened: Watch) -> None:
    assert opened.page.evaluate(DRAWN) > 5000
    assert opened.page.inner_text("#count") == "18/18 nút · 18/18 quan hệ"
    assert opened.page.get_attribute("html", "lang") == "vi"


def test_search_is_blind_to_diacritics(opened: Watch) -> None:
    opened.page.type("#query", "binh tan")
    found = opened.page.locator("#hits li strong").all_inner_texts()
    assert found[0] == "quận Bình Tân"
    assert "Quận ủy Bình Tân" in found
    opened.page.fill("#query", "dang bo")
    assert "Đảng bộ quận Bình Tân" in opened.page.locator("#hits li strong").all_inner_texts()
    opened.page.fill("#query", "ho chi minh")
    notes = opened.page.locator("#hits li small").all_inner_texts()
    assert len(set(notes[:2])) == 2  # two of the same name


def test_a_chosen_node_shows_its_quotes_verbatim(opened: Watch) -> None:
    opened.choose("tran minh khang")
    panel = opened.page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Trần Minh Khang"
    quotes = panel.locator("blockquote p").all_inner_texts()
    assert "Đại hội đã bầu đồng chí Trần Minh Khang giữ chức Bí thư Quận ủy Bình Tân." in quotes
    assert "ký tự 148–221" in panel.inner_text()
    link = panel.locator("blockquote a").first
    assert link.get_attribute("href") == "https://news.example.org/binh-hung-hoa-so-ket.html"
    assert "noopener" in str(link.get_attribute("rel"))


def test_a_click_on_a_node_opens_it(opened: Watch) -> None:
    star = opened.page.evaluate(SPOT, [0x6A, 0x3D, 0x9A])
    opened.page.mouse.click(*star)
    opened.page.wait_for_function("document.querySelector('#panel h2').textContent.startsWith('Đại hội đại biểu')")


def test_the_article_shows_the_quote_marked(opened: Watch) -> None:
    opened.choose("tran minh khang")
    opened.page.locator("blockquote", has_text="Đại hội đã bầu").first.get_by_text("xem trong bài").click()
    mark = opened.page.locator("#reader mark")
    assert mark.inner_text() == "Đại hội đã bầu đồng chí Trần Minh Khang giữ chức Bí thư Quận ủy Bình Tân."
    before = opened.page.evaluate("[...document.querySelector('#reader-text').firstChild.textContent].length")
    assert before == 148
    opened.page.click("#reader-close")
    assert not opened.page.locator("#reader").is_visible()


def test_the_legend_filters_types_relations_and_status(opened: Watch) -> None:
    opened.page.uncheck("#show-type-locality")
    assert opened.page.inner_text("#count").startswith("12/18 nút")
    opened.page.check("#show-type-locality")
    opened.page.uncheck("#show-relation-passed_by")
    assert opened.page.inner_text("#count") == "18/18 nút · 16/18 quan hệ"
    opened.page.uncheck("#show-status-former")
    assert opened.page.inner_text("#count") == "18/18 nút · 15/18 quan hệ"
    assert "hide=status" in opened.page.url


def test_all_types_hidden_is_said(opened: Watch) -> None:
    for box in opened.page.locator("#legend input[id^=show-type]").all():
        opened.page.uncheck(f"#{box.get_attribute('id')}")
    assert opened.page.locator("#empty").is_visible()
    opened.page.get_by_role("button", name="Hiện tất cả").click()
    assert opened.page.inner_text("#count").startswith("18/18")


def test_the_table_says_the_same(opened: Watch) -> None:
    opened.page.click("#as-table")
    rows = opened.page.locator("#table tbody tr")
    assert rows.count() == len(read(Store.memory(nquads())).facts)
    assert "trước đó là Phó Bí thư Thường trực Quận ủy" in opened.page.inner_text("#table")
    opened.page.get_by_role("button", name="Thực thể (18)").click()
    assert rows.count() == 18
    rows.get_by_role("button", name="Lê Thị Ngọc Hà").click()
    assert opened.page.inner_text("#panel h2") == "Lê Thị Ngọc Hà"


def test_the_page_speaks_english(opened: Watch) -> None:
    opened.page.click("#language")
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.page.inner_text("#count") == "18/18 nodes · 18/18 relations"
    opened.choose("le thi ngoc ha")
    assert "nominated: Phó Bí thư" in opened.page.inner_text("#panel")


def test_dark_follows_the_reader_and_the_button(browser: "Browser", file: Path) -> None:
    watch = Watch(browser, file, color_scheme="dark")
    assert watch.page.get_attribute("html", "data-theme") == "dark"
    watch.page.click("#theme")
    assert watch.page.get_attribute("html", "data-theme") == "light"
    watch.close()


def test_the_address_remembers_and_back_goes_back(opened: Watch) -> None:
    opened.choose("tran minh khang")
    assert "n=person%2Ftran-minh-khang" in opened.page.url
    opened.choose("bo chinh tri")
    opened.page.go_back()
    assert opened.page.inner_text("#panel h2") == "Trần Minh Khang"
    opened.page.go_back()
    assert opened.page.inner_text("#panel h2") == "Tổng quan"


def test_a_link_opens_what_it_names(browser: "Browser", file: Path) -> None:
    address = "#n=body%2Fquan-uy-binh-tan&near=body%2Fquan-uy-binh-tan&depth=1&hide=type%3Alocality&lang=en"
    watch = Watch(browser, file, address)
    assert watch.page.inner_text("#panel h2") == "Quận ủy Bình Tân"
    assert watch.page.inner_text("#count") == "4/18 nodes · 3/18 relations"
    watch.close()


def test_an_arrow_shows_its_facts(browser: "Browser", file: Path) -> None:
    watch = Watch(browser, file, "#from=person%2Ftran-minh-khang&to=body%2Fquan-uy-binh-tan")
    text = watch.page.inner_text("#panel")
    assert "Phó Bí thư Thường trực" in text
    assert "được bầu: Bí thư" in text
    watch.close()


def test_neighbours_within_one_to_three_steps(opened: Watch) -> None:
    opened.choose("tran minh khang")
    counts = []
    for depth in (1, 2, 3):
        opened.page.locator(f"#panel .focus button >> nth={depth - 1}").click()
        counts.append(int(opened.page.inner_text("#count").split("/")[0]))
    assert counts == [3, 6, 12]
    opened.page.click("#scope-all")
    assert opened.page.inner_text("#count").startswith("18/18")


def test_the_shortest_way_has_a_quote_on_every_step(opened: Watch) -> None:
    opened.choose("tran minh khang")
    opened.page.get_by_role("button", name="Tìm đường tới…").click()
    opened.choose("bo chinh tri")
    scene = read(Store.memory(nquads()))
    graph = nx.Graph(scene.edges())
    ends = [find(scene, name)[0] for name in ("Trần Minh Khang", "Bộ Chính trị")]
    steps = nx.shortest_path_length(graph, *ends)
    assert opened.page.inner_text("#panel .kind") == f"Đường đi ngắn nhất: {steps} bước"
    assert opened.page.inner_text("#count").startswith(f"{steps + 1}/18")
    assert opened.page.locator("#panel .fact:not(:has(blockquote))").count() == 0
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=true]")
    assert opened.page.inner_text("#panel .kind") == f"Đường đi ngắn nhất: {steps} bước"


def test_a_link_to_the_table_opens_it(browser: "Browser", file: Path) -> None:
    watch = Watch(browser, file, "#view=table")
    assert watch.page.locator("#table tbody tr").count() == 22
    watch.page.click("#as-table")
    assert not watch.page.locator("#table").is_visible()
    assert watch.page.evaluate(DRAWN) > 5000
    watch.close()


def test_the_focus_of_the_command_opens_the_page(browser: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "focus.html"
    path.write_text(render(Store.memory(nquads()), focus="bo chinh tri"), encoding="utf-8")
    watch = Watch(browser, path)
    assert watch.page.inner_text("#count").startswith("2/18")
    assert watch.page.inner_text("#panel h2") == "Bộ Chính trị"
    watch.close()


def test_png_and_csv_are_saved(opened: Watch) -> None:
    with opened.page.expect_download() as saved:
        opened.page.click("#save-png")
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    with opened.page.expect_download() as saved:
        opened.page.click("#save-csv")
    text = saved.value.path().read_bytes().decode()
    assert text.startswith("\ufeffsubject,")
    assert '"Trần Minh Khang"' in text
    assert '"trước đó là Phó Bí thư Thường trực Quận ủy","261","303"' in text


def test_a_hostile_text_does_not_run(browser: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(Store.memory(hostile())), encoding="utf-8")
    watch = Watch(browser, path)
    watch.choose("onerror")
    assert watch.page.inner_text("#panel h2").startswith("</script><img src=x")
    watch.page.click("#as-table")
    assert watch.page.evaluate("window.hurt") is None
    assert watch.page.locator("img").count() == 0
    assert HOSTILE[:20] in watch.page.inner_text("#table")
    watch.close()


def test_on_a_phone_the_panel_is_a_sheet_below(browser: "Browser", file: Path) -> None:
    watch = Watch(browser, file, viewport={"width": 390, "height": 800})
    assert not watch.page.locator("#legend").is_visible()
    assert not watch.page.locator("#panel").is_visible()
    watch.choose("quan uy binh tan")
    box = watch.page.locator("#panel").bounding_box()
    assert box is not None
    assert box["width"] == 390
    assert box["y"] + box["height"] == pytest.approx(800, abs=1)
    assert watch.page.evaluate("document.documentElement.scrollWidth") == 390
    watch.page.get_by_role("button", name="Bộ lọc").click()
    assert watch.page.locator("#legend").is_visible()
    watch.close()


def test_a_large_graph_opens_with_its_best_connected_nodes(browser: "Browser", tmp_path: Path) -> None:
    lines = []
    for n in range(400):
        person, body = f"<{BASE}person/p{n}>", f"<{BASE}body/b{n % 40}>"
        lines.append(f'{person} a kgo:Person ; skos:prefLabel "Người {n}" ; kgo:implements {body} .')
        lines.append(
            f'{body} a kgo:PartyBody ; skos:prefLabel "Đảng ủy {n % 40}" ; org:subOrganizationOf <{BASE}body/b0> .'
        )
    path = tmp_path / "large.html"
    path.write_text(render(_store("\n".join(lines))), encoding="utf-8")
    watch = Watch(browser, path)
    assert watch.page.inner_text("#count").startswith("120/440 nút")
    watch.choose("nguoi 399")
    assert watch.page.inner_text("#panel h2") == "Người 399"
    watch.page.click("#scope-all")
    assert watch.page.inner_text("#count").startswith("440/440 nút")
    watch.close()


def _store(turtle: str) -> Store:
    from rdflib import Graph

    from kg.graph.vocabulary import PREFIXES

    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return Store.memory(Graph().parse(data=prefixes + turtle, format="turtle").serialize(format="nt").encode())
