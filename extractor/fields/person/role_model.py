"""The learned role of a person of whom no rule tells: what its signs weigh together.

Decides by a multinomial logistic regression over the signs of `role_signs.py`, and only where the rules fell
back on a default. The weights are data, `role_weights.json`, one sign a line, learned and measured by
`corpus/role_training.py`. Leaves who is asked to `people.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from extractor.fields.person.role_signs import Company, Known, signs_of
from extractor.fields.person.roles import Role
from extractor.fields.person.scene import Scene, in_brackets, parted

RULE = "learned role"
WEIGHTS = Path(__file__).with_name("role_weights.json")


class Weights(NamedTuple):
    """For each sign what it adds to each of the roles; the sign "" is of everybody."""

    roles: tuple[str, ...]
    of: Mapping[str, Sequence[float]]


def reconsidered(role: Role, group: Sequence[Known], company: Company) -> Role:
    """The role that the signs tell where `role` is but a default: «комиссия: Орлова А. А., врач» in an order.

    A likelihood under `LEAST` leaves the default, and so does a speaker who is nowhere in the nominative.
    """
    if role.rule not in DEFAULTS:
        return role
    name, likelihood = likeliest(weights(), {*signs_of(group, company), f"rule={role.rule}"})
    acts = name not in _ACTING or any(_may_speak(one.look) for one in group)
    return Role(name, RULE) if likelihood >= LEAST and acts and name != role.name else role


def _may_speak(look: Scene) -> bool:
    """True for a nominative, but for «флаг поднял Орлов А. А.»: a verb at hand that no rule knows for speech."""
    if "nom" not in look.cases:
        return False
    acts = look.verb is not None and look.is_subject and not parted(look, look.verb)
    return not acts or in_brackets(look) or look.after.lstrip().startswith(":") or look.kind not in ("news", "other")


def likeliest(weights: Weights, signs: Collection[str]) -> tuple[str, float]:
    """The role with the greatest weight and its likelihood; the earlier role where two are equal."""
    sums = list(weights.of[""])
    for sign in sorted(signs):
        for i, weight in enumerate(weights.of.get(sign, ())):
            sums[i] += weight
    best = max(range(len(sums)), key=lambda i: (sums[i], -i))
    return weights.roles[best], 1 / sum(math.exp(one - sums[best]) for one in sums)


@lru_cache(1)
def weights() -> Weights:
    """What was learned."""
    data = json.loads(WEIGHTS.read_text("utf-8"))
    return Weights(tuple(data["roles"]), data["weights"])


DEFAULTS = ("named only", "came", "named in a protocol")  # rules that only say that nothing else is known
_ACTING = ("speaker", "moderator")  # «ввести в состав совета Орлова А. А.» tells of no speaker
LEAST = 0.6  # below it the default is right as often, on documents that the weights were not learned from
