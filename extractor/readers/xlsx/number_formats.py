"""Numbers and dates of a workbook as a Russian Excel shows them.

Decides what a format code makes of a number: «dd.mm.yyyy» of 44321 is «05.05.2021», «0.0%» of 0.812 is
«81,2%», «# ##0" чел."» of 1200 is «1 200 чел.». Leaves the cells to the package. A code that is not
understood leaves the number as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAX_CODE = 200  # characters of a format
LAST_DAY = 2_958_465  # 31.12.9999


@dataclass(frozen=True, slots=True)
class Formats:
    """The format code of every cell style, by its index; `start` is the day before day 1."""

    codes: tuple[str, ...]
    start: datetime

    def shown(self, said: str, style: str | None) -> str:
        """A number as its style shows it; what is no number, as it is."""
        if not NUMBER.fullmatch(said):
            return said
        code = self.codes[int(style)] if style and INDEX.fullmatch(style) and int(style) < len(self.codes) else ""
        value = float(said)
        shape = _shape(code)
        if DATE.search(shape):
            return self._date(value, shape.lower()) or _general(value)
        if not PLACES.search(shape):
            return _general(value)
        return _number(value, code, shape)

    def _date(self, value: float, shape: str) -> str | None:
        """«05.05.2021», «05.2021», «2021», «10:30» or a date with a time, as the code asks."""
        if not 0 <= value <= LAST_DAY:
            return None
        if "[h" in shape:  # hours that count on past midnight
            return f"{int(value * 24)}:{round(value * 1440) % 60:02d}"
        moment = self.start + timedelta(days=int(value), minutes=round(value % 1 * 1440))
        has_day, has_year, has_hours = "d" in shape, "y" in shape, "h" in shape or "s" in shape
        time = f"{moment:%H:%M}" if has_hours else ""
        if has_day:
            return f"{moment:%d.%m}.{moment.year:04d} {time}".strip()
        if has_year:
            return f"{moment:%m}.{moment.year:04d}" if "m" in shape else f"{moment.year:04d}"
        return time or f"{moment:%m}"


def formats_of(styles: etree._Element | None, workbook: etree._Element) -> Formats:
    """What styles.xml and the workbook say about numbers and dates."""
    properties = workbook.find(S + "workbookPr")
    is_mac = properties is not None and properties.get("date1904") in ("1", "true")
    start = datetime(1904, 1, 1) if is_mac else datetime(1899, 12, 30)
    if styles is None:
        return Formats((), start)
    own = {f.get("numFmtId", ""): f.get("formatCode", "")[:MAX_CODE] for f in styles.iter(S + "numFmt")}
    used = (style.get("numFmtId", "") for style in styles.findall(f"{S}cellXfs/{S}xf"))
    return Formats(tuple(own.get(number, BUILT_IN.get(number, "")) for number in used), start)


def _shape(code: str) -> str:
    """The first section of a code without its literals, colours and fillers."""
    return LITERAL.sub("", code).partition(";")[0].replace("General", "").replace("Основной", "")


def _number(value: float, code: str, shape: str) -> str:
    """Decimals, groups of thousands, percents and the words around."""
    places = PLACES.search(shape)
    pattern = places[0] if places else ""
    decimals = sum(sign in "0#?" for sign in pattern.partition(".")[2])
    scaled = value * 100 if "%" in shape else value
    text = f"{scaled:,.{decimals}f}"
    if "#" in pattern.partition(".")[2]:
        text = text.rstrip("0").rstrip(".")
    is_grouped = "," in pattern.partition(".")[0] or " " in pattern.strip()
    text = text.replace(",", "\u00a0" if is_grouped else "").replace(".", ",")
    before, after = _words(code)
    return f"{before}{text}{'%' if '%' in shape else ''}{after}"


def _words(code: str) -> tuple[str, str]:
    """The quoted words of the first section before and after the digits."""
    section = SECTION.match(code)
    parts = re.split(r"[0#?]", section[0] if section else "")
    found = ["".join(QUOTED.findall(part)) for part in (parts[0], parts[-1])]
    return found[0], found[1]


def _general(value: float) -> str:
    """«43», «0,3» and not «0,30000000000000004»; long whole numbers stay whole."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.11g}".replace(".", ",")


NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?")
INDEX = re.compile(r"[0-9]{1,6}")
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE | re.DOTALL)
SECTION = re.compile(r'(?:"[^"]*"|[^;"])*+')
QUOTED = re.compile(r'"([^"]*)"')
DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
PLACES = re.compile(r"[0#?](?:[0#?,.\s]*[0#?])?")

# Formats that files name by number alone; 14 to 17 are dates, 45 to 47 times.
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "14": "dd.mm.yyyy",
    "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm", "19": "h:mm:ss", "20": "h:mm", "21": "h:mm:ss",
    "22": "dd.mm.yyyy h:mm", "37": "#,##0", "38": "#,##0", "39": "#,##0.00", "40": "#,##0.00", "45": "mm:ss",
    "46": "h:mm:ss", "47": "mm:ss",
}  # fmt: skip
