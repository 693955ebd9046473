"""Puts the page together: template, style, script, data and policy."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tieout.model.audit import Audit
from tieout.reports.html.context import context
from tieout.reports.html.csp import policy
from tieout.reports.html.payload import payload
from tieout.reports.html.signs import sign
from tieout.reports.html.visible import plain, visible, web_address

STYLES = ("tokens.css", "page.css", "checks.css", "findings.css", "ties.css", "drawings.css", "narrow.css", "print.css")
# In the order in which they use each other; the last one starts the page.
SCRIPTS = (
    "elements.js",
    "data.js",
    "marks.js",
    "trace.js",
    "event.js",
    "filters.js",
    "listing.js",
    "finding.js",
    "findings.js",
    "ties.js",
    "events.js",
    "dialog.js",
    "save.js",
    "heat.js",
    "theme.js",
    "start.js",
)


def page(audit: Audit) -> str:
    """The whole page as text that UTF-8 can hold."""
    seen = context(audit)
    style, script = stylesheet(), javascript()
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            page=seen,
            policy=policy(script, style),
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
            payload=payload(audit, seen.listing, seen.ties),
        )
    )


@cache
def stylesheet() -> str:
    """The page's one style sheet, as its style element holds it."""
    return "".join(_asset(name) for name in STYLES)


@cache
def javascript() -> str:
    """The page's one script, as its script element holds it."""
    return "(() => {\n'use strict';\n" + "".join(_asset(name) for name in SCRIPTS) + "})();\n"


def _asset(name: str) -> str:
    """The file without its comment lines, which are for those who change it."""
    text = files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
    return re.sub(r"^ *(//.*|/\*.*\*/)?\n", "", text, flags=re.MULTILINE)


@cache
def environment() -> Environment:
    """Templates whose every expression is escaped, and shows no acting character."""
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["visible"] = visible
    environment.filters["web_address"] = web_address
    environment.filters["sign"] = sign
    environment.filters["number"] = "{:,}".format
    return environment
