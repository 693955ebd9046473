"""A notebook shows text only: no element that the audit's texts could have made."""

from __future__ import annotations

from html.parser import HTMLParser

import make_audit
import pytest
from hostile import HOSTILE, everywhere

from tieout.reports.controls import legible
from tieout.reports.notebook import render

ALLOWED = {"div", "p", "strong", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "code", "bdi"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("hostile", HOSTILE)
def test_texts_stay_texts(hostile: str) -> None:
    reader = Reader()
    reader.feed(render(everywhere(make_audit.small(), hostile)))
    assert reader.tags <= ALLOWED
    assert reader.attributes <= {"scope"}
    assert legible(hostile)[:200] in reader.text
