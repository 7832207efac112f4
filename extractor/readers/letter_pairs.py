"""How likely Russian letters follow one another: the evidence that tells code pages apart.

Decides how well a decoded sample looks like Russian. Leaves the choice between encodings to
`encoding.py`. The table was counted on the words of navec's news vocabulary with their frequencies.
"""

from __future__ import annotations

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя "  # the space stands for a word's edge
FEW = 0.75  # digits of the table a bit: 9 is certain, 0 one in four thousand or rarer


def log_likelihood(text: str) -> float:
    """Bits, at most 0: «приказ» scores about -23, «РПХЙБЪ» (it in the wrong code page) -63."""
    bits = 0.0
    before, was_upper = " ", False
    for char in text:
        lower = char.lower()
        letter = "е" if lower == "ё" else lower if lower in LETTERS else None
        if letter is None:
            bits += PUNCTUATION_BITS if char in PUNCTUATION else STRANGE_BITS
            letter, is_upper = (" " if char in OPENING else CLOSED), False
        else:
            is_upper = char != lower
            bits += PAIR_BITS[before + letter] + _case_bits(before, was_upper, is_upper)
        before, was_upper = letter, is_upper
    return bits + PAIR_BITS[before + " "]


def _case_bits(before: str, was_upper: bool, is_upper: bool) -> float:
    """A capital opens a word or follows another one; «пРИКАЗ» is the mark of a wrong code page."""
    if not is_upper:
        return 0.0
    if before in (" ", CLOSED):
        return -2.0
    return -1.0 if was_upper else -14.0


OPENING = "«№„“ \u00a0"  # what a word may follow at once
PUNCTUATION = OPENING + "»–—”‘’…•°§"
CLOSED = "»"  # stands for all that no word follows at once: «”правление» is «Управление» misread
PUNCTUATION_BITS = -5.0
STRANGE_BITS = -20.0

# A row: after its letter, one digit for each of LETTERS, 9 + 0.75 * log2(probability).
FOLLOWERS = {
    "а": "056455454466672466623454430002457",  # акт
    "б": "634026216036357065060400365721445",  # больница
    "в": "713337036046357355450212410630048",  # восьмой
    "г": "612156006036248073250001000001005",  # год
    "д": "715337436045467455360123302541146",  # дата
    "е": "345564452556673466613434430000227",  # ежегодно
    "ж": "741178107051274113050014000030104",  # жители
    "з": "846465306044566253150012002530146",  # заявка
    "и": "435456356566565356612555320000467",  # итоги
    "й": "121252020043354117501034410000009",  # район
    "к": "705105417035148165660140000001007",  # комитет
    "л": "700327407045147124250002000470566",  # лицей
    "м": "733107007034457514062012000532148",  # министр
    "н": "723357027050067125653142020640256",  # начальник
    "о": "167665444656664566613334430002247",  # отчёт
    "п": "600006006025038482350020000420044",  # приказ
    "р": "734547417043457345563222300540155",  # решение
    "с": "535136006076456546852324301450166",  # справка
    "т": "736027006042457265251003000560147",  # тема
    "у": "464565642266551666602426450002627",  # участники
    "ф": "620307017025237264565110100331116",  # форум
    "х": "604114005013357054340000000002008",  # ход
    "ц": "633107028052025224050010000500105",  # цель
    "ч": "701008007054162133740000400040005",  # число
    "ш": "704008007056265232550000000041104",  # школа
    "щ": "700008008000051010040000000050002",  # общий
    "ъ": "000008000000000000000000000000385",  # объект
    "ы": "046446232646650446500703500000038",  # выступил
    "ь": "042435053050472106502232520000558",  # деньги
    "э": "034240010476550465805210200000004",  # этап
    "ю": "252361451145350055700136270000308",  # юбилей
    "я": "056255451235550344600544240000438",  # явка
    " ": "557564456164666767554335300005230",  # начало слова
}

PAIR_BITS = {
    first + second: (int(digit) - 9) / FEW
    for first, row in FOLLOWERS.items()
    for second, digit in zip(LETTERS, row, strict=True)
}
PAIR_BITS |= {CLOSED + letter: -12.0 for letter in LETTERS} | {CLOSED + " ": 0.0, "  ": 0.0}
