"""Documents in formats that are marked-up characters: HTML, RTF and messages.

Decides what each shows, as `make_sources.py` does. All people and bodies are invented.
"""

from __future__ import annotations

from collections.abc import Callable


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head><title>Сайт</title>{head}</head>\n<body>{body}</body></html>\n"


LISTS_AND_TABLES = page(
    """<h1>Приказ</h1>
<p>Первый   абзац<br>вторая строка<br><br>после пустой строки</p>
текст без тега
<p>Не закрыт
<ul><li>форум<li>семинар:<ol type=a start=3><li><p>в мае</p><p>или позже</p><li value=7>в июне</ol></ul>
<ol><li>Утвердить план.</li><li></li><li>Провести <b>форум</b>.</li></ol>
<table><caption>Таблица 1</caption>
<tr><th rowspan=2>Показатель</th><th colspan=2>План</th></tr><tr><td>I</td><td>II</td></tr>
<tr><td>Охват</td><td>75 %</td><td></td></tr></table>
<dl><dt>Срок<dd>5 мая</dl>
<pre>Директор      И. И. Котов
  школы</pre>"""
)

HIDDEN_PARTS = page(
    """<!-- примечание --><nav>Главная | Новости</nav><div role="navigation">Разделы</div>
<script>alert("нет")</script><noscript>нет</noscript><form><input value="нет"><button>Найти</button></form>
<div style="display: none">скрыто</div><p hidden>скрыто</p><p>Срок — <del>1 мая</del> <ins>5 мая</ins>.</p>
<p><q>Весна</q> и со&shy;вет, 2&nbsp;часа &amp; всё &#1103; &#xD83D;</p><svg><text>нет</text></svg>
<p>Смотри <a href="http://example.org/x">сайт школы</a><img src="http://example.org/y.png" alt="нет"></p>""",
    '<style>p { color: red }</style><script src="http://example.org/z.js"></script>',
)

LAYOUT_TABLE = page(
    """<table role="presentation"><tr><td>Школа № 3<td>г. Заречный</table>
<table><tr><td><h2>Новости</h2>Прошёл семинар.<td><table><tr><td>дата<td>5 мая</table></table>
<table><tr><td>Рамка вокруг абзаца</table>"""
)

SITE = page(
    """<header>Официальный сайт</header><main><h1>Форум прошёл</h1><p>"""
    + "Участники обсудили планы. " * 12
    + """</p></main><footer>Все права защищены</footer>"""
)

SAVED_BY_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1251"></head><body>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>
<![endif]>Утвердить план.<o:p></o:p></p><p class=MsoNormal style='mso-hide:all'>скрыто</p></body></html>"""

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "lists_tables_and_unclosed_tags.html": LISTS_AND_TABLES.encode,
    "menus_scripts_and_hidden_parts.html": HIDDEN_PARTS.encode,
    "tables_that_only_place_text.html": LAYOUT_TABLE.encode,
    "main_part_of_a_site.html": SITE.encode,
    "saved_by_word_in_cp1251.htm": lambda: SAVED_BY_WORD.encode("cp1251"),
    "declares_cp1251_but_is_utf8.html": page("<p>Приказ", "<meta charset=cp1251>").encode,
    "nothing_declared_koi8.html": lambda: page("<p>Приказ о проведении семинара").encode("koi8-r"),
    "with_a_mark_in_utf16.html": lambda: page("<p>Приказ").encode("utf-16"),
}
