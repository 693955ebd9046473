"""The process in which files that others made are read: `python -m tieout.evidence.documents.worker MEMORY`.

It answers one JSON line with one JSON line. Whatever a file brings about, a crash of a library included, happens here
and not in the audit. It ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from tieout.evidence.documents.document import Kind, Unreadable
from tieout.evidence.documents.formats import words_of
from tieout.evidence.documents.limits import Limits
from tieout.evidence.documents.media import Medium
from tieout.evidence.documents.warc import Wanted

READY = "ready"


def main() -> None:
    """Answer requests until there are no more."""
    _limit_memory(int(sys.argv[1]))
    # What a library prints must not stand between the answers.
    with os.fdopen(os.dup(1), "w", encoding="ascii") as answers, Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        print(json.dumps(READY), file=answers, flush=True)
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The words of a file as JSON has them, or {"problem": [kind, words]}."""
    try:
        captured = request["captured"]
        found = words_of(
            Path(request["path"]),
            Medium(request["type"], request["charset"]),
            Wanted(request["address"], datetime.fromisoformat(captured) if captured else None),
            request["normalisation"],
            Limits(**request["limits"]),
        )
    except Unreadable as problem:
        return {"problem": problem.remark}
    except MemoryError:
        return {"problem": (Kind.TOO_LARGE, "needs more memory than a document may")}
    except RecursionError:
        return {"problem": (Kind.BROKEN, "is nested too deep")}
    except Exception as error:  # whatever a hostile file brings about in a library is a problem of this file
        return {"problem": (Kind.BROKEN, f"cannot be read ({type(error).__name__}): {_plain(error)}")}
    words = asdict(found)
    if found.capture and found.capture.captured:
        words["capture"]["captured"] = found.capture.captured.isoformat()
    return words


def _plain(error: Exception) -> str:
    return "".join(c if c.isprintable() else " " for c in str(error)[:160]).strip()


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit has to do
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()
