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
