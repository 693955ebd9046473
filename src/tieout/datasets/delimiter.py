"""Which character separates the cells of a text file, found out from its header."""

from __future__ import annotations

import re

from tieout.model.dataset import Format, Table
from tieout.model.mistake import Mistake

CANDIDATES = (",", ";", "\t", "|")
QUOTED = re.compile(r'"[^"]*"')


def delimiter_of(header: str, table: Table) -> str:
    """The declared delimiter, a tab for tsv files, else the candidate that stands most often outside of quotes.

    Raises Mistake("bad-delimiter") when the declared one is not a single character that can separate cells.
    """
    declared = table.reading.delimiter
    if declared is not None:
        stated = "\t" if declared in ("\\t", "tab") else declared
        if len(stated) != 1 or stated in '"\r\n\0':
            help_ = "one character, such as ; or a tab"
            raise Mistake("bad-delimiter", f"'{declared}' cannot separate cells", at=table.at, help=help_)
        return stated
    if table.reading.format is Format.TSV:
        return "\t"
    bare = QUOTED.sub("", header)
    return max(CANDIDATES, key=lambda c: (bare.count(c), -CANDIDATES.index(c)))
