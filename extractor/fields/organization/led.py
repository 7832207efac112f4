"""Bodies that only the post before them tells: «директор [Заречного элеватора]», «начальник [Енской метеобазы]».

Decides that an adjective of a place with any noun of a thing behind a manager's post is a name. Leaves nouns that
head names anywhere to `heads.py`.
"""

from __future__ import annotations

from extractor.fields.organization.candidates import Candidate, candidate, kind_of
from extractor.fields.organization.noun_phrases import place_after
from extractor.fields.organization.offices import has_proper
from extractor.fields.organization.places import TERRITORIES
from extractor.fields.organization.scene import Scene, adjective_cases, is_animate, noun_cases
from extractor.russian.bodies import head_noun
from extractor.russian.entries import entries
from extractor.russian.event_nouns import event_kind
from extractor.russian.inflection import agrees
from extractor.russian.morphology import parses


def led_by_post(scene: Scene, i: int) -> list[Candidate]:
    """The body whose adjective of a place stands at token `i` right behind the post of who runs it."""
    if not is_managed(scene, i) or i in scene.persons or not adjective_cases(scene.tokens[i].low):
        return []
    noun = _noun_from(scene, i)
    if noun is None or not has_proper(scene, i, noun) or not _is_of_thing(scene, noun):
        return []
    if not agrees(scene.tokens[i].text, scene.tokens[noun].text):
        return []
    kind = kind_of(scene.text(i, noun + 1))
    return [candidate(scene, i, noun + 1, "led_by_post", kind=kind, placed_stop=place_after(scene, noun + 1))]


def is_managed(scene: Scene, i: int) -> bool:
    """Whether the post of a manager stands right before token `i`: «директору [Заречного элеватора]»."""
    if i == 0 or scene.tokens[i - 1].unit != scene.tokens[i].unit:
        return False
    before = scene.tokens[i - 1]
    if before.text == "." and i > 1:
        return scene.tokens[i - 2].low in ("зав", "дир", "нач")
    return before.low.startswith("завед") or before.lemma in _MANAGERS or before.low in ("зав", "замдиректора")


def _noun_from(scene: Scene, i: int) -> int | None:
    """The noun behind the adjectives from token `i` on: «Заречного хлебоприёмного [пункта]»."""
    for k in range(i + 1, min(scene.stop_of_unit(i), i + 4)):
        token = scene.tokens[k]
        if not token.text.islower() or len(token.text) < 4:
            return None
        if noun_cases(token.low) and parses(token.low)[0].tag.POS == "NOUN":
            return k
        if not adjective_cases(token.low):
            return None
    return None


def _is_of_thing(scene: Scene, k: int) -> bool:
    """Whether a noun may be a body: no person, territory, event or inner department."""
    token = scene.tokens[k]
    low = parses(token.low)[0].normal.replace("ё", "е")
    inner = low in _INNER or low in TERRITORIES or low.endswith(("участок", "отдел", "район"))
    return not (inner or is_animate(token.low) or head_noun(token.text) is not None or event_kind(low) is not None)


_MANAGERS = entries("""
директор  # директор Заречного элеватора
начальник  # начальник Заречной метеостанции
управляющий  # управляющий Заречным зернотоком
завхоз  # завхоз Заречного подсобья
гендиректор  # гендиректор Заречного спиртзавода
главврач  # главврач Заречной здравницы
бригадир  # бригадир Заречного плодопитомника
бухгалтер  # бухгалтер Заречного торга
агроном  # агроном Заречного сортоиспытательного опорника
инженер  # инженер Заречного горгаза
механик  # механик Заречного гортопа
технолог  # технолог Заречного молокоприёмника
""")

# Nouns of parts, undertakings and places, which are no bodies.
_INNER = entries("""
отделение  # начальник Заречного отделения
сектор  # заведующий Заречным сектором
участок  # начальник Заречного участка
группа  # начальник Заречной группы
направление  # директор Заречного направления
проект  # директор Заречного проекта
программа  # директор Заречной программы
бригада  # начальник Заречной бригады
цех  # начальник Заречного цеха
ферма  # заведующая Заречной фермой
подразделение  # начальник Заречного подразделения
смена  # начальник Заречной смены
зона  # начальник Заречной зоны
куст  # начальник Заречного куста
штаб  # начальник Заречного штаба
поселение  # управляющий Заречным поселением
гарнизон  # начальник Заречного гарнизона
кластер  # директор Заречного кластера
кафедра  # заведующий Заречной кафедрой
склад  # заведующая Заречным складом
пост  # начальник Заречного поста
площадка  # начальник Заречной площадки
экспедиция  # начальник Заречной экспедиции
колонна  # начальник Заречной колонны
поезд  # начальник Енского поезда
регион  # директор Енского региона
ветучасток  # заведующий Заречным ветучастком
производство  # начальник Заречного производства
хозяйство  # управляющий Заречным хозяйством
""")
