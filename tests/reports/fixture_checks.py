"""The checks of the large fixture: those that fail, with what they say of a row, and the others."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.model.verdict import Severity


@dataclass(frozen=True)
class Defect:
    """A check that fails in the fixture: how often, and what it says of a row."""

    id: str
    code: str
    summary: str
    severity: Severity
    table: str
    columns: tuple[str, ...]
    share: float
    message: str
    expected: str
    rule: str
    instances: tuple[str, ...] = ("",)
    possible: float = 0.0


DEFECTS = (
    Defect(
        "subcount-exceeds-total",
        "CAS001",
        "A subcount is larger than the total it belongs to.",
        Severity.ERROR,
        "figures",
        ("best", "high"),
        0.12,
        "{population} {best} recorded, above the total of {high}",
        "at most the recorded total",
        "lower(part) <= upper(whole)",
        ("killed.children within killed", "killed.women within killed", "injured.children within injured"),
        0.2,
    ),
    Defect(
        "lower-bound-above-best",
        "CAS002",
        "A lower bound lies above the best value.",
        Severity.ERROR,
        "figures",
        ("low", "best"),
        0.09,
        "lower bound {low} recorded above the best value {best}",
        "a lower bound of at most the best value",
        "figure.lower <= figure.best",
    ),
    Defect(
        "negative-figure",
        "CAS003",
        "A figure is below zero.",
        Severity.ERROR,
        "figures",
        ("best",),
        0.02,
        "{measure} recorded as {best}",
        "zero or more people",
        "figure.best >= 0",
    ),
    Defect(
        "quote-not-in-document",
        "PRO010",
        "The quoted words are not found in the document.",
        Severity.ERROR,
        "figures",
        ("quote", "document_id"),
        0.1635,
        "the words recorded as a quote are not found in {document_id}",
        "the exact words of the document",
        "contains(document.text, figure.quote)",
    ),
    Defect(
        "figure-not-in-quote",
        "PRO011",
        "The quoted words do not state the figure.",
        Severity.WARNING,
        "figures",
        ("best", "quote"),
        0.2,
        "best value {best} recorded; the quoted words state another number",
        "the number in the quoted words",
        "states(figure.quote, figure.best)",
        ("",),
        0.3,
    ),
    Defect(
        "figure-entered-twice",
        "IDE004",
        "A source gives one figure of an event twice.",
        Severity.ERROR,
        "figures",
        ("event_id", "source_id", "measure"),
        0.18,
        "{measure} of {event_id} recorded more than once for {source_id}",
        "one figure for each event, source and measure",
        "count(*) = 1",
    ),
    Defect(
        "figure-far-from-others",
        "CAS020",
        "A figure is far from what other sources report.",
        Severity.NOTE,
        "figures",
        ("best",),
        0.1,
        "{best} recorded, more than three times the median of the other sources",
        "within three times the median",
        "best(figure) <= 3 * median",
    ),
    Defect(
        "reported-before-it-happened",
        "DAT002",
        "A report is dated before the event.",
        Severity.ERROR,
        "figures",
        ("reported_on",),
        0.1,
        "reported {reported_on}, before the event began",
        "the day of the event or later",
        "figure.reported >= event.start",
    ),
    Defect(
        "event-rests-on-one-source",
        "PRO020",
        "An event rests on a single source.",
        Severity.WARNING,
        "events",
        ("lead_source",),
        0.005,
        "one source recorded: {lead_source}",
        "at least two independent sources",
        "sources >= 2",
    ),
    Defect(
        "coordinates-out-of-range",
        "PLA001",
        "A coordinate is outside the range of the globe.",
        Severity.ERROR,
        "events",
        ("lat", "lon"),
        0.0015,
        "latitude {lat}, longitude {lon} recorded",
        "latitude from -90 to 90 and longitude from -180 to 180",
        "event.latitude BETWEEN -90 AND 90",
    ),
    Defect(
        "document-older-than-event",
        "PRO007",
        "A document is dated before the event it reports.",
        Severity.WARNING,
        "documents",
        ("published",),
        0.02,
        "{document_id} is dated {published}",
        "the day of the event or later",
        "document.published >= event.start",
    ),
    Defect(
        "source-address-is-no-web-address",
        "PRO009",
        "A source's address is not a web address.",
        Severity.NOTE,
        "sources",
        ("address",),
        0.0005,
        "{address} recorded as the address of {source_id}",
        "an address that begins with https:// or http://",
        "regexp_matches(source.address, '^https?://')",
    ),
)

PASSING = (
    "event has a date", "event has a place", "event id is unique", "figure id is unique", "source id is unique",
    "document id is unique", "figure names an event", "figure names a source", "figure names a document",
    "measure is known", "population is known", "kind of event is known", "date is not in the future",
    "latitude is recorded", "source has a name", "source kind is known", "document has a title",
    "document date is readable", "best value is whole", "upper bound is above best", "event end follows start",
    "weekday agrees with date", "year agrees with date", "source is named",
)  # fmt: skip
UNDECIDED = (
    ("archive is recorded", "no column is bound to document.archive"),
    ("relay has no circle", "the dataset has no table of relays"),
    ("revision has a reason", "the dataset has no table of revisions"),
)

SECTIONS = {
    "What it finds": "Rows in which the recorded value and what it is compared with do not agree.",
    "Why it matters": "A reader who adds up such rows gets a total that **no source states**.",
    "When it is not an error": (
        "Two sources may count differently:\n\n"
        "- one counts by *age*, the other by sex\n- one was published before a revision\n\n"
        "Then both figures stay, each with its own source."
    ),
    "What to do": (
        "1. Open the document and read the quoted words.\n2. Correct the value, or record the qualifier in `words`.\n\n"
        "See [the recording standard](https://example.org/standard)."
    ),
    "Cases": "| killed | verdict | why |\n|---|---|---|\n| 53 | pass | |",
}
