"""SQL that reads a text as the type its column declares; what cannot be read is NULL, and can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.datasets import dates
from tieout.model.dataset import Type
from tieout.plan.quote import identifier, literal

DUCKDB_TYPES = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.DATE: "DATE",
    Type.TIMESTAMP: "TIMESTAMP",
    Type.BOOLEAN: "BOOLEAN",
}
BOUNDLESS = ("DOUBLE", "DATE", "TIMESTAMP")  # of these DuckDB also has infinite values, and doubles that are no number
BLANKS = " \t\r\n\u00a0"
EXPECTED = {
    Type.INTEGER: "expected a whole number",
    Type.NUMBER: "expected a number",
    Type.DATE: "expected a date",
    Type.TIMESTAMP: "expected a date and time",
    Type.BOOLEAN: "expected true or false",
}


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column is read: its type, the texts that mean unknown, the formats of its dates.

    `bound` columns have a role or belong to a figure; any other text column is left as it is. `found` is the column's
    DuckDB type in the source, VARCHAR for every text file.
    """

    name: str
    type: Type
    bound: bool
    sentinels: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    found: str = "VARCHAR"

    @property
    def target(self) -> str:
        """The DuckDB type that the column has in `main`."""
        if self.type is Type.TEXT and not self.bound:
            return self.found
        return DUCKDB_TYPES[self.type]

    @property
    def can_fail(self) -> bool:
        """Whether a value may be unreadable."""
        return self.type is not Type.TEXT and (self.found != self.target or self.found in BOUNDLESS)

    @property
    def text(self) -> str:
        """The value as SQL text, as the source has it."""
        column = identifier(self.name)
        return column if self.found == "VARCHAR" else f"CAST({column} AS VARCHAR)"

    @property
    def trimmed(self) -> str:
        return f"trim({self.text}, {literal(BLANKS)})"

    @property
    def meant(self) -> str:
        """Whether the value is neither blank nor one that means unknown; NULL where there is none."""
        return f"{self.trimmed} NOT IN ({', '.join(map(literal, self._meaningless()))})"

    @property
    def value(self) -> str:
        """The typed value, NULL where it is unknown or unreadable."""
        if self.type is Type.TEXT and not self.bound:
            return identifier(self.name)
        if self.found == self.target:
            finite = f" AND isfinite({identifier(self.name)})" if self.can_fail else ""
            return f"CASE WHEN {self.meant}{finite} THEN {identifier(self.name)} END"
        return f"CASE WHEN {self.meant} THEN {self._read()} END"

    @property
    def moments(self) -> str:
        """SQL for the list of what a date could mean, empty for any other type; two make it ambiguous."""
        if self.type in (Type.DATE, Type.TIMESTAMP):
            return dates.moments(self.trimmed, self.formats, timed=self.type is Type.TIMESTAMP)
        return "CAST([] AS TIMESTAMP[])"

    @property
    def expected(self) -> str:
        """The words for what a text that could not be read should have been."""
        if self.type not in (Type.DATE, Type.TIMESTAMP):
            return EXPECTED[self.type]
        ways = f" written {' or '.join(self.formats)}" if self.formats else dates.READ_UNDECLARED
        return f"{EXPECTED[self.type]}{ways}; name another way under `formats` in dataset.yaml"

    def _meaningless(self) -> list[str]:
        texts = dict.fromkeys(["", *(s.strip(BLANKS) for s in self.sentinels)])
        if self.found in ("DOUBLE", "FLOAT"):
            texts |= dict.fromkeys(filter(None, map(_as_double, self.sentinels)))
        return list(texts)

    def _read(self) -> str:
        text = self.trimmed
        match self.type:
            case Type.TEXT:
                return self.text
            case Type.INTEGER:
                return _integer(text)
            case Type.NUMBER:
                return _number(text)
            case Type.DATE:
                return f"CAST({dates.written(text, self.formats, timed=False)} AS DATE)"
            case Type.TIMESTAMP:
                return dates.written(text, self.formats, timed=True)
            case Type.BOOLEAN:
                return (
                    f"CASE WHEN lower({text}) IN ('true', 't', 'yes', 'y', '1') THEN TRUE "
                    f"WHEN lower({text}) IN ('false', 'f', 'no', 'n', '0') THEN FALSE END"
                )


def _integer(text: str) -> str:
    """Digits, and digits with nothing but zeros behind the point: 1.5 is no whole number and is not rounded to one."""
    whole = f"TRY_CAST(split_part({text}, '.', 1) AS BIGINT)"
    return f"CASE WHEN regexp_full_match({text}, '[+-]?[0-9]+(\\.0*)?') THEN {whole} END"


def _number(text: str) -> str:
    """A finite number with a point; DuckDB also takes 1_000, infinity and NaN, which no count of people is."""
    number = f"TRY_CAST({text} AS DOUBLE)"
    return f"CASE WHEN isfinite({number}) AND NOT contains({text}, '_') THEN {number} END"


def _as_double(text: str) -> str | None:
    try:
        return str(float(text))
    except ValueError:
        return None
