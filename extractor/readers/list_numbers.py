"""The numbers of lists as they are written: «2», «б», «II».

Decides how a count looks in a form that Word names («russianLower», «upperRoman»). Leaves counting to
each reader.
"""

from __future__ import annotations


def spelled(count: int, form: str) -> str:
    """A count in a form: 2 is «2», «б», «b» or «II»; a form that we do not know is decimal."""
    if form in ("none", "bullet"):
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    alphabet = ALPHABETS.get(form.replace("Upper", "Lower").replace("upper", "lower"))
    if alphabet and 1 <= count <= 10 * len(alphabet):
        letters = alphabet[(count - 1) % len(alphabet)] * (1 + (count - 1) // len(alphabet))
    elif form.endswith("Roman") and 1 <= count < 4000:
        letters = _roman(count)
    else:
        return str(count)
    return letters.upper() if "pper" in form else letters


def _roman(count: int) -> str:
    """4 is «iv»."""
    letters = ""
    for size, sign in ROMAN:
        letters += sign * (count // size)
        count %= size
    return letters


ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    # The standard leaves out ё, й, ъ and ь.
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
}

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
