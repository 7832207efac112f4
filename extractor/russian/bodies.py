"""Nouns that head names of organisations: «министерство», «школа», «газета», «учреждение».

Decides what kind of organisation a head speaks for and what has to stand beside it to make a name of it.
Leaves the phrase around it to `fields/organization/phrases.py`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

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
    if low in _SHORT:
        return _SHORT[low]
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
    return word.lower() in _SHORT


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
        if rest != lemma and len(rest) > 3 and rest in _HEADS:
            return _HEADS[rest]
    return None


def _table(text: str) -> dict[str, Head]:
    heads = {}
    for line in text.strip().splitlines():
        lemma, kind, cls = line.split("#")[0].split()
        heads[lemma] = Head(lemma, kind, cls)  # type: ignore[arg-type]
    return heads


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
фап health institution              # Заречный ФАП
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

# Short heads that are nouns of their own: «СОШ № 5», «шк. № 12», «д/с № 3».
_SHORT = _table("""
сош education institution  # СОШ № 5
оош education institution  # ООШ № 5
нош education institution  # НОШ № 5
доу education institution  # ДОУ № 5
дс education institution  # ДС № 5
ош education institution  # ОШ № 5
скош education institution  # СКОШ № 5
скши education institution  # СКШИ № 5
скоши education institution  # СКОШИ № 5
сш education institution  # СШ № 5
пл education institution  # ПЛ № 5
пту education institution  # ПТУ № 5
пу education institution  # ПУ № 5
шк education institution  # шк. № 5
цо education institution  # ЦО № 5
дши education institution  # ДШИ № 5
дмш education institution  # ДМШ № 5
дхш education institution  # ДХШ № 5
дюсш education institution  # ДЮСШ № 5
сшор education institution  # СШОР № 5
детсад education institution  # детсад. № 5
цдт education institution  # ЦДТ № 5
ддт education institution  # ДДТ № 5
цдют education institution  # ЦДЮТ № 5
црр education institution  # ЦРР № 5
дюц education institution  # ДЮЦ № 5
цвр education institution  # ЦВР № 5
нш-дс education institution  # НШ-ДС № 5
ддют education institution  # ДДЮТ № 5
сюн education institution  # СЮН № 5
юц education institution  # ЮЦ № 5
црб health institution  # ЦРБ № 5
гкб health institution  # ГКБ № 5
цгб health institution  # ЦГБ № 5
окб health institution  # ОКБ № 5
гб health institution  # ГБ № 5
цмсч health institution  # ЦМСЧ № 5
дк culture institution  # ДК № 5
сдк culture institution  # СДК № 5
рдк culture institution  # РДК № 5
кдц culture institution  # КДЦ № 5
гдк culture institution  # ГДК № 5
цкс culture institution  # ЦКС № 5
цбс culture institution  # ЦБС № 5
фок other institution  # ФОК № 5
пч authority institution  # ПЧ Энского района
псч authority institution  # ПСЧ Энского района
ик authority institution  # ИК Энского района
сизо authority institution  # СИЗО Энского района
уик authority institution  # УИК Энского района
омвд authority institution  # ОМВД Энского района
умвд authority institution  # УМВД Энского района
гумвд authority institution  # ГУМВД Энского района
увд authority institution  # УВД Энского района
мвд authority institution  # МВД Энского района
гибдд authority institution  # ГИБДД Энского района
угибдд authority institution  # УГИБДД Энского района
мид authority institution  # МИД Энского района
уфсин authority institution  # УФСИН Энского района
фсин authority institution  # ФСИН Энского района
уфссп authority institution  # УФССП Энского района
фссп authority institution  # ФССП Энского района
фсб authority institution  # ФСБ Энского района
уфсб authority institution  # УФСБ Энского района
фас authority institution  # ФАС Энского района
уфас authority institution  # УФАС Энского района
фнс authority institution  # ФНС Энского района
уфнс authority institution  # УФНС Энского района
ифнс authority institution  # ИФНС Энского района
мифнс authority institution  # МИФНС Энского района
овд authority institution  # ОВД Энского района
ровд authority institution  # РОВД Энского района
говд authority institution  # ГОВД Энского района
гувд authority institution  # ГУВД Энского района
огибдд authority institution  # ОГИБДД Энского района
фпс authority institution  # ФПС Энского района
пхс other institution  # ПХС-3
жэу company institution  # ЖЭУ-3
дрсу company institution  # ДРСУ-3
дэу company institution  # ДЭУ-3
пмк company institution  # ПМК-3
атп company institution  # АТП-3
мчс authority institution  # МЧС Энского района
""")
