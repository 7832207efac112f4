"""What a record is: one pydantic model for each section of the guide.

Decides the keys, their types and their closed lists of values; `schemas/record.schema.json` is
generated from here. Leaves to `fields/` what is found and to `resolve.py` how it is joined.
Offsets are Unicode code points into `Record.text`, `end` exclusive.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = "1.0"

DayString = Annotated[str, Field(pattern=r"^(-|\d{4})-\d{2}-\d{2}$")]
Comparator = Literal["exact", "more_than", "at_least", "about", "less_than", "at_most", "range"]
Precision = Literal["day", "month", "quarter", "half_year", "season", "year"]
DateRole = Literal["document", "event", "deadline", "period", "act", "other"]
DocumentKind = Literal["letter", "report", "certificate", "resolution", "protocol", "order", "news", "program", "other"]
OrganizationKind = Literal[
    "authority", "education", "science", "health", "culture", "company", "association", "media",
    "other",
]  # fmt: skip
OrganizationRole = Literal[
    "sender", "addressee", "organizer", "venue", "employer", "participant", "responsible",
    "mentioned",
]  # fmt: skip
SpeakerRole = Literal["moderator", "speaker"]
PersonRole = Literal["signatory", "addressee", "executor", "responsible", "participant", "awardee", "mentioned"]
CountUnit = Literal["person", "organization", "territory", "group", "view", "work", "other"]


class Model(BaseModel):
    """Common settings: values are frozen once made, unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        json_schema_serialization_defaults_required=True,  # a record always holds every key
    )


class Mention(Model):
    """A place in the text: `record.text[start:end] == text`."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Item(Mention):
    """Anything found: where it was read, every other mention, and the rule that found it."""

    mentions: tuple[Mention, ...] = ()
    rule: str = Field(description="name of the rule that found the item")
    inferred: tuple[str, ...] = Field((), description="parts taken from context, e.g. ['year']")
    confidence: float | None = Field(
        None, ge=0, le=1, description="share of the rule's items that were right as a whole on unread documents"
    )


class Interval(Model):
    """Inclusive bounds; `--08-02` is a day whose year nothing tells."""

    from_: DayString = Field(alias="from")
    to: DayString


class DateItem(Item):
    """«с 27 по 30 сентября 2021 года» is 2021-09-27…2021-09-30, precision `day`."""

    value: Interval | None
    precision: Precision
    role: DateRole


class Organization(Item):
    """A named body: «ОГБУ „РЦРО“» and its full name are one item."""

    name: str
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    kind: OrganizationKind
    roles: tuple[OrganizationRole, ...] = ()


class PersonName(Model):
    """Nominative parts; what the text does not give is null: «Боброва Е. А.»."""

    last: str | None
    first: str | None
    middle: str | None
    full: str


class Human(Item):
    """What speakers and persons share."""

    name: PersonName
    position: str | None = None
    organization: str | None = Field(None, description="`name` of an item in organizations")
    topic: str | None = None


class Speaker(Human):
    """Someone who moderates, opens, greets, speaks or reports at an event."""

    role: SpeakerRole


class Person(Human):
    """Every other named person."""

    role: PersonRole


class ParticipantCount(Item):
    """«более 50 человек» is 50, `more_than`, `person`."""

    value: int | float
    value_max: int | float | None = None
    comparator: Comparator
    unit: CountUnit
    noun: str | None = None
    event: str | None = None


class Target(Item):
    """«обеспечить 75% охват школ к 2024 году»: a level to be reached."""

    indicator: str
    value: int | float
    unit: str
    comparator: Comparator
    due: Interval | None = None
    baseline: int | float | None = None
    responsible: str | None = None


class Goal(Item):
    """«Цель форума: …» (`goal`) or one of «Задачи: …» (`task`), without the lead-in."""

    kind: Literal["goal", "task"]


class Decision(Item):
    """One instruction: «2.1 Направить заявки до 30.03.2018» under «Руководителям школ:»."""

    number: str | None = None
    responsible: str | None = None
    due: Interval | None = None


class Event(Item):
    """«форум „Август.Pro“»: an event that the document is about or reports on."""

    kind: str
    title: str | None = None
    dates: Interval | None = None
    venue: str | None = None
    format: Literal["in_person", "online", "hybrid"] | None = None
    organizers: tuple[str, ...] = ()


class LegalAct(Item):
    """«приказ Департамента … от 17.09.2021 № 850-ОД „Об организации …“»."""

    kind: str
    issuer: str | None = None
    number: str | None = None
    date: DayString | None = None
    title: str | None = None


class Contact(Item):
    """A phone, e-mail, URL or street address; phones in E.164 where complete."""

    kind: Literal["phone", "email", "url", "address"]
    value: str


class Document(Model):
    """The document's own header; `spans` says where each value was read."""

    kind: DocumentKind = "other"
    title: str | None = None
    number: str | None = None
    date: DayString | None = None
    sender: str | None = None
    addressees: tuple[str, ...] = ()
    spans: dict[str, tuple[Mention, ...]] = Field(default_factory=dict)


class Source(Model):
    """Where the text came from and how it was read."""

    name: str
    media_type: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0, description="bytes")
    reader: str
    encoding: str | None = None
    encoding_confidence: float | None = Field(None, ge=0, le=1)
    pages: int | None = None
    recognition: float | None = Field(
        None, ge=0, le=1, description="of a scan: how sure the recognition of its words was, on average"
    )
    characters: int = Field(ge=0)
    warnings: tuple[str, ...] = ()
    seconds: float = Field(ge=0, description="wall time; the one value that differs between runs")


class Record(Model):
    """One document in, one record out; every key of the guide is always present."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    source: Source
    text: str
    document: Document = Document()
    dates: tuple[DateItem, ...] = ()
    organizations: tuple[Organization, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    persons: tuple[Person, ...] = ()
    participant_counts: tuple[ParticipantCount, ...] = ()
    targets: tuple[Target, ...] = ()
    goals: tuple[Goal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    events: tuple[Event, ...] = ()
    legal_acts: tuple[LegalAct, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text as schemas/record.schema.json describes it; Cyrillic is not escaped."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON types."""
        return self.model_dump(mode="json", by_alias=True)
