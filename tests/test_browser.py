"""The pages in a real Chromium: the clerk's whole way, by mouse and by keyboard, and nothing leaves the machine."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests import browser
from tests.browser import Watched
from tests.readers.wordml import p, package

GOLD = Path(__file__).parent.parent / "corpus" / "gold"
NAMES = ("letter-01-library", "protocol-01-housing", "news-01-sport")
ATTACK = "<script>window.hacked=1</script> Приказ от 5 мая 2021 года <img src=x onerror=alert(2)> а\u202eб"
PAGES = ("/", "/help", "/audit", "/none", "/sign-in", "/api/v1/docs", "/?text=ничего&kind=order")
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at === -1) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    return true;
  }
  return false;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    try:
        with browser.browser() as opened:
            yield opened
    except LookupError as error:
        if "SVODKA_TEST_ALL" in os.environ:
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("letters")
    for name in NAMES:
        paper = Document()
        for line in (GOLD / f"{name}.txt").read_text("utf-8").split("\n"):
            paper.add_paragraph(line)
        paper.save(str(folder / f"{name}.docx"))
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service for the tests that look at documents which are already there."""
    with browser.service(tmp_path_factory.mktemp("data")) as started:
        yield started


@pytest.fixture
def tab(chromium: Any, address: str) -> Iterator[Watched]:
    yield from watched(chromium, address)


def watched(chromium: Any, address: str, **options: Any) -> Iterator[Watched]:
    context = chromium.new_context(base_url=address, locale="ru-RU", **options)
    tab = Watched(context)
    yield tab
    assert [url for url in tab.asked if not url.startswith((address, "blob:"))] == []
    assert tab.said == []
    context.close()


def has_read(tab: Watched, *files: Path) -> float:
    """Drop files and wait until each is read; the seconds that it took."""
    tab.page.goto("/")
    begun = time.perf_counter()
    tab.drop(*files)
    expect(tab.page.locator("#queue li .badge.done")).to_have_count(len(files), timeout=30_000)
    return time.perf_counter() - begun


def test_the_clerks_whole_way(chromium: Any, letters: list[Path], tmp_path: Path) -> None:
    """Three files dropped, highlights, a name corrected, XLSX, search, deletion; nothing is asked of elsewhere."""
    with browser.service(tmp_path) as address:
        for tab in watched(chromium, address):
            page = tab.page
            page.goto("/")
            expect(page.locator("h1")).to_have_text("Что сказано в документах")
            assert tab.findings() == []
            assert has_read(tab, *letters) < 10
            expect(page.locator(".documents li")).to_have_count(3)

            page.get_by_role("link", name="ПРОТОКОЛ № 7").click()
            page.wait_for_url("**/documents/*")
            assert page.locator("#text a.hit.f-dates").count() > 3
            assert page.locator("#text a.hit.f-organizations").count() > 3
            row = page.locator("#r-speakers-0")
            row.get_by_role("link", name="Изменить").click()
            page.get_by_label("Фамилия").fill("Волокитина")
            page.get_by_role("button", name="Сохранить").click()
            expect(page.locator("#r-speakers-0")).to_contain_text("Волокитина В. П.")
            expect(page.locator("#r-speakers-0")).to_contain_text("внесено вручную")
            page.get_by_role("button", name="Проверено").click()
            expect(page.locator(".badge.checked")).to_be_visible()

            page.goto("/")
            with page.expect_download() as download:
                page.get_by_role("button", name="Excel").click()
            book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
            assert book["Документы"].max_row == 4
            assert "Волокитина В. П." in [cell.value for cell in book["Выступившие"]["D"]]

            page.get_by_role("searchbox").fill("отопительными сезонами")
            page.get_by_role("button", name="Найти").click()
            expect(page.locator(".documents li")).to_have_count(1)
            page.locator(".documents input[name=id]").check()
            page.get_by_role("button", name="Удалить отмеченные").click()
            page.get_by_role("button", name="Удалить: 1").click()
            expect(page.locator(".said.good")).to_have_text("Удалено документов: 1.")
            expect(page.locator(".documents li")).to_have_count(2)


def test_a_click_on_either_side_shows_the_other(tab: Watched, letters: list[Path]) -> None:
    has_read(tab, *letters)
    tab.page.get_by_role("link", name="О проведении окружного").click()
    tab.page.wait_for_url("**/documents/*")
    tab.page.locator("#organizations-2").click()
    expect(tab.page.locator("#r-organizations-2")).to_have_class("shown")
    expect(tab.page.locator("#r-organizations-2")).to_be_in_viewport()
    expect(tab.page.locator("#r-organizations-2 a").first).to_be_focused()
    tab.page.locator("#r-dates-5 a").first.click()
    expect(tab.page.locator("#dates-5")).to_have_class("hit f-dates f-decisions doubtful shown")
    expect(tab.page.locator("#dates-5")).to_be_in_viewport()
    tab.page.get_by_role("checkbox", name="Даты").uncheck()
    assert "hide-dates" in (tab.page.locator("#text").get_attribute("class") or "")


