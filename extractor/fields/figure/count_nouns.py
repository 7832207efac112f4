"""What a counted noun is: a person, an organisation, a territory, a group, a view, a work, or nothing we count.

Decides the `unit` of a count from the head noun and its modifiers: a lexicon first, then animacy.
Leaves to `noun_phrases.py` which noun a number counts, and the words themselves to `count_lexicon.py`
and `count_phrases.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from extractor.fields.figure.count_lexicon import NOUNS, NounClass
from extractor.fields.figure.count_phrases import ABBREVIATIONS, COMPLEMENTED, MODIFIED, SUBSTANTIVES
from extractor.russian.morphology import parses
from extractor.russian.trade_words import TRADES


def noun_class(lemma: str, word: str, modifiers: Sequence[str] = (), complement: str = "") -> NounClass:
    """The class of a counted noun: «сад» with «детский» is an organisation, «корова» a thing.

    `modifiers` are the lemmas of its adjectives, `complement` the first word after it in lower case.
    """
    for modifier in modifiers:
        found = MODIFIED.get((modifier, lemma))
        if found is not None:
            return found
    found = COMPLEMENTED.get((lemma, complement))
    if found is not None:
        return found
    found = NOUNS.get(lemma) or ABBREVIATIONS.get(word)
    if found is not None:
        return found
    if lemma in TRADES:
        return "person"  # «13 кочегаров», which the dictionary takes for no one
    if "-" in word:
        return _hyphenated(word)
    return _by_last_part(lemma) or ("person" if _is_person(word) else "thing")


def _by_last_part(lemma: str) -> NounClass | None:
    """«сельхозпредприятие», «спортшкола», «видеоролик»: the last part says what it is."""
    for cut in range(3, len(lemma) - 4):
        found = NOUNS.get(lemma[cut:])
        if found is not None:
            return found
    return None


def _hyphenated(word: str) -> NounClass:
    """«детей-сирот», «школ-интернатов», «музеев-заповедников»: the first part says what it is."""
    if any(parse.known and "anim" in parse.tag.grammemes for parse in parses(word)[:1]):
        return "person"  # «вице-премьеров»
    first, _, last = word.partition("-")
    if NOUNS.get(noun_lemma(last)) == "organization" and NOUNS.get(noun_lemma(first)) != "organization":
        return "organization"  # «партнёров-работодателей»
    if last.startswith("класс") and _is_person(first):
        return "thing"  # «мастер-классов»
    lemma = noun_lemma(first)
    return NOUNS.get(lemma) or ("person" if _is_person(first) else "thing")


@lru_cache(50_000)
def noun_lemma(word: str) -> str:
    """The noun's lemma whatever other readings the word has: «садов» is «сад», «обучающихся» «обучающийся»."""
    for parse in parses(word):
        if parse.tag.POS == "NOUN" and not {"Name", "Surn", "Patr"} & set(parse.tag.grammemes):
            return parse.normal.replace("ё", "е")
    return parses(word)[0].normal.replace("ё", "е")


@lru_cache(50_000)
def _is_person(word: str) -> bool:
    """Whether the word's likeliest noun or substantivised reading is animate and no animal."""
    for parse in parses(word):
        grammemes = parse.tag.grammemes
        if "Subx" in grammemes or _is_past_actor(grammemes) or parse.normal.replace("ё", "е") in SUBSTANTIVES:
            return True
        if parse.tag.POS == "NOUN" and (parse.known or len(word) > 5):
            return "anim" in grammemes and not {"Name", "Surn", "Patr"} & set(grammemes)
    return False


def can_be_counted(word: str, value: int | float) -> bool:
    """Whether a form can follow a number: «5 школ», «3 школы», «21 школа», not «5 разовое»."""
    forms = _forms(word)
    if not forms:
        return True
    if not isinstance(value, int):
        return bool(forms & {"sing gent", "plur gent"})
    if value % 10 == 1 and value % 100 != 11 and any(form.startswith("sing") for form in forms):
        return True
    if value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14) and "sing gent" in forms:
        return True
    return any(form.startswith("plur") and form != "plur nomn" for form in forms)


@lru_cache(50_000)
def _forms(word: str) -> frozenset[str]:
    """Number and case of all nominal readings; empty where a word has no forms: «МФЦ»."""
    tags = [parse.tag for parse in parses(word) if parse.tag.number and parse.tag.case]
    if any("Fixd" in tag.grammemes for tag in tags):
        return frozenset()
    return frozenset(f"{tag.number} {tag.case}" for tag in tags)


@lru_cache(50_000)
def is_substantive(word: str) -> bool:
    """Whether an adjective or participle stands for a person alone: «обучающихся», «пострадавшие»."""
    return any(
        "Subx" in p.tag.grammemes or p.normal.replace("ё", "е") in SUBSTANTIVES or _is_past_actor(p.tag.grammemes)
        for p in parses(word)
    )


def _is_past_actor(grammemes: Collection[str]) -> bool:
    """«переболевших», «выбывшие»: those who did something."""
    return {"PRTF", "past", "actv", "plur"} <= set(grammemes)
