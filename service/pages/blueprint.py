"""What all pages share: the words that templates call, and one sentence carried over a redirect.

Decides nothing about a page of its own but the help, which is only words.
"""

from __future__ import annotations

from flask import Blueprint, render_template

from extractor import __version__
from service import labels
from service.plain_text import plain, plain_line

pages = Blueprint("pages", __name__)


@pages.get("/help")
def help_page() -> str:
    """One screen about what is read, how it is mended and what to believe."""
    return render_template("help.html")


@pages.app_context_processor
def _wording() -> dict[str, object]:
    return {"labels": labels, "version": __version__}


pages.add_app_template_filter(plain)
pages.add_app_template_filter(plain_line)
pages.add_app_template_filter(labels.amount, "amount")
pages.add_app_template_filter(labels.day, "day")
pages.add_app_template_filter(labels.moment, "moment")
