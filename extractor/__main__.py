"""The command line `svodka`: its verbs and their options.

Decides names, options and exit statuses: 0 done, 1 some files were set aside or a floor was missed,
2 wrong usage. Every verb is a call into `commands/`, imported when it is called, so that `--help`
loads no model.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Reads Russian official documents and hands back structured records with proof.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help starts in two thirds of the time
    pretty_exceptions_enable=False,  # a traceback with values would show document text
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
