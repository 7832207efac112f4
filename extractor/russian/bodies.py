"""Nouns that head names of organisations: «министерство», «школа», «газета», «учреждение».

Decides what kind of organisation a head speaks for and what has to stand beside it to make a name of it.
Leaves the phrase around it to `fields/organization/phrases.py`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.russian.body_letters import letters_of
from extractor.russian.body_words import PREFIXES, SUFFIXES
from extractor.russian.morphology import parses

Class = Literal["power", "office", "institution", "titled", "union", "legal"]


class Head(NamedTuple):
    """A head noun: its lemma, the kind and the class, which says what makes it a name.

    power: a complement or a territory («министерство труда»); office: a territory («отдел культуры
    администрации района»); institution: a proper adjective, a number, quotes or a person's name; union: the same
    or a complement; titled: quotes only («газета „Новь“»); legal: quotes only, and a long form of its own.
    """

    lemma: str
    kind: str
    cls: Class


@lru_cache(50_000)
def head_noun(word: str) -> Head | None:
    """The head that a word may be, in any case: «министерством», «школа-интернат», «киноклубу»."""
    low = word.lower().replace("ё", "е")
    letters = letters_of(word)
    if letters is not None:
        return Head(letters.lemma, letters.kind, "institution")
    if len(low) < 3:
        return None
    for lemma in _lemmas(low):
        head = _HEADS.get(lemma) or _compound(lemma)
        if head is not None:
            return head
    return None


@lru_cache(20_000)
def is_short_head(word: str) -> bool:
    """Abbreviated heads that a name needs more words for: «СОШ № 5», «ДК», «ЦРБ»."""
    return letters_of(word) is not None


@lru_cache(50_000)
def _lemmas(low: str) -> tuple[str, ...]:
    found = dict.fromkeys(
        p.normal.replace("ё", "е") for p in parses(low) if p.tag.POS == "NOUN" and "Surn" not in p.tag
    )
    return tuple(found)


def _compound(lemma: str) -> Head | None:
    """«музей-заповедник» is a museum, «киноклуб» a club, «госуниверситет» a university."""
    first, dash, _ = lemma.partition("-")
    if lemma.startswith("дом-музе"):
        return _HEADS["музей"]
    if dash and first in _HEADS:
        return _HEADS[first]
    for suffix in SUFFIXES:
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= 3:
            return _HEADS[suffix]
    for prefix in PREFIXES:
        rest = lemma.removeprefix(prefix)
        if rest != lemma and len(rest) > 3 and (rest in _HEADS or prefix in _OF_LEVELS):
            return _HEADS.get(rest) or _compound(rest)  # «госветслужба» is a «служба»
    return None


def _table(text: str) -> dict[str, Head]:
    heads = {}
    for line in text.strip().splitlines():
        lemma, kind, cls = line.split("#")[0].split()
        heads[lemma] = Head(lemma, kind, cls)  # type: ignore[arg-type]
    return heads


_OF_LEVELS = frozenset({"гос", "рай", "гор", "обл"})

_HEADS = _table("""
министерство authority power        # Министерство труда области
правительство authority power       # правительство Енской области
парламент authority power           # парламент республики
прокуратура authority power         # прокуратура Энского района
мэрия authority power               # мэрия города Энска
префектура authority power          # префектура округа
ратуша authority power              # ратуша города Энска
кабинет authority power             # Кабинет Министров республики
казначейство authority power        # Федеральное казначейство
дума authority power                # Государственная Дума
хурал authority power               # Великий Хурал республики
администрация authority power       # администрация Заречного района
аппарат authority power             # Аппарат Губернатора Энской области
департамент authority office        # департамент финансов города Энска
управление authority office         # управление культуры Энского района
комитет authority office            # комитет по спорту Энской области
отдел authority office              # отдел образования администрации района
служба authority office             # служба занятости Энской области
инспекция authority office          # инспекция труда в Энской области
самоуправление association titled   # территориальное общественное самоуправление «Заречный»
агентство authority office          # агентство лесного хозяйства Энской области
совет authority office              # Совет депутатов Энского округа
собрание authority office           # Законодательное собрание Энской области
палата authority office             # Контрольно-счётная палата города Энска
суд authority office                # Арбитражный суд Энской области
комиссариат authority office        # военный комиссариат Энской области
канцелярия authority office         # Канцелярия Президента республики
отделение authority office          # Отделение ФСБ по Энской области
полиция authority office            # полиция Энского района
таможня authority office            # Энская таможня
военкомат authority office          # Энский военкомат
школа education institution         # Заречная школа
гимназия education institution      # гимназия № 2
лицей education institution         # лицей № 4
колледж education institution       # Энский педагогический колледж
техникум education institution      # Энский лесной техникум
училище education institution       # училище олимпийского резерва
университет education institution   # Энский университет
госуниверситет education institution # Вятско-Ключевский госуниверситет
институт education institution      # Энский институт культуры
академия education institution      # Академия Минпросвещения России
консерватория education institution # Энская консерватория
семинария education institution     # Энская духовная семинария
прогимназия education institution   # прогимназия № 3
интернат education institution      # Энский интернат
детсад education institution        # детсад № 5
сад education institution           # детский сад № 2
ясли education institution          # ясли № 3
дом other institution               # Детский дом № 2, Дом культуры
дворец other institution          # Дворец спорта «Юность»
центр other institution             # Центр опережающей подготовки
больница health institution         # Энская районная больница
поликлиника health institution      # поликлиника № 3
госпиталь health institution        # госпиталь ветеранов войн
клиника health institution          # клиника «Здоровье»
роддом health institution           # роддом № 1
диспансер health institution        # Энский онкологический диспансер
лечебница health institution        # Заречная ветлечебница
медпункт health institution         # Заречный медпункт
здравпункт health institution       # Заречный здравпункт
лаборатория science institution     # Енская ветеринарная лаборатория
элеватор company institution        # Заречный элеватор
нефтебаза company institution       # Енская нефтебаза
автобаза company institution        # Заречная автобаза
автостанция company institution     # Енская автостанция
метеостанция science institution    # Енская метеостанция
подстанция other institution        # Енская подстанция скорой помощи
автопарк company institution        # Енский автопарк
таксопарк company institution       # Енский таксопарк
автовокзал company institution      # Енский автовокзал
почтамт company institution         # Енский почтамт
сельхозтехника company institution  # Заречная сельхозтехника
свинокомплекс company institution   # Заречный свинокомплекс
хлебокомбинат company institution   # Енский хлебокомбинат
прииск company institution          # Северный прииск
пекарня company institution         # Заречная пекарня
ипподром other institution          # Енский ипподром
собор other institution             # Троицкий собор г. Енска
приход other institution            # Никольский приход
часовня other institution           # Никольская часовня
скит other institution              # Ильинский скит
подворье other institution          # Никольское подворье
обитель other institution           # Покровская обитель
пустынь other institution           # Ильинская пустынь
лавра other institution             # Троицкая лавра
синагога other institution          # Енская синагога
дацан other institution             # Заречный дацан
костел other institution            # Енский костёл
благочиние other institution        # Заречное благочиние
муфтият other institution           # Енский муфтият
управа authority power              # Заречная сельская управа
исполком authority power            # исполком Заречного района
погранзастава authority institution # Заречная погранзастава
корпус education institution        # Енский кадетский корпус
узел company institution            # Заречный узел связи
пункт health institution            # фельдшерский пункт села Заречное
консультация health institution     # женская консультация № 2
районо authority institution        # Заречное районо
гороно authority institution        # Енское гороно
амбулатория health institution      # Заречная амбулатория
санаторий health institution        # санаторий «Сосны»
профилакторий health institution    # профилакторий «Заря»
стационар health institution        # Энский стационар
хоспис health institution           # хоспис «Свет»
медсанчасть health institution      # медсанчасть № 4
аптека health institution           # аптека № 7
библиотека culture institution      # Енская областная библиотека
музей culture institution           # Зареченский музей
галерея culture institution         # Энская картинная галерея
театр culture institution           # Зареченский драматический театр
филармония culture institution      # Энская филармония
цирк culture institution            # Энский цирк
зоопарк culture institution         # Энский зоопарк
планетарий culture institution      # Энский планетарий
архив culture institution           # Национальный архив республики
заповедник culture institution      # Печорский заповедник
нацпарк culture institution         # нацпарк «Заречье»
оркестр culture institution         # Энский симфонический оркестр
хор culture institution             # Уральский народный хор
завод company institution           # Энский механический завод
фабрика company institution         # Энская швейная фабрика
комбинат company institution        # Энский молочный комбинат
шахта company institution           # шахта «Глубокая»
рудник company institution          # рудник «Северный»
депо company institution            # локомотивное депо Энск
аэропорт company institution        # аэропорт «Энск»
порт company institution            # Энский морской порт
вокзал company titled               # вокзал «Энск-Главный»
рынок company titled                # рынок «Заречный»
лесхоз other institution            # Грушовский лесхоз
хоз company institution             # Приозёрский леспромхоз, Енский рыбхоз
трест company institution           # Енский стройтрест
потребсоюз company institution      # Енский райпотребсоюз
лесничество other institution       # Грушовское лесничество
колхоз company institution          # колхоз «Заря»
колония authority institution       # исправительная колония № 5
часть authority institution         # пожарная часть № 3
изолятор authority institution      # следственный изолятор № 1
станция other institution           # станция юных техников
комиссия authority office           # избирательная комиссия Энской области
фронт association union             # Общероссийский народный фронт
бюро other institution              # бюро медико-социальной экспертизы № 2
верфь company institution           # Энская верфь
судоверфь company institution       # Заречная судоверфь
бухгалтерия other titled            # централизованная бухгалтерия «Учёт»
киностудия culture titled           # киностудия «Заречье»
мастерская company titled           # мастерская «Береста»
канал media titled                  # канал «Енск»
совхоз company institution          # совхоз «Путь»
племзавод company institution       # племзавод «Юбилейный»
водоканал company institution       # Энский водоканал
банк company institution            # Энский банк
биржа company institution           # Энская биржа
электростанция company institution  # Энская атомная электростанция
обсерватория science institution    # Пулковская обсерватория
стадион other institution           # стадион «Труд»
епархия other institution           # Энская епархия
монастырь other institution         # Заречный монастырь
храм other institution              # Троицкий храм
горком association union            # горком профсоюза работников леса
обком association union             # обком профсоюза
райком association union            # райком профсоюза
крайком association union           # крайком профсоюза
реском association union            # реском профсоюза
усадьба other titled                # усадьба «Липа»
турбаза other titled                # турбаза «Липа»
орган authority office              # контрольно-счётный орган Енского района
участок authority institution       # судебный участок № 3
митрополия other institution        # Енская митрополия
автономия association union         # татарская автономия «Дуслар»
община association union            # Енская еврейская община
посольство authority office         # посольство Франции
консульство authority office        # консульство Франции в Енске
комендатура authority office        # военная комендатура Енска
дирекция other office               # дирекция дорожного движения Енской области
автоколонна company institution     # Автоколонна № 12
редакция media titled               # редакция «Заречья»
братство association union          # Свято-Троицкое братство
церковь other institution           # Русская православная церковь
мечеть other institution            # Соборная мечеть
райпо company institution           # Энское райпо
сельпо company institution          # Энское сельпо
горпо company institution           # Энское горпо
лесозавод company institution       # Энский лесозавод
питомник company institution        # Энский лесной питомник
парк other institution              # национальный парк «Заречье»
крест association union             # Российский Красный Крест
общежитие other titled              # общежитие «Юность»
представительство company institution # Енское представительство компании
филиал other institution            # Печорский филиал АН СССР
ассоциация association union        # Ассоциация фельдшеров
союз association union              # Союз журналистов области
федерация association union         # Федерация бокса Энской области
партия association union            # партия «Дело»
фонд other union                    # Российский гуманитарный научный фонд
движение association union          # движение «Поиск»
профсоюз association union          # Профсоюз работников образования
лига association union              # Лига женщин области
альянс association union            # Альянс учителей
коалиция association union          # коалиция «Гражданин»
гильдия association union           # Гильдия пекарей
конфедерация association union      # Конфедерация труда
казачество association union        # Енское казачество
землячество association union       # Заречное землячество
диаспора association union          # диаспора
корпорация company union            # корпорация развития Энской области
холдинг company union               # холдинг «Север»
концерн company union               # концерн «Вега»
газета media titled                 # газета «Заречная новь»
журнал media titled                 # журнал «Вестник»
телеканал media titled              # телеканал «Энск»
телекомпания media titled           # телекомпания «Энск»
радиостанция media titled           # радиостанция «Волна»
радио media titled                  # радио «Волна»
информагентство media titled        # информагентство «Заречье»
издательство media titled           # издательство «Слово»
типография company titled           # типография «Печать»
еженедельник media titled           # еженедельник «Неделя»
альманах media titled               # альманах «Истоки»
лагерь other titled                 # лагерь «Сказка»
база other titled                   # база отдыха «Старт»
клуб education titled               # клуб краеведов «Родник»
студия culture titled               # студия «Палитра»
ансамбль culture titled             # ансамбль «Рябинушка»
коллектив culture titled            # коллектив «Ритм»
кинотеатр culture titled            # кинотеатр «Родина»
кружок education titled             # кружок «Юннат»
отряд association titled            # отряд «Искра»
дружина association titled          # дружина «Щит»
бассейн other titled                # бассейн «Дельфин»
комплекс other titled               # спортивный комплекс «Олимп»
спорткомплекс other titled          # спорткомплекс «Олимп»
гостиница company titled            # гостиница «Турист»
отель company titled                # отель «Турист»
ресторан company titled             # ресторан «Волна»
кафе company titled                 # кафе «Уют»
магазин company titled              # магазин «Продукты»
супермаркет company titled          # супермаркет «Полюс»
компания company titled             # компания «Вектор»
фирма company titled                # фирма «Вектор»
агрофирма company titled            # агрофирма «Колос»
агрохолдинг company titled          # агрохолдинг «Колос»
птицефабрика company institution    # Заречная птицефабрика
агрокомплекс company titled         # агрокомплекс «Заря»
пансионат health titled             # пансионат «Берёзка»
приют other titled                  # приют «Надежда»
фракция association titled          # фракция «Дело»
технопарк science titled            # технопарк «Идея»
кванториум education titled         # кванториум «Заречье»
бизнес-инкубатор company titled     # бизнес-инкубатор «Старт»
учреждение other legal              # муниципальное бюджетное учреждение «Центр»
общество company legal              # общество с ограниченной ответственностью «Вектор»
предприятие company legal           # унитарное предприятие «Водоканал»
организация other legal             # автономная некоммерческая организация «Дом»
кооператив company legal            # производственный кооператив «Нива»
хозяйство company legal             # крестьянское хозяйство «Заря»
товарищество company legal          # товарищество «Дружба»
партнерство association legal       # некоммерческое партнёрство «Союз»
артель company legal                # артель «Труд»
объединение association legal       # объединение «Заря»
предприниматель company legal       # индивидуальный предприниматель Петров П. П.
""")
