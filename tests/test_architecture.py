"""The arrows between the packages, the homes of the libraries, and the house rules a machine can check.

Decides by reading the source with `ast`; nothing is imported. To let a package use another one, change
the tables at the end, and say why in the commit.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extractor", "service", "corpus", "schemas", "benchmarks")
MOST_LINES = 399


class Import(NamedTuple):
    """`module` imports `target` on `line`; «from a import b» has the target `a.b`."""

    module: str
    target: str
    line: int


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[Import]:
    """Every import of a file, those inside functions and `import_module("literal")` included."""
    module = module_name(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (Import(module, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(package, node.level, node.module or "")
            yield from (Import(module, f"{base}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and called(node).endswith("import_module"):
            names = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
            yield from (Import(module, str(name), node.lineno) for name in names)


def absolute(package: str, level: int, name: str) -> str:
    """«from .page import Page» in extractor.text.outline is extractor.text.page."""
    if level == 0:
        return name
    parts = package.split(".")
    base = ".".join(parts[: len(parts) - level + 1])
    return f"{base}.{name}" if name else base


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def layer(name: str) -> str | None:
    """The longest entry of `MAY_IMPORT` that holds the module: extractor.text.page is in extractor.text."""
    holders = [entry for entry in MAY_IMPORT if is_in(name, entry)]
    return max(holders, key=len, default=None)


def all_imports() -> list[Import]:
    return [found for path in sources(*PACKAGES) for found in imports(path)]


def told(found: Import) -> str:
    return f"{found.module}:{found.line} imports {found.target}"


def test_imports_run_one_way() -> None:
    wrong = []
    for found in all_imports():
        here, there = layer(found.module), layer(found.target)
        assert here is not None, f"{found.module} is in no layer"
        if there is not None and there != here and there not in MAY_IMPORT[here]:
            wrong.append(f"{told(found)}: {here} may not use {there}")
    assert not wrong, "\n".join(wrong)


def test_a_layer_is_never_below_itself() -> None:
    """The table itself has no cycle, so the arrows cannot be bent into one."""
    from graphlib import TopologicalSorter

    order = list(TopologicalSorter(MAY_IMPORT).static_order())
    assert order.index("extractor.text") < order.index("extractor.fields") < order.index("extractor")


def test_fields_meet_only_through_found() -> None:
    """A file of `fields/` that fills a record key is imported by the registry alone."""
    keys = {f"extractor.fields.{p.stem}" for p in (ROOT / "extractor/fields").glob("[!_]*.py")}
    wrong = [
        told(found)
        for found in all_imports()
        for key in keys
        if is_in(found.target, key) and found.module != key and is_in(found.module, "extractor")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("library", ["lxml", "spacy", "numpy", "pymorphy3", "flask", "typer", "zstandard"])
def test_a_library_with_a_home_is_used_there(library: str) -> None:
    """So an entry of `HOMES` that nobody needs any more is noticed."""
    homes = HOMES[library]
    users = {found.module for found in all_imports() if is_in(found.target, library)}
    assert any(is_in(user, home) for user in users for home in homes), f"nothing in {homes} uses {library}"


def test_libraries_stay_in_their_homes() -> None:
    wrong = [
        f"{told(found)}: its home is {', '.join(homes) or 'nowhere'}"
        for found in all_imports()
        for library, homes in HOMES.items()
        if is_in(found.target, library) and not any(is_in(found.module, home) for home in (*homes, "benchmarks"))
    ]
    assert not wrong, "\n".join(wrong)


def test_the_engine_prints_and_logs_nothing() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} calls {called(node)}"
        for path in sources("extractor")
        if layer(module_name(path)) not in ("extractor.__main__", "extractor.commands")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and called(node) in SPEECH
    ]
    loggers = [
        told(found) for found in all_imports() if is_in(found.module, "extractor") and is_in(found.target, "logging")
    ]
    assert not wrong + loggers, "\n".join(wrong + loggers)


def test_the_engine_opens_no_socket() -> None:
    wrong = [
        told(found)
        for found in all_imports()
        if is_in(found.module, "extractor") and any(is_in(found.target, name) for name in NETWORK)
    ]
    assert not wrong, "\n".join(wrong)


def test_files_are_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in sources(*PACKAGES, "tests")
    }
    assert lengths, "no source was found"
    long = {name: lines for name, lines in lengths.items() if lines > MOST_LINES}
    assert not long, f"over {MOST_LINES} lines: {long}"


def test_files_say_what_they_decide() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(*PACKAGES, "tests")
        if path.read_text("utf-8").strip() and ast.get_docstring(tree(path)) is None
    ]
    assert not silent, f"without a docstring at the head: {silent}"


def test_names_say_what_a_file_is() -> None:
    vague = [str(p.relative_to(ROOT)) for p in sources(*PACKAGES) if set(p.stem.split("_")) & VAGUE]
    assert not vague, f"named after nothing in the domain: {vague}"


_BASE = ("extractor.errors", "extractor.record", "extractor.russian")

# A layer may import itself and what stands in its row.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "extractor.errors": (),
    "extractor.record": ("extractor.errors",),
    "extractor.russian": ("extractor.errors", "extractor.record"),
    "extractor.text": _BASE,
    "extractor.readers": (*_BASE, "extractor.text"),
    "extractor.analysis": (*_BASE, "extractor.text"),
    "extractor.fields": (*_BASE, "extractor.text", "extractor.analysis"),
    "extractor.confidence": (),
    "extractor.resolve": (*_BASE, "extractor.text", "extractor.analysis", "extractor.fields", "extractor.confidence"),
    "extractor": (
        *_BASE, "extractor.text", "extractor.readers", "extractor.analysis", "extractor.fields",
        "extractor.resolve",
    ),
    "schemas": ("extractor", "extractor.errors", "extractor.record"),
    "service": ("extractor", "extractor.errors", "extractor.record", "schemas"),
    # The evaluation compares words by their lemmas.
    "corpus": ("extractor", "extractor.errors", "extractor.record", "extractor.russian"),
    # Learning the weights of a field asks the field for the signs of its people.
    "corpus.role_training": (
        "corpus", "extractor", "extractor.errors", "extractor.record", "extractor.text", "extractor.analysis",
        "extractor.fields",
    ),
    # `doctor` asks the readers and the models what is there; the other verbs are calls of libraries.
    "extractor.__main__": (
        "extractor", "extractor.errors", "extractor.record", "extractor.readers", "extractor.analysis",
        "extractor.commands", "extractor.batch", "service", "corpus", "schemas",
    ),
    # Archives: above the front door; a file may be as large as the readers take, and no larger.
    "extractor.batch": ("extractor", "extractor.errors", "extractor.record", "extractor.readers"),
    "extractor.commands": (
        "extractor", "extractor.errors", "extractor.record", "extractor.readers", "extractor.analysis",
        "extractor.batch", "service", "corpus", "schemas",
    ),
    "benchmarks": (
        *_BASE, "extractor", "extractor.text", "extractor.readers", "extractor.analysis",
        "extractor.fields", "extractor.resolve",
    ),
}  # fmt: skip

# The only packages that may import a library; benchmarks measure libraries and are free.
HOMES: dict[str, tuple[str, ...]] = {
    "docx": ("extractor.readers", "service.exports"),  # digests are written as .docx
    "lxml": ("extractor.readers",),
    "charset_normalizer": ("extractor.readers",),
    "puremagic": ("extractor.readers",),
    "selectolax": ("extractor.readers",),
    "pypdfium2": ("extractor.readers",),
    "spacy": ("extractor.analysis",),
    "slovnet": ("extractor.analysis",),
    "navec": ("extractor.analysis",),
    "razdel": ("extractor.analysis",),
    "numpy": ("extractor.analysis", "corpus.role_training"),
    "pymorphy3": ("extractor.russian",),
    "distributed": ("extractor.batch",),
    "fsspec": ("extractor.batch",),
    "pyarrow": ("extractor.batch",),
    "zstandard": ("extractor.batch",),
    "flask": ("service",),
    "waitress": ("service",),
    # Two watch whether the database answers, so its errors are known there.
    "sqlalchemy": ("service.store", "service.operations", "service.supervisor"),
    "alembic": ("service.store",),
    "psycopg": ("service.store",),
    "jsonpatch": ("service.api",),
    "prometheus_client": ("service.operations",),
    "structlog": ("service.logs",),
    "xlsxwriter": ("service.exports",),
    "argon2": ("service.access",),
    "flask_limiter": ("service.access",),
    "flask_wtf": ("service.access",),
    "typer": ("extractor.__main__", "extractor.commands"),
    "rich": ("extractor.__main__", "extractor.commands"),
    # natasha's wheel carries the models; its code needs pymorphy2 and pkg_resources, gone on new Pythons.
    "natasha": (),
    "pymorphy2": (),
    "pkg_resources": (),
    "setuptools": (),
    "yargy": (),
}

SPEECH = {"print", "input", "sys.stdout.write", "sys.stderr.write", "warnings.warn"}
NETWORK = ("socket", "ssl", "http", "urllib.request", "requests", "httpx", "ftplib", "smtplib")
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
