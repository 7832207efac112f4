"""`report.html`: what an archive holds, for its reader, in Russian; one file that needs no network.

Decides the words and the order. Names of files are the only thing on it that comes from the archive.
"""

from __future__ import annotations

from html import escape
from typing import Any

from extractor.batch.charts import columns, grouped, rows
from extractor.batch.outcomes import RECORD, SET_ASIDE, UNPACKED, WARNED, sentence


def page(archive: dict[str, Any], run: dict[str, Any]) -> str:
    """The whole page; `archive` and `run` are those of `report.json`."""
    parts = [
        f"<h1>Архив обработан: {grouped(archive['records'])} {_word(archive['records'], RECORDS)}</h1>",
        _summary(archive, run),
        _chart("Чем закончилось", _named(archive["outcomes"], OUTCOMES)),
        _chart("Почему отложено", [(_reason(code), count) for code, count in archive["reasons"].items()]),
        _chart("Виды документов", _named(archive["kinds"], KINDS)),
        _years(archive["years"]),
        _chart("Форматы файлов", _named(archive["formats"], FORMATS)),
        _chart("В скольких документах что найдено", _named(archive["fields"], FIELDS)),
        _aside(archive),
        _slowest(run["slowest"]),
    ]
    return HEAD + "\n".join(part for part in parts if part) + "\n</main></body></html>\n"


def _summary(archive: dict[str, Any], run: dict[str, Any]) -> str:
    seconds = run["seconds"]
    facts = [
        ("Файлов", grouped(archive["files"])),
        ("Объём", f"{archive['megabytes']:.1f} МБ".replace(".", ",")),
        ("Записей", grouped(archive["records"])),
        ("Повторов другого файла", grouped(archive["copies"])),
        ("Отложено", grouped(archive["outcomes"][SET_ASIDE])),
        ("Пропущено скрытых файлов и папок", grouped(archive["hidden"])),
        ("Обработано за этот запуск", f"{grouped(run['documents'])} за {_duration(seconds)}"),
        ("Скорость", f"{run['documents_a_second']:.1f} документа в секунду".replace(".", ",")),
        ("Версия программы", run["version"]),
    ]
    cells = "".join(f"<tr><th scope=row>{name}</th><td>{escape(value)}</td></tr>" for name, value in facts)
    return f"<table class=facts>{cells}</table>"


def _chart(title: str, bars: list[tuple[str, int]]) -> str:
    shown = [bar for bar in bars if bar[1]]
    return f"<h2>{title}</h2>{rows(shown, title=title)}" if shown else ""


def _years(years: dict[str, int]) -> str:
    bars = [(year, count) for year, count in years.items() if year]
    if not bars:
        return ""
    undated = years.get("", 0)
    note = f"<p>Без даты документа: {grouped(undated)}.</p>" if undated else ""
    return f"<h2>Годы документов</h2>{columns(bars, title='Годы документов')}{note}"


def _aside(archive: dict[str, Any]) -> str:
    found = archive["set_aside"]
    if not found:
        return ""
    more = archive["outcomes"][SET_ASIDE] - len(found)
    lines = "".join(
        f"<tr><td>{escape(each['path'])}</td><td>{escape(_reason(each['code']))}</td>"
        f"<td><code>{escape(each['code'])}</code> {escape(each['detail'])}</td></tr>"
        for each in found
    )
    rest = f"<p>И ещё {grouped(more)}: полный список в файле records/files.jsonl.</p>" if more > 0 else ""
    head = "<tr><th>Файл</th><th>Причина</th><th>Для администратора</th></tr>"
    return f"<h2>Отложенные файлы</h2><table class=list>{head}{lines}</table>{rest}"


def _slowest(found: list[dict[str, Any]]) -> str:
    if not found:
        return ""
    lines = "".join(f"<tr><td>{escape(each['path'])}</td><td>{_seconds(each['seconds'])}</td></tr>" for each in found)
    return f"<h2>Дольше всего читались</h2><table class=list>{lines}</table>"


def _seconds(value: float) -> str:
    return f"{value:.2f} с".replace(".", ",")


def _reason(code: str) -> str:
    """«Файл пуст. Проверьте, тот ли файл выбран.» without its second sentence."""
    first = sentence(code).split(". ")[0].removeprefix("— ").rstrip(".")
    return first[0].upper() + first[1:]


def _named(counts: dict[str, int], names: dict[str, str]) -> list[tuple[str, int]]:
    return [(names.get(key, key), value) for key, value in counts.items()]


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} ч {minutes} мин"
    return f"{minutes} мин {rest} с" if minutes else f"{rest} с"


def _word(count: int, forms: tuple[str, str, str]) -> str:
    """1 запись, 2 записи, 5 записей."""
    if count % 10 == 1 and count % 100 != 11:
        return forms[0]
    return forms[1] if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else forms[2]


RECORDS = ("запись", "записи", "записей")
OUTCOMES = {RECORD: "Запись", WARNED: "Запись с замечаниями", UNPACKED: "Архив распакован", SET_ASIDE: "Отложено"}
KINDS = {
    "letter": "Письмо",
    "report": "Отчёт",
    "certificate": "Справка",
    "resolution": "Резолюция",
    "protocol": "Протокол",
    "order": "Приказ",
    "news": "Новость",
    "program": "Программа",
    "other": "Другое",
}
FORMATS = {
    "text/plain": "Текст",
    "text/html": "HTML",
    "application/pdf": "PDF",
    "application/rtf": "RTF",
    "text/rtf": "RTF",
    "message/rfc822": "Электронное письмо",
    "application/msword": "Word 97–2003",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.oasis.opendocument.text": "OpenDocument, текст",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument, таблица",
}
FIELDS = {
    "dates": "Даты",
    "organizations": "Организации",
    "speakers": "Выступающие",
    "persons": "Другие люди",
    "participant_counts": "Числа участников",
    "targets": "Показатели",
    "goals": "Цели и задачи",
    "decisions": "Решения",
    "events": "Мероприятия",
    "legal_acts": "Документы, на которые есть ссылки",
    "contacts": "Контакты",
}
HEAD = """<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>Сводка: отчёт об архиве</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 16px/1.45 "Segoe UI", "DejaVu Sans", Arial, sans-serif; color: #1b1b1b; margin: 0; background: #fff; }
main { max-width: 860px; margin: 0 auto; padding: 24px; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
svg { max-width: 100%; height: auto; } svg text { font-size: 13px; fill: #1b1b1b; }
table { border-collapse: collapse; } th { text-align: left; font-weight: 600; }
th, td { padding: 4px 16px 4px 0; vertical-align: top; overflow-wrap: anywhere; }
.list td { border-top: 1px solid #ddd; font-size: 14px; }
@media print { main { max-width: none; padding: 0; } }
</style></head><body><main>
"""
