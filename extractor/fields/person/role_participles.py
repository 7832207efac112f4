"""The role that a participle at the name tells: «председательствовавший на встрече Орлов А. А.».

Decides for participles right before the name or after its comma. Leaves what each verb makes of its subject to
`predicates.py`.
"""

from __future__ import annotations

from extractor.analysis import Token
from extractor.fields.person import award_words as awards
from extractor.fields.person import predicate_words as verbs
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.predicates import governed, of_subject, predicate_of
from extractor.fields.person.scene import Scene
from extractor.russian.morphology import parses


def described(scene: Scene) -> str | None:
    """«Орлова А. А., выступившая с докладом», «занявший первое место Граб Пётр»; a chair before all."""
    if "nom" not in scene.cases or scene.kind == "order":
        return None
    participle = _before(scene) or _after(scene)
    if participle is None:
        return None
    token, lemma, is_passive = participle
    predicate = predicate_of(scene, token)._replace(lemma=lemma, is_passive=is_passive)
    role = of_subject(predicate)
    if role == "moderator":
        return role
    return role if role in ("speaker", "awardee") and governed(scene) is None else None


def _before(scene: Scene) -> tuple[Token, str, bool] | None:
    """«Выступивший с докладом директор Орлов А. А.»: no comma and no verb between participle and name."""
    tokens = scene.analysis.tokens
    sentence = scene.analysis.sentences[tokens[scene.sighting.first].sentence]
    for i in range(scene.head - 1, max(sentence.first, scene.head - _REACH) - 1, -1):
        if tokens[i].text in ",;:()«»" or is_verb(tokens[i]) or tokens[i].unit != scene.sighting.unit:
            return None
        if (found := _participle(tokens[i])) is not None:
            return found
    return None


def _after(scene: Scene) -> tuple[Token, str, bool] | None:
    """«Орлов А. А., директор школы, выступивший с докладом»: a participle after a comma."""
    tokens = scene.analysis.tokens
    stop = scene.analysis.unit_tokens[scene.unit.index][1]
    comma = False
    for i in range(scene.sighting.stop, min(stop, scene.sighting.stop + _REACH)):
        if tokens[i].text in ";:().–—" or is_verb(tokens[i]):
            return None
        if comma and (found := _participle(tokens[i])) is not None:
            return found
        comma = tokens[i].text == "," or (comma and tokens[i].pos in ("ADV", "PART"))
    return None


def _participle(token: Token) -> tuple[Token, str, bool] | None:
    """The token with its verb and whether it is passive, for a nominative participle that tells of one deed."""
    if not token.low.endswith(_ENDINGS):
        return None
    best = parses(token.low)[0]
    lemma = best.normal.replace("ё", "е")
    if best.tag.POS != "PRTF" or best.tag.case != "nomn" or lemma in verbs.SHOWING:
        return None
    is_passive = best.tag.voice == "pssv"
    if is_passive and lemma not in awards.GIVING:
        return None
    if best.tag.tense == "pres" and lemma not in verbs.ALWAYS_LEADING:
        return None  # «ведущий научный сотрудник», «представляющая школу ученица»
    return token, lemma, is_passive


_REACH = 14  # tokens between participle and name
_ENDINGS = ("ший", "шая", "шие", "шийся", "шаяся", "шиеся", "щий", "щая", "щие", "ный", "ная", "ные", "тый", "тая")
