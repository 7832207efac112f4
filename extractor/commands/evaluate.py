"""`svodka evaluate`: how well records agree with gold.

Decides where the records come from: the engine reads GOLD/*.txt, or another program's records are
given. Leaves every definition to `corpus/`.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import typer

from corpus.evaluation import (
    ROWS,
    Evaluation,
    GoldError,
    error_lines,
    extract_records,
    load_gold,
    load_records,
    score,
    table,
)
from extractor.commands.report import DONE


def evaluate_folder(gold: Path, *, records: Path | None, errors: str | None, as_json: bool) -> int:
    """Prints precision, recall and F1 of every row, and the errors of one."""
    if errors is not None and errors not in ROWS:
        raise typer.BadParameter(f"no row is called {errors!r}; there are {', '.join(ROWS)}", param_hint="--errors")
    try:
        documents = load_gold(gold)
        found = extract_records(documents) if records is None else load_records(records)
    except GoldError as fault:
        raise typer.BadParameter(str(fault)) from None
    except (KeyError, OSError, ValueError) as fault:
        raise typer.BadParameter(f"{type(fault).__name__}: {fault}") from None
    result = score(documents, found)
    typer.echo(json.dumps(as_data(result), indent=2) if as_json else table(result))
    if errors is not None and not as_json:
        typer.echo("\n".join(error_lines(result, errors)))
    return DONE


def as_data(result: Evaluation) -> dict[str, Any]:
    """The figures for other programs; null where there is nothing to divide by."""
    rows = {
        name: {key: None if math.isnan(figure) else figure for key, figure in tally.row._asdict().items()}
        for name, tally in result.tallies.items()
    }
    return {
        "headline": result.headline,
        "headline_strict": result.headline_strict,
        "documents": result.documents,
        "without_record": result.without_record,
        "items": result.items,
        "items_in_place": result.items_in_place,
        "rows": rows,
    }
