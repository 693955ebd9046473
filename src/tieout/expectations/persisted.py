"""What Great Expectations 1.x needs to work with DuckDB, which it does not know: the one private name we touch.

Great Expectations closes the connection of a dialect it does not know between two queries, and a cursor that is
still being read dies with it ("list index out of range"). Dialects in a private list keep theirs. The tests fail
when a new version renames that list; until then `keeps_connections` says so and suites run over frames.
"""

from __future__ import annotations

import atexit
import enum
import sys

_PRIVATE = "_PERSISTED_CONNECTION_DIALECTS"


class _Dialect(str, enum.Enum):  # noqa: UP042 - Great Expectations compares `.value` of an enum of this kind
    DUCKDB = "duckdb"


def keeps_connections() -> bool:
    """Let Great Expectations keep DuckDB's connection open. False when this version does not offer it any more."""
    from great_expectations.execution_engine import sqlalchemy_execution_engine as engine

    known = getattr(engine, _PRIVATE, None)
    if not isinstance(known, tuple):
        return False
    if _Dialect.DUCKDB not in known:
        setattr(engine, _PRIVATE, (*known, _Dialect.DUCKDB))
        _leave_quietly()
    return True


def _leave_quietly() -> None:
    """Let go of DuckDB's SQLAlchemy dialect when the interpreter ends.

    Great Expectations and SQLAlchemy's caches keep it alive past that moment, and DuckDB's binding then lists on
    stderr every object it could not free. All connections are closed by then.
    """

    def let_go() -> None:
        import duckdb_engine

        for name in dir(duckdb_engine.Dialect):
            forget = getattr(getattr(duckdb_engine.Dialect, name), "cache_clear", None)
            if forget:
                forget()
        for module in [m for name, m in sys.modules.items() if name.split(".")[0] == "duckdb_engine"]:
            vars(module).clear()

    atexit.register(let_go)
