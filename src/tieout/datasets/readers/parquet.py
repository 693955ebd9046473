"""Parquet files: typed already, read by DuckDB."""

from __future__ import annotations

from pathlib import Path

from tieout.plan.quote import literal


def relation(path: Path) -> str:
    """The file's rows as a SQL relation."""
    return f"read_parquet({literal(str(path))})"
