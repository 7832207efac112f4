"""The learned roles: asked only where rules know nothing, weights that fit the signs, learning that learns.

Leaves how good they are on unread documents to `corpus/role_training.py` and `corpus/evaluation.py`.
"""

from __future__ import annotations

import json

import pytest

from corpus.role_training import ROLES, Example, examples, learn, material, report, unseen, written
from extractor import extract
from extractor.fields.person.role_model import DEFAULTS, RULE, WEIGHTS, Weights, likeliest, weights
from extractor.fields.person.roles import Role

DEFAULT = Role("mentioned", "named only")


def example(document: str, role: str, *signs: str) -> Example:
    return Example(document, role, DEFAULT, frozenset(signs))


def toy() -> list[Example]:
    """Who stands in the list of an order is responsible, who has a medal in the clause is an awardee."""
    return [
        example(f"{n}", role, *signs, f"noise:{n}")
        for n in range(24)
        for role, signs in (
            ("responsible", ("unit=item", "kind=order")),
            ("awardee", ("clause:медаль", "kind=news")),
            ("mentioned", ("kind=news",)),
        )
    ]


def test_learning_finds_the_signs_that_tell() -> None:
    learned = learn(toy())
    assert likeliest(learned, {"unit=item", "kind=order"})[0] == "responsible"
    assert likeliest(learned, {"clause:медаль", "kind=news"})[0] == "awardee"
    assert likeliest(learned, {"kind=news"})[0] == "mentioned"
    assert not any(sign.startswith("noise:") for sign in learned.of), "a sign of one document alone was kept"


def test_learning_twice_writes_the_same_file() -> None:
    assert written(learn(toy())) == written(learn(list(reversed(toy()))))


def test_documents_are_judged_by_weights_that_have_not_seen_them() -> None:
    people = [*toy(), example("alone", "signatory", "zone=sign")]
    judged = {one.document: role for one, role, _ in unseen(people) if one.role == "signatory"}
    assert judged["alone"] != "signatory"
    assert any("learned" in line for line in report(unseen(people)))


def test_the_earlier_role_wins_a_tie() -> None:
    weights = Weights(("mentioned", "speaker"), {"": [0.0, 0.0], "opens=True": [0.5, 0.5]})
    assert likeliest(weights, {"opens=True", "unknown"}) == ("mentioned", 0.5)


def test_the_weights_are_as_the_training_writes_them() -> None:
    text = WEIGHTS.read_text("utf-8")
    assert text == written(weights())
    assert tuple(json.loads(text)["roles"]) == ROLES


def test_the_weights_fit_the_signs_of_today() -> None:
    """Signs that have changed since the weights were learned no longer tell what they told."""
    people = examples(material()[::8])
    assert len(people) > 40
    right = sum(likeliest(weights(), one.signs)[0] == one.role for one in people)
    assert right / len(people) > 0.85, "learn the weights anew: make roles"


def test_what_no_rule_knows_is_told_by_the_signs_together() -> None:
    record = extract("Дипломы турнира – юнгам Граб Даше и Лосеву Коле.".encode(), "a.txt")
    assert [(one.name.last, one.role, one.rule) for one in record.persons] == [
        ("Граб", "awardee", RULE),
        ("Лосев", "awardee", RULE),
    ]


def test_nobody_speaks_in_the_accusative() -> None:
    text = "ПРОТОКОЛ\nсовета\n\nСлушали:\n1. Сычёв О. О.\n2. Ввести в совет Гринёва Петра Ильича, директора завода."
    record = extract(text.encode(), "a.txt")
    assert "Гринёв" not in [one.name.last for one in record.speakers]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ПРИКАЗ\n2. Контроль возложить на Гринёву А. А.", "entrusted"),
        ("Модератор: Гринёва А. А.", "chair label"),
    ],
)
def test_what_a_rule_knows_is_not_reconsidered(text: str, rule: str) -> None:
    record = extract(text.encode(), "a.txt")
    assert [one.rule for one in (*record.speakers, *record.persons)] == [rule]
    assert rule not in DEFAULTS
