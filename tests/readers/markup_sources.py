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


def rtf(body: str, *, head: str = r"\ansi\ansicpg1251\deff0", more: str = "") -> bytes:
    """A document in RTF; Cyrillic letters become bytes of cp1251 as Word writes them."""
    fonts = r"{\fonttbl{\f0\froman\fcharset204{\*\panose 02020603}Times New Roman;}{\f3\fnil\fcharset2 Symbol;}}"
    return ("{\\rtf1" + head + fonts + more + "\n" + hexed(body) + "}").encode("ascii")


def hexed(text: str, encoding: str = "cp1251") -> str:
    return "".join(c if c.isascii() else "".join(f"\\'{byte:02x}" for byte in c.encode(encoding)) for c in text)


LETTER_IN_RTF = r"""{\info{\title нет}{\author нет}}{\stylesheet{\s1\outlinelevel0 heading 1;}}{\*\generator нет;}
{\header\pard\plain Школа № 3\par}{\headerf титул\par}
{\footer\pard\qc {\field{\*\fldinst { PAGE }}{\fldrslt {7}}}\par Исп. Котова\par}
\pard\plain\s1\outlinelevel0 О проведении совещания\par
\pard\plain Срок \emdash  {\deleted 1 мая}{\v скрыто}5\~мая{\footnote \pard\plain {\super\chftn} По данным опроса.}.\par
Директор\tab И.\~И.\line школы\par\par
{\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt сайт}}
 {\pict\wmetafile8 0102ff}{\*\unknown нет}со\-вет 2020\_2024 \{x\}\par
{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard № 15 от 3 марта\par}}{\shprslt нет}}\page Конец"""

LISTS_AND_TABLES_IN_RTF = r"""\pard{\listtext\pard\plain 1.\tab}\ls1\ilvl0 Утвердить план.\par
{\listtext\pard\plain 1.1.\tab}\pard\ls1\ilvl1 Провести форум.\par
{\listtext\pard\plain\f3 \'b7\tab}\pard\ls2 онлайн\par
\pard{\*\pn\pnlvlbody{\pntxta .}}{\pntext а)\tab}очно\par
\pard Таблица 1\par
\trowd\cellx2000\cellx6000\pard\intbl Показатель\cell План\par на год\cell\row
\trowd\cellx2000\cellx4000\cellx6010\intbl Охват\cell 70 %\cell 75 %\cell\row
\trowd\cellx2000\cellx4000\cellx6000\intbl Классы:\par\pard\intbl\itap2 5 класс
\nestcell{\nonesttables\par}20\nestcell{\*\nesttableprops\trowd\cellx1000
\cellx2000\nestrow}
\pard\intbl\cell\cell 42\cell\row
\pard Вывод\par"""

UNICODE_IN_RTF = r"""{\uc1\u1055?\u1088\'f0\u1080\'e8\u1082{\uc2\u1072\'d0\'b0}\u1079?} \uc0\u8470 5
 \u55357\u56832 \u-3913 \f0
{\upr{нет}{\*\ud{\u1076 а}}} \uc999999999\u8212? не теряется \bin3 }}}конец"""


def message(*headers: str, body: str = "", encoding: str = "utf-8") -> bytes:
    return ("\r\n".join([*headers, "MIME-Version: 1.0"]) + body.replace("\n", "\r\n")).encode(encoding)


PEOPLE = ("From: =?utf-8?B?0JrQvtGC0L7QstCwINCQ0L3QvdCw?= <kotova@example.ru>", "To: shkola@example.ru")
ALTERNATIVES_AND_ATTACHMENTS = """
Content-Type: multipart/mixed; boundary=a

для старых программ
--a
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8; format=flowed

Уважаемые коллеги! \nСеминар пройдёт 12 мая.

-- \nА. Котова
--b
Content-Type: text/html; charset=utf-8

<p>Семинар пройдёт <b>12 мая</b>.</p>
--b--
--a
Content-Type: application/pdf
Content-Disposition: attachment; filename*=utf-8''%D0%BF%D0%BB%D0%B0%D0%BD.pdf

%PDF
--a
Content-Type: text/plain; charset=utf-8; name="=?utf-8?B?0YHQv9C40YHQvtC6LnR4dA==?="
Content-Disposition: attachment

не читается
--a
Content-Type: message/rfc822

Subject: pere

x
--a--
"""
ONLY_HTML = """
Content-Type: multipart/related; boundary=a

--a
Content-Type: text/html
Content-Transfer-Encoding: base64

PHA+0J/RgNC40LrQsNC3PC9wPjx0YWJsZT48dHI+PHRkPtC00LDRgtCwPHRkPjUg0LzQsNGPPC90YWJsZT4=
--a
Content-Type: image/png

x
--a--
"""

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "lists_tables_and_unclosed_tags.html": LISTS_AND_TABLES.encode,
    "menus_scripts_and_hidden_parts.html": HIDDEN_PARTS.encode,
    "tables_that_only_place_text.html": LAYOUT_TABLE.encode,
    "main_part_of_a_site.html": SITE.encode,
    "saved_by_word_in_cp1251.htm": lambda: SAVED_BY_WORD.encode("cp1251"),
    "declares_cp1251_but_is_utf8.html": page("<p>Приказ", "<meta charset=cp1251>").encode,
    "nothing_declared_koi8.html": lambda: page("<p>Приказ о проведении семинара").encode("koi8-r"),
    "letter_with_headers_fields_and_notes.rtf": lambda: rtf(LETTER_IN_RTF),
    "lists_and_nested_tables.rtf": lambda: rtf(LISTS_AND_TABLES_IN_RTF),
    "unicode_with_fallbacks.rtf": lambda: rtf(UNICODE_IN_RTF, head=r"\ansi\ansicpg1252"),
    "declares_cp1252_over_cyrillic.rtf": lambda: (
        b"{\\rtf1\\ansi\\ansicpg1252\\pard " + hexed("Приказ о проведении семинара").encode() + b"}"
    ),
    "alternatives_and_attachments.eml": lambda: message(
        *PEOPLE,
        "Cc: =?koi8-r?Q?=CB=CF=CC=CC=C5=C7=C9?= <k@example.ru>",
        "Date: Wed, 5 May 2021 10:15:00 +0300",
        "Subject: =?windows-1251?B?zuEg4uXx5e3t5ew=?= =?windows-1251?B?IPHl7Ojt4PDl?=",
        body=ALTERNATIVES_AND_ATTACHMENTS,
    ),
    "bare_bytes_in_koi8.eml": lambda: message(
        "Return-Path: <>",
        "Subject: Приказ о проведении семинара",
        "Date: вчера",
        body="\n\nСовещание прошло.\n\tВ нём участвовали педагоги.\n",
        encoding="koi8-r",
    ),
    "page_saved_as_one_file.mht": lambda: message("From: <Saved by Blink>", body=ONLY_HTML),
    "cut_in_the_middle.rtf": lambda: rtf(LETTER_IN_RTF)[:-120],
    "with_a_mark_in_utf16.html": lambda: page("<p>Приказ").encode("utf-16"),
}
