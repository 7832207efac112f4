"""Nouns that head names of organisations: «министерство», «школа», «газета», «учреждение».

Decides what kind of organisation a head speaks for and what has to stand beside it to make a name of it.
Leaves the phrase around it to `fields/_org_phrases.py`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

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


def kind_by_words(text: str) -> str | None:
    """The kind that words inside a name speak for: «Энская районная больница» is of health."""
    low = text.lower().replace("ё", "е")
    for kind, stems in _TELLING:
        if any(stem in low for stem in stems):
            return kind
    return None


def needs_partner(lemma: str) -> tuple[str, ...]:
    """Stems of which one must stand beside the head: «дом» needs «детский» or «культуры»."""
    return _PARTNERS.get(lemma, ())


def is_ordinary_adjective(lemma: str) -> bool:
    """Adjectives that say what sort of a body it is, not which one: «районный», «педагогический»."""
    return lemma in _ORDINARY


def is_no_modifier(lemma: str) -> bool:
    """Adjectives that are never part of a name: «каждый», «новый», «соответствующий»."""
    return lemma in _NEVER


@lru_cache(50_000)
def _lemmas(low: str) -> tuple[str, ...]:
    found = dict.fromkeys(
        p.normal.replace("ё", "е") for p in parses(low) if p.tag.POS == "NOUN" and "Surn" not in p.tag
    )
    return tuple(found)


def _compound(lemma: str) -> Head | None:
    """«музей-заповедник» is a museum, «киноклуб» a club, «госуниверситет» a university."""
    first, dash, _ = lemma.partition("-")
    if dash and first in _HEADS:
        return _HEADS[first]
    for suffix in _SUFFIXES:
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= 3:
            return _HEADS[suffix]
    for prefix in _PREFIXES:
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
дворец culture institution          # Дворец спорта «Юность»
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
лесничество other institution       # Грушовское лесничество
колхоз company institution          # колхоз «Заря»
колония authority institution       # исправительная колония № 5
часть authority institution         # пожарная часть № 3
изолятор authority institution      # следственный изолятор № 1
станция education institution       # станция юных техников
комиссия authority office           # избирательная комиссия Энской области
фронт association union             # Общероссийский народный фронт
бюро other institution              # бюро медико-социальной экспертизы № 2
верфь company institution           # Энская верфь
судоверфь company institution       # Заречная судоверфь
фап health institution              # Заречный ФАП
бухгалтерия other titled            # централизованная бухгалтерия «Учёт»
киностудия culture titled           # киностудия «Заречье»
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
церковь other institution           # Русская православная церковь
мечеть other institution            # Соборная мечеть
райпо company institution           # Энское райпо
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
ресторан company titled             # ресторан «Волна»
кафе company titled                 # кафе «Уют»
магазин company titled              # магазин «Продукты»
супермаркет company titled          # супермаркет «Полюс»
компания company titled             # компания «Вектор»
фирма company titled                # фирма «Вектор»
агрофирма company titled            # агрофирма «Колос»
агрохолдинг company titled          # агрохолдинг «Колос»
птицефабрика company titled         # птицефабрика «Заречная»
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

_E, _H, _C = "education", "health", "culture"

# Short heads that are nouns of their own: «СОШ № 5», «шк. № 12», «д/с № 3».
_SHORT = {
    low: Head(low, kind, "institution")
    for kind, words in (
        (_E, "сош оош нош доу дс сш пту пу шк цо дши дмш дхш дюсш сшор детсад цдт ддт цдют црр дюц цвр школа-интернат нш-дс ддют сюн юц"),
        (_H, "црб гкб цгб окб гб роддом цмсч"),
        (_C, "дк сдк рдк кдц гдк цкс цбс"),
        ("other", "фок"),
        ("authority", "пч псч"),
        ("authority", "омвд умвд гумвд увд мвд гибдд угибдд мид уфсин фсин уфссп фссп фсб уфсб фас уфас фнс уфнс ифнс мифнс мчс"),
    )
    for low in words.split()
}  # fmt: skip

_PREFIXES = (
    "гос", "рай", "гор", "обл", "край", "кино", "медиа", "авто", "агро", "мед", "спорт", "техно", "теле", "радио",
    "фото", "электро", "энерго", "пед", "мясо", "хлебо", "молоко", "птице", "рыб", "леспром", "пром", "соц",
    "строй", "нефте", "культ", "межрай", "мульти", "эко", "вело", "мото", "этно", "арт-", "бизнес-", "медиа-",
    "тех", "библио",
)  # fmt: skip

# Heads that make compounds of any kind: «маслозавод», «молкомбинат», «медиацентр».
_SUFFIXES = (
    "завод", "комбинат", "фабрика", "совхоз", "центр", "клуб", "холдинг", "университет", "библиотека", "больница",
    "музей", "институт", "театр",
)  # fmt: skip

_PARTNERS = {
    "сад": ("детск", "ботаническ"),
    "дом": (
        "детск", "культур", "творчеств", "ребенк", "печат", "дружб", "учител", "учен", "офицер", "пионер", "молодеж",
        "наук", "техник", "отдых", "журналист", "милосерд", "интернат", "престарел", "инвалид", "народн", "ремесел",
        "быта", "малютк", "торгов", "издательск", "искусств", "родильн", "юношеств", "ветеран", "актер", "туриз", "школьник",
    ),
    "дворец": (
        "спорт", "культур", "творчеств", "пионер", "молодеж", "бракосоч", "ледов", "школьник", "детск", "искусств", "труд",
    ),
    "база": ("отдых", "турист", "спортивн", "лыжн", "учебн"),
    "кабинет": ("министр", "методическ"),
    "колония": ("исправит", "воспитат", "женск"),
    "часть": ("пожарн", "воинск", "войсков", "медико"),
    "изолятор": ("следствен",),
    "станция": ("юных", "скорой", "туризм", "ветеринарн", "спасательн", "опытн"),
    "комиссия": ("избирательн",),
    "фронт": ("народн",),
    "бюро": ("судебн", "медико", "технич", "конструкт", "экспертиз"),
    "хозяйство": ("фермерск", "крестьянск", "коллективн", "лесн"),
    "предприниматель": ("индивидуальн",),
    "комплекс": ("спортивн", "оздоровит", "культурн", "животновод", "тепличн", "гостиничн", "музейн", "образоват", "учебн"),
}  # fmt: skip

_TELLING = (
    (_E, ("университет", "колледж", "техникум", "училищ", "гимнази", "лицей", "общеобразовательн")),
    (_H, ("больниц", "поликлиник", "диспансер", "медицинск", "клиник", "госпитал", "здравоохран", "амбулатор",
          "санатор", "родильн", "стоматолог", "хирург", "онколог", "кардиолог", "скорой помощи", "хоспис", "перинатальн")),
    (_E, ("университет", "академия", "школ", "гимнази", "лицей", "лице", "колледж", "техникум", "училищ", "детский сад",
          "детского сада", "образован", "сош", "оош", "педагог", "творчества", "детский дом", "методическ", "повышения квалификации",
          "обучен", "подготовки", "одаренн", "наставнич", "студент", "институт развития", "дополнительн", "технического творч",
          "туризма и краевед", "юных", "юношеск", "юннат", "развития ребенка", "интернат", "цнппм", "консерватор", "семинар")),
    ("science", ("научно-исследоват", "научный центр", "институт", "академии наук", "обсерватор", "уро ран")),
    (_C, ("библиотек", "музей", "театр", "филармон", "культур", "архив", "дворец", "искусств", "хор", "ансамбл", "заповедник",
          "галере", "цирк", "оркестр", "кино", "досуг")),
    ("authority", ("управление", "департамент", "администрац", "министерств", "комитет")),
    ("media", ("газет", "телеканал", "радио", "вестник", "медиа", "вести", "известия", "телекомпан", "журнал", "редакц")),
    ("association", ("ассоциац", "союз", "федерац")),
)  # fmt: skip

_ORDINARY = frozenset(
    """
    районный областной краевой республиканский городской сельский поселковый муниципальный государственный федеральный
    центральный региональный межрегиональный детский юношеский средний основной начальный общеобразовательный вечерний
    педагогический медицинский технический научный культурный спортивный художественный музыкальный драматический
    общественный молодежный народный высший первый главный опорный базовый современный профессиональный политехнический
    дополнительный методический учебный военный местный школьный семейный социальный краеведческий исторический
    мировой европейский зарубежный столичный ведущий крупный частный кадетский коррекционный специальный воскресный
    родной цифровой электронный открытый онлайн летний зимний автономный загородный оздоровительный пришкольный дневной
    """.split()
)

_NEVER = frozenset(
    """
    этот тот такой данный каждый любой весь всякий другой иной новый старый бывший нынешний соответствующий указанный
    ваш наш свой мой твой их его ее самый лучший крупный ближайший следующий прошлый текущий родной настоящий отдельный
    какой который многий некоторый несколько вышеуказанный названный упомянутый подведомственный сам оба один
    уполномоченный заведующий управляющий исполняющий командующий исполнять заведовать управлять ответственный заинтересованный весенний осенний подобный различный разный остальной целый прежний будущий
    """.split()
)
