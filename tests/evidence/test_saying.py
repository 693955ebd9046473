"""How the words put a figure that they state, and beside which others of its event it stands."""

from __future__ import annotations

import pytest
from one_figure import FULL, GENERIC, SOURCES, tie

from tieout.evidence.bench import Bench
from tieout.evidence.ties.support import Support
from tieout.evidence.ties.tie_out import tie_out
from tieout.evidence.ties.tying import Tyer
from tieout.model.tie import Link, State

SENTENCE = "At least 53 civilians were killed, 21 of them children, and 18 people were wounded"


def put(**changed: object) -> str:
    """What is said of the words of a figure of that sentence."""
    row = {"quote": SENTENCE, "text": f"{SENTENCE}, the Harbour Office said.", **changed}
    return tie(**row).words[Link.WORDS]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"population": "civilians", "best": 53.0, "words": "at least"},
            "the words state it, with its bound 'at least'",
        ),
        ({"population": "civilians", "best": None, "lower": 53.0}, "the words state it, with its bound 'at least'"),
        (
            {"population": "civilians", "best": 53.0},
            "the words state it, as 'at least'; the row gives a plain number",
        ),
        ({"population": "children", "best": 21.0}, "the words state it, as a part of 'At least 53 civilians'"),
        ({"measure": "injured", "best": 18.0}, "the words state it, and not as a part of 'At least 53 civilians'"),
    ],
)
def test_the_words_say_how_the_figure_is_put(changed: dict[str, object], said: str) -> None:
    assert put(**changed) == said


@pytest.mark.parametrize(
    ("quote", "measure", "best"),
    [
        ("Fifteen people were killed in the city. In the market 3 people were killed", "killed", 3.0),
        ("There were 53 casualties. In the market 18 people were wounded", "injured", 18.0),
    ],
)
def test_of_whom_a_figure_may_be_a_part_it_is_not_said_that_it_is_none(quote: str, measure: str, best: float) -> None:
    assert "part" not in put(quote=quote, text=f"{quote}.", measure=measure, best=best)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"quote": "More than 340,000 people have been killed since March 2011"}, "'since March 2011' point beyond"),
        ({"quote": "340,000 people were killed", "scope": "background"}, "it is recorded as background"),
        (
            {"quote": "340,000 people have been killed since March 2011", "scope": " Background "},
            "'since March 2011' point beyond the event, and it is recorded as background",
        ),
    ],
)
def test_background_is_refused_as_a_toll_whether_the_words_or_the_row_say_so(
    changed: dict[str, object], said: str
) -> None:
    one = tie(best=340_000.0, text=f"{changed['quote']}, the Harbour Office said.", **changed)
    assert one.states[Link.WORDS] is State.UNTOLD
    assert one.words[Link.WORDS].startswith("refused as background, no toll of an event: ")
    assert said in one.words[Link.WORDS]


def test_background_hides_no_contradiction() -> None:
    one = tie(best=13.0, scope="background")
    assert one.states[Link.WORDS] is State.BROKEN


def test_a_claim_without_a_number_is_a_claim() -> None:
    text = "It gives no number of dead or wounded, the Harbour Office said."
    assert (
        tie(best=None, quote=text[:-1], text=text)
        .words[Link.WORDS]
        .endswith("the words state none: a claim, no figure")
    )
    assert tie(best=None).words[Link.WORDS] == "no number is recorded"


def beside(*rows: dict[str, object]) -> list[str]:
    """What is said of the words of several figures of one event."""
    supports = [
        Support(**{**FULL, "row": row, "text": f"{changed['quote']}.", **changed})  # type: ignore[arg-type] # by name
        for row, changed in enumerate(rows)
    ]
    shown = tie_out(supports, Bench(Tyer(SOURCES, GENERIC))).ties
    return [one.words[Link.WORDS] for one in shown]


OVER: dict[str, object] = {"best": 20.0, "words": "over", "quote": "Over 20 people were killed"}
PLAIN: dict[str, object] = {"best": 21.0, "quote": "21 people were killed", "source_name": "Valley Watch"}


def test_a_bound_is_consistent_with_a_number_that_it_has_room_for() -> None:
    over, plain = beside(OVER, PLAIN)
    assert over.endswith("with its bound 'over'; consistent with '21' (Valley Watch), and not equal to it")
    assert plain.endswith("'over 20' (Harbour Office of Harrow Quay) is consistent with it, and not equal to it")


@pytest.mark.parametrize(
    "other",
    [
        {"best": 20.0, "quote": "20 people were killed"},
        {"best": 19.0, "quote": "19 people were killed"},
        {"event": "E2"},
        {"measure": "injured", "quote": "21 people were injured"},
        {"population": "children", "quote": "21 children were killed"},
        {"scope": "background"},
        {"words": "at least", "quote": "At least 21 people were killed"},
    ],
)
def test_nothing_is_said_of_what_it_has_no_room_for_or_what_is_no_plain_number(other: dict[str, object]) -> None:
    assert not [words for words in beside(OVER, {**PLAIN, **other}) if "consistent" in words]


def test_many_others_are_counted() -> None:
    over, *_ = beside(OVER, *({"best": float(n), "quote": f"{n} people were killed"} for n in range(30, 38)))
    assert over.count("consistent with") == 5
    assert over.endswith("; 3 more such figures")
