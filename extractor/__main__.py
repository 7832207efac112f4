"""The command line `svodka`: its verbs and their options.

Decides names, options and exit statuses: 0 done, 1 some files were set aside or a floor was missed,
2 wrong usage. Every verb is a call into `commands/`, imported when it is called, so that `--help`
loads no model.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.accounts import keys, users

app = typer.Typer(
    help="Reads Russian official documents and hands back structured records with proof.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help starts in two thirds of the time
    pretty_exceptions_enable=False,  # a traceback with values would show document text
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(users, name="user")
app.add_typer(keys, name="key")


class Form(StrEnum):
    """How records are written to standard output."""

    json = "json"
    jsonl = "jsonl"
    table = "table"


def main() -> None:
    """The entry point of the `svodka` command."""
    app(prog_name="svodka")


def show_version(wanted: bool) -> None:
    if wanted:
        from extractor import __version__

        typer.echo(f"svodka {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Reads Russian official documents and hands back structured records with proof."""


@app.command()
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders with all below them, or - for standard input."),
    ],
    form: Annotated[
        Form,
        typer.Option("--format", help="One file gives an object, several an array; jsonl is one record a line."),
    ] = Form.json,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write DIR/letter.docx.json for each document, folders mirrored."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on standard error which rule found what.")] = False,
) -> None:
    """Read documents and write their records as JSON."""
    from extractor.commands.extract import extract_paths

    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise typer.BadParameter(f"{path!r} does not exist", param_hint="PATH")
    if out is not None and form is not Form.json:
        raise typer.BadParameter("records in a folder are JSON files", param_hint="--format")
    if out is not None and out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{str(out)!r} is not a folder", param_hint="--out")
    raise typer.Exit(extract_paths(list(map(Path, paths)), form=form.value, out=out, explain=explain))


class Packing(StrEnum):
    """How the parts of an archive's records are compressed."""

    none = "none"
    gzip = "gzip"
    zstd = "zstd"


class OtherVersion(StrEnum):
    """What becomes of records that another version of Svodka has made."""

    ask = "ask"
    keep = "keep"
    redo = "redo"


@app.command()
def batch(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A folder, a zip, or an address such as s3://…")],
    out: Annotated[Path, typer.Option("--out", help="The folder for records, journal and report.", file_okay=False)],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, show_default="as many as cores", help="Processes that read.")
    ] = None,
    packing: Annotated[Packing, typer.Option("--compress", help="How parts of records are packed.")] = Packing.none,
    part: Annotated[int, typer.Option("--part", min=1, help="Megabytes of one part before it is packed.")] = 64,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write tables as well, one a field.")] = False,
    progress: Annotated[
        str, typer.Option("--progress", metavar="auto|plain|json|quiet", help="How progress is told on standard error.")
    ] = "auto",
    other_version: Annotated[
        OtherVersion, typer.Option("--other-version", help="What to do with records of another version.")
    ] = OtherVersion.ask,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what was set aside.")] = False,
    moved: Annotated[bool, typer.Option("--moved", help="SOURCE is the same archive in another place.")] = False,
    patience: Annotated[
        float, typer.Option("--patience", min=1, help="Seconds after which a silent worker is replaced.")
    ] = 300.0,
    scheduler: Annotated[str, typer.Option("--scheduler", help="A Dask scheduler, as tcp://host:8786.")] = "",
) -> None:
    """Read an archive of any size; the same command goes on with a run that was broken off."""
    from extractor.batch import Form, Settings
    from extractor.commands.batch import batch as run
    from extractor.commands.batch_progress import Form as Shown

    if progress not in list(Shown):
        raise typer.BadParameter(f"{progress!r} is none of {', '.join(Shown)}", param_hint="--progress")
    if "://" not in source and not os.path.exists(source):
        raise typer.BadParameter(f"{source!r} does not exist", param_hint="SOURCE")
    settings = Settings(
        workers=workers or 0,
        patience=patience,
        form=Form(packing.value, part << 20, parquet),
        other_version=other_version.value,
        is_moved=moved,
        retry=retry,
        scheduler=scheduler,
    )
    raise typer.Exit(run(source, out, settings, progress=Shown(progress)))


@app.command()
def digest(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False, help="What batch has made.")
    ],
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.")] = None,
    organization: Annotated[str, typer.Option("--organization", help="Words of its name, in any form.")] = "",
    kind: Annotated[str | None, typer.Option("--kind", help="letter, report, order, …")] = None,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", show_default="digest.docx and digest.xlsx", help=".docx, .xlsx, .csv or .jsonl."),
    ] = None,
) -> None:
    """Make a digest of documents of an archive, chosen by their own date, an organisation, a kind."""
    from extractor.commands.digest import FORMS, Choice
    from extractor.commands.digest import digest as make

    targets = [Path("digest.docx"), Path("digest.xlsx")] if out is None else out
    for target in targets:
        if target.suffix.lower() not in FORMS:
            raise typer.BadParameter(f"{str(target)!r} ends in none of {', '.join(FORMS)}", param_hint="--out")
    choice = Choice(first.date() if first else None, last.date() if last else None, organization, kind)
    raise typer.Exit(make(folder, choice, targets, made=datetime.now().date()))


@app.command()
def show(
    path: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A document.")],
    out: Annotated[Path | None, typer.Option("--out", show_default="FILE.html", help="Where the page goes.")] = None,
    is_opened: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Write one document beside what was found in it, as a page that needs nothing else."""
    from extractor.commands.show import show as write

    raise typer.Exit(write(path, out or Path(f"{path.name}.html"), is_opened=is_opened))


@app.command(name="import")
def import_result(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False, help="What batch has made.")
    ],
    with_files: Annotated[bool, typer.Option("--files/--no-files", help="Keep the files themselves as well.")] = True,
) -> None:
    """Take the records of an archive into the service's store; what is there already stays as it is."""
    from extractor.commands.archive_import import import_result as take_in

    raise typer.Exit(take_in(folder, with_files=with_files))


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False, help="A folder of NAME.txt and NAME.json.")
    ],
    errors: Annotated[
        str | None, typer.Option("--errors", metavar="ROW", help="Print what a row missed and what was spurious.")
    ] = None,
    pred: Annotated[
        Path | None,
        typer.Option("--pred", exists=True, help="Records to score instead of the engine's: a folder or .jsonl."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score records against gold: precision, recall and F1 of every field, loose and strict."""
    from extractor.commands.evaluate import evaluate_folder

    raise typer.Exit(evaluate_folder(gold, records=pred, errors=errors, as_json=as_json))


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(show_default="SVODKA_HOST or 127.0.0.1", help="The address to listen on.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, show_default="SVODKA_PORT or 8000", help="The port to listen on."),
    ] = None,
) -> None:
    """Start the HTTP service with its pages for clerks."""
    from service.server import serve as run

    run(host=host, port=port)


@app.command()
def doctor() -> None:
    """Say what is installed, which formats can be read, and what is missing."""
    from extractor.commands.doctor import examine

    raise typer.Exit(examine())


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from schemas import record_schema_text

    sys.stdout.buffer.write(record_schema_text().encode())


if __name__ == "__main__":
    main()
