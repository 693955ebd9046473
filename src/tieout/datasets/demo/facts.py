"""What happened in each event, before anybody writes it down: one row an event, every number consistent.

Each column is SQL over the columns before it. A defect may bend one of them (a date outside the period, say), and
all that follows from it stays consistent: the weekday, the documents, the quotes.
"""

from __future__ import annotations

from datetime import date

from tieout.datasets.demo import invented
from tieout.datasets.demo.draws import one_of
from tieout.plan.quote import literal

COVERS = (date(2024, 1, 1), date(2025, 12, 31))

Columns = dict[str, str]

_DAYS = 700
"""Events start on the first 700 of the 731 days, so that none ends after the period."""

_WHEN = {
    # The event that the row tells of: its own, unless it was entered twice.
    "e": "i",
    "start": f"DATE '{COVERS[0]}' + (i * {_DAYS} // $events)::INTEGER + draw(e, 1, 9)",
    # Most events last a day; some a few days, exactly a week, or longer: precision 1 to 4 as UCDP codes it.
    "date_precision": "[1, 1, 1, 1, 1, 1, 1, 2, 3, 4][draw(e, 2, 10) + 1]",
    "lasting": "[0, 1 + draw(e, 3, 5), 6, 7 + draw(e, 3, 12)][date_precision]",
    '"end"': "start + lasting",
    "reported": '"end" + draw(e, 4, 3)',
    "printed": "reported + draw(i, 5, 2)",
    "captured": "printed + draw(i, 6, 14)",
    "published": "reported + 20 + draw(e, 7, 20)",
}

_WHERE = {
    "district": "draw(e, 10, 12)",
    "place": f"([{', '.join(map(literal, invented.DISTRICTS))}])[district + 1]",
    # Districts lie on a grid of 4 x 3, some two kilometres apart; the events scatter within theirs.
    "latitude": f"round({invented.LATITUDE} + (district // 4) * 0.02 + draw(e, 11, 1500) / 100000, 5)",
    "longitude": f"round({invented.LONGITUDE} + (district % 4) * 0.025 + draw(e, 12, 2000) / 100000, 5)",
}

_WHO = {
    "kind": one_of(invented.KINDS, "e", 20),
    "blamed": one_of(invented.BLAMED, "e", 21),
    "voice": "draw(e, 23, 8)",
    # Now and then the second voice is nobody in particular.
    "other": "CASE WHEN draw(e, 24, 25) = 0 THEN 18 + draw(e, 25, 2) ELSE (voice + 1 + draw(e, 26, 7)) % 8 END",
    "publisher": "8 + draw(i, 27, 10)",
    # Now and then the document is a wire text printed again, and the second voice is cited from the wire text itself.
    "copied": f"""flaw IS NULL AND NOT entered_again AND other < 18 AND publisher <> {invented.WIRE}
        AND draw(i, 46, 14) = 0""",
    "wired_on": "printed",  # the day of the wire text
    # Nobody calls confirmed what one named voice alone says, or one text alone.
    "origins": "CASE WHEN other < 18 AND NOT copied THEN 2 ELSE 1 END",
    "status": f"CASE WHEN origins > 1 THEN {one_of(invented.STATUSES, 'e', 22)} ELSE 'provisional' END",
    "stated": "origins",
    # Who has it from whom in the document, the one who prints it first. Some say so, and some had it from the wire.
    "chain": f"""CASE
        WHEN publisher = {invented.WIRE} THEN [publisher, voice]
        WHEN copied OR draw(i, 47, 4) = 0 THEN [publisher, {invented.WIRE}, voice]
        WHEN draw(i, 48, 4) = 0 THEN [publisher, voice]
        ELSE []::INTEGER[] END""",
}

_HOW_KEPT = {
    # Every document is captured; some copies are handed on to the archive a day later.
    "steps": "CASE WHEN draw(i, 49, 6) = 0 THEN 2 ELSE 1 END",
}

_HOW_MANY = {
    # Which five figures are reported; `figures.LAYOUTS` names them.
    "layout": "draw(e, 30, 3)",
    # 0: a plain number, 1: bounds and a best value, 2: "at least". Sums are only sums between plain numbers.
    "manner": "CASE WHEN layout = 2 THEN 0 ELSE [0, 0, 0, 1, 1, 2][draw(e, 31, 6) + 1] END",
    "killed": "1 + draw(e, 32, 6) + CASE WHEN draw(e, 33, 12) = 0 THEN draw(e, 34, 30) ELSE 0 END",
    "civilians": "draw(e, 35, 1000) * (killed + 1) // 1000",
    "combatants": "draw(e, 36, 1000) * (killed - civilians + 1) // 1000",
    "undetermined": "killed - civilians - combatants",
    "children": "draw(e, 37, 1000) * (civilians + 1) // 1000",
    "women": "draw(e, 38, 1000) * (killed + 1) // 1000",
    "men": "killed - women",
    "injured": "draw(e, 39, 4) + killed * draw(e, 40, 3)",
    "injured_children": "draw(e, 41, 1000) * (injured + 1) // 1000",
    # -99: the dataset's way of writing that the number is not known.
    "missing": "CASE WHEN draw(e, 42, 12) = 0 THEN -99 ELSE greatest(draw(e, 43, 8) - 4, 0) END",
    # The slot of the figure that is mentioned without its number; -1: none is.
    "vague": "-1",
}

FACTS: Columns = _WHEN | _WHERE | _WHO | _HOW_KEPT | _HOW_MANY
