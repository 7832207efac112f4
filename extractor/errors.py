"""The one family of errors that callers of the engine meet.

Decides: which inputs count as unreadable and what each refusal says. Bad input raises an
`UnreadableFile`; a defect of ours raises whatever it raises. Leaves to the callers how a refusal
is shown: the command line prints `str(error)`, the service answers `status` and `sentence`.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """What is true of every refusal with one code."""

    status: int
    sentence: str  # for the clerk, in Russian
    meaning: str  # for the developer, in English


class SvodkaError(Exception):
    """Root of the errors that Svodka raises on purpose."""


class UnreadableFile(SvodkaError):
    """A file that gives no record: `code` is a key of `KINDS`, `detail` is for the developer.

    `sentence` is what a clerk may be shown, e.g. «Файл «письмо.docx» повреждён: …»; it never
    quotes the document. `status` is the HTTP status that fits.
    """

    def __init__(self, code: str, *, name: str = "", detail: str = "") -> None:
        self.code = code
        self.name = name
        self.detail = detail
        super().__init__(code, name, detail)

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]

    @property
    def status(self) -> int:
        return self.kind.status

    @property
    def sentence(self) -> str:
        whose = f"Файл «{self.name}»" if self.name else "Файл"
        return f"{whose} {self.kind.sentence.format(needed=self.detail or 'см. svodka doctor')}"

    def __str__(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.name or 'input'}: {self.code}: {self.kind.meaning}{detail}"

    def named(self, name: str) -> UnreadableFile:
        """The same refusal with the file's name on it."""
        return UnreadableFile(self.code, name=name, detail=self.detail)


KINDS: dict[str, Kind] = {
    "empty": Kind(422, "пуст. Проверьте, тот ли файл выбран.", "the file holds no bytes"),
    "no_text": Kind(
        422,
        "не содержит текста. Если это скан, отсканируйте его чётче, с разрешением 200–300 точек на дюйм.",
        "no text was found in the file",
    ),
    "too_large": Kind(
        413,
        "слишком велик. Разделите его на части или сохраните без картинок.",
        "the file is over a size limit",
    ),
    "unsupported": Kind(
        415,
        "имеет неизвестный формат. Сохраните документ как .docx или .txt.",
        "the format is not one that can be read",
    ),
    "archive": Kind(
        415,
        "— архив из нескольких документов или неизвестного вида. Распакуйте его и загрузите документы по одному.",
        "the file is an archive of other files: unpack it and read them one by one",
    ),
    "damaged": Kind(
        422,
        "повреждён и не открывается. Откройте его в редакторе и сохраните заново.",
        "the file's structure is broken",
    ),
    "encrypted": Kind(
        422,
        "защищён паролем. Снимите пароль и загрузите снова.",
        "the file is encrypted",
    ),
    "timeout": Kind(
        422,
        "читается слишком долго. Разделите его на части.",
        "reading took longer than the limit",
    ),
    "out_of_memory": Kind(
        422,
        "требует слишком много памяти. Разделите его на части.",
        "reading needed more memory than the limit",
    ),
    "missing_tool": Kind(
        415,
        "имеет формат, для которого не установлена нужная программа ({needed}). Обратитесь к администратору.",
        "a program that reads this format is not installed",
    ),
}