def test_selected_words_are_added_and_taken_back(tab: Watched, letters: list[Path]) -> None:
    has_read(tab, *letters)
    tab.page.get_by_role("link", name="О проведении окружного").click()
    tab.page.wait_for_url("**/documents/*")  # and for its scripts, that hear of a selection
    rows = tab.page.locator("#f-goals tbody tr")
    before = rows.count()
    assert tab.page.evaluate(SELECT, "Уважаемая")
    tab.page.locator("#adder").get_by_role("link", name="Цели и задачи").click()
    expect(tab.page.locator("dialog blockquote")).to_have_text("Уважаемая")
    tab.page.locator("dialog").get_by_role("button", name="Добавить").click()
    expect(rows).to_have_count(before + 1)
    expect(tab.page.locator("#text .hit", has_text="Уважаемая")).to_have_count(1)
    tab.page.get_by_role("button", name="Отменить правку").click()
    expect(tab.page.locator(".said.good")).to_have_text("Последняя правка отменена.")
    expect(rows).to_have_count(before)


def test_it_can_be_used_by_keyboard(tab: Watched, letters: list[Path]) -> None:
    has_read(tab, letters[0])
    tab.page.goto("/")
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("link", name="К содержанию")).to_be_focused()
    tab.page.locator(".documents h3 a").last.focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator("#r-dates-0").get_by_role("link", name="Изменить").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("dialog")).to_be_visible()
    assert tab.page.evaluate("() => document.querySelector('dialog').contains(document.activeElement)")
    tab.page.keyboard.press("Escape")
    expect(tab.page.locator("dialog")).to_be_hidden()
    expect(tab.page.locator("#r-dates-0").get_by_role("link", name="Изменить")).to_be_focused()


@pytest.mark.parametrize("width", [1360, 360])
def test_pages_have_no_serious_finding_and_fit(chromium: Any, address: str, letters: list[Path], width: int) -> None:
    for tab in watched(chromium, address, viewport={"width": width, "height": 800}):
        has_read(tab, *letters)
        document = tab.page.locator(".documents h3 a").first.get_attribute("href")
        item = f"{document}/items/organizations"
        id = str(document).rpartition("/")[2]
        for path in (*PAGES, document, item, f"{item}/0", f"{document}/header", f"/documents/delete?id={id}"):
            tab.page.goto(str(path))
            assert tab.findings() == [], path
            if path != "/api/v1/docs":
                assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= width, path
            tab.said = [line for line in tab.said if "404" not in line]


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>.txt", "=cmd|' C'!A0.txt", "а\u202etxt.exe.txt"])
def test_hostile_words_and_names_are_words(tab: Watched, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(f"{ATTACK} {name}", "utf-8")
    has_read(tab, file)
    assert tab.page.evaluate("() => document.querySelectorAll('img[src=x]').length") == 0
    tab.page.locator("#queue a").click()
    expect(tab.page.locator("#text")).to_contain_text("<script>window.hacked=1</script> Приказ")
    expect(tab.page.locator("#text .odd").first).to_have_text("⟨U+202E⟩")
    assert tab.page.evaluate(
        "() => window.hacked === undefined && document.querySelectorAll('img[src=x]').length === 0"
    )


def test_a_file_that_cannot_be_read_says_why(tab: Watched, tmp_path: Path) -> None:
    (tmp_path / "приказ.docx").write_bytes(package(p("Приказ"))[:300])
    (tmp_path / "пусто.txt").write_bytes(b"")
    tab.page.goto("/")
    tab.drop(tmp_path / "приказ.docx", tmp_path / "пусто.txt")
    expect(tab.page.locator("#queue .why")).to_have_count(2, timeout=20_000)
    assert "повреждён" in tab.page.locator("#queue").inner_text()
    assert "пуст" in tab.page.locator("#queue").inner_text()


def test_it_works_without_scripts(chromium: Any, address: str, letters: list[Path]) -> None:
    for tab in watched(chromium, address, java_script_enabled=False):
        page = tab.page
        page.goto("/")
        page.set_input_files("#file", [str(letter) for letter in letters])
        page.get_by_role("button", name="Прочитать").click()
        expect(page.locator(".said")).to_be_visible()
        for _ in range(20):
            page.goto("/?text=отопительный")
            if page.locator(".documents li").count() and page.locator(".badge.done").count():
                break
            page.wait_for_timeout(500)
        page.locator(".documents h3 a").first.click()
        page.wait_for_url("**/documents/*")
        page.locator("#r-dates-1 a").first.click()
        assert page.url.endswith("#dates-1")
        page.locator("#r-dates-0").get_by_role("link", name="Изменить").click()
        page.get_by_label("Что это").select_option("other")
        page.get_by_role("button", name="Сохранить").click()
        expect(page.locator("#r-dates-0")).to_contain_text("внесено вручную")
