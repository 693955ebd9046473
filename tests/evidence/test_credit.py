"""Who is credited, on a table of sentences, on the report that the project began with, and on hostile texts."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import lines_run

from tieout.evidence.credit import Attribution, Credit, Distance, Level
from tieout.evidence.registry import Registry
from tieout.model.mistake import Mistake

NAMES = {
    "watch": ["Halver Watch for Human Rights", "the Watch"],
    "wire": ["Halver Wire Agency", "Halver Wire"],
    "post": ["Quayside Post"],
    "health": ["Northern Ministry of Health"],
    "defence": ["Ministry of Defence of Halver"],
    "clinic": ["Lantern Hill Clinic"],
    "column": ["Northern Column"],
    "guard": ["Harbour Guard"],
    "relief": ["Saltmarket Relief Committee"],
    "tv": ["Old Quay Television"],
}
REGISTRY = Registry(NAMES)
LEVELS = {
    "credited": Level.CREDITED,
    "person": Level.THROUGH_PERSON,
    "relayed": Level.RELAYED,
    "mentioned": Level.MENTIONED,
}
ROOT = Path(__file__).parents[2]
TABLE = (Path(__file__).parent / "cases" / "attribution.md").read_text(encoding="utf-8")
CASES = re.findall(r"^\| (.*\[\[.+?\]\].*?) \| (.+?) \| (.*?) ?\|$", TABLE, re.MULTILINE)
EXPECTED = re.compile(r"(?P<source>\w+) (?P<level>\w+)(?: by (?P<person>.+?))?(?: via (?P<via>\w+))?")


def credits_of(text: str) -> tuple[Credit, ...]:
    return Attribution.of(text, REGISTRY).credits


def unmarked(text: str) -> tuple[str, tuple[int, int]]:
    start, end = text.index("[["), text.index("]]")
    return text[:start] + text[start + 2 : end] + text[end + 2 :], (start, end - 2)


def test_the_table_is_read_whole() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(("marked", "says_it", "levels"), CASES, ids=[case[0] for case in CASES])
def test_a_text_credits_whom_it_credits(marked: str, says_it: str, levels: str) -> None:
    text, span = unmarked(marked)
    attribution = Attribution.of(text, REGISTRY)
    voices = attribution.governing(span)
    named = {source for voice in voices for source in voice.sources} | {
        "someone" for voice in voices if not voice.sources
    }
    assert named == set(says_it.split()) - {"nobody"}, attribution.credits
    expected = [EXPECTED.fullmatch(entry) for entry in levels.split(", ")] if levels else []
    wanted = {match["source"]: match for match in expected if match}
    assert len(wanted) == len(expected)
    found = {source: attribution.of_source(source, span) for source in NAMES}
    levels_found = {source: verdict.level for source, verdict in found.items() if verdict.credit}
    assert levels_found == {source: LEVELS[match["level"]] for source, match in wanted.items()}
    for source, match in wanted.items():
        assert found[source].person == (match["person"] or "")
        assert set(found[source].via) == ({match["via"]} if match["via"] else set())


REPORT = """Over 20 children among 53 dead as bombs hit Ashwell

27/11/2017 08:46

At least 53 civilians, 21 of them children, were killed and 18 other people were wounded this morning, when bombs fell
on houses in Ashwell, a village that the Northern Column holds.

The Halver Watch for Human Rights said that the bombs hit the village of Ashwell.

"More dead were found while the rubble was cleared," Mira Doe, head of the Halver Watch for Human Rights told news
agency Halver Wire.

The Ministry of Defence of Halver confirmed that it had sent six bombers. It said that they struck the Northern Column.
"The targets were stores of arms," the Ministry said in a statement.

More than 340,000 people have been killed in the country since the war began in March 2011.
"""


def figure(words: str) -> tuple[int, int]:
    start = REPORT.index(words)
    return start, start + len(words)


def test_the_report_with_which_it_began() -> None:
    attribution = Attribution.of(REPORT, REGISTRY)
    tolls = [figure(words) for words in ("53 civilians", "21 of them", "18 other", "340,000")]
    assert all(attribution.governing(toll) == () for toll in tolls)
    watch = attribution.of_source("watch", tolls[0])
    assert watch.level is Level.CREDITED
    assert watch.distance is Distance.ADJACENT
    assert watch.governs is False
    through = [credit for credit in watch.credits if credit.level is Level.THROUGH_PERSON]
    assert [(credit.person, *credit.via, credit.cue) for credit in through] == [("Mira Doe", "wire", "told")]
    assert attribution.of_source("wire").level is Level.RELAYED
    ministry = attribution.of_source("defence", tolls[0])
    assert [credit.cue for credit in ministry.credits] == ["confirmed", "said", "said"]
    assert not any(credit.governs(toll) for credit in ministry.credits for toll in tolls)
    assert attribution.of_source("column").level is Level.MENTIONED
    assert attribution.of_source("post").level is Level.ABSENT
    assert attribution.of_source("watch", tolls[3]).distance is Distance.ELSEWHERE


def test_the_case_note_on_that_report() -> None:
    text = (ROOT / "datasets/al-shafah-2017/documents/report.txt").read_text(encoding="utf-8")
    names = {"monitor": ["the Observatory"], "afp": ["AFP"], "ministry": ["Russian Ministry of Defence"]}
    attribution = Attribution.of(text, Registry(names))
    through = [credit for credit in attribution.credits if credit.level is Level.THROUGH_PERSON]
    assert [(*credit.sources, credit.person, *credit.via) for credit in through] == [("monitor", "Its head", "afp")]
    assert attribution.of_source("afp").level is Level.RELAYED
    ministry = attribution.of_source("ministry")
    assert ministry.level is Level.CREDITED
    for words in ("53 civilians", "21 of them", "18 people", "340000 dead"):
        span = (text.index(words), text.index(words) + len(words))
        assert all(not voice.sources for voice in attribution.governing(span)), words


def test_an_alias_of_two_sources_stays_ambiguous() -> None:
    registry = Registry({"north": ["Ministry of Health"], "south": ["Ministry of Health"]})
    verdict = Attribution.of("The Ministry of Health said 12 died.", registry).of_source("north")
    assert verdict.level is Level.CREDITED
    assert verdict.credit is not None
    assert verdict.credit.sources == {"north", "south"}


def test_an_unknown_voice_keeps_its_words_for_a_hint() -> None:
    text = "The Halver Wach for Human Rights said 12 people died."
    credit = credits_of(text)[0]
    assert credit.sources == frozenset()
    assert text[slice(*credit.span)] == credit.words == "The Halver Wach for Human Rights"
    assert REGISTRY.hints(credit.words)[0].source == "watch"


def test_blame_is_kept_apart() -> None:
    text = "The Watch said 12 people were killed by the Northern Column."
    attribution = Attribution.of(text, REGISTRY)
    assert {credit.blamed for credit in attribution.of_source("column").credits} == {True}
    assert {credit.blamed for credit in attribution.of_source("watch").credits} == {False}


def test_spans_count_code_points() -> None:
    text = "🚨🚨 Le général 𝔸 — the Watch said 12 died."
    credit = Attribution.of(text, REGISTRY).of_source("watch").credit
    assert credit is not None
    assert text[slice(*credit.span)] == "Watch"


def test_a_language_without_cues_is_a_mistake() -> None:
    with pytest.raises(Mistake, match="sentences"):
        Attribution.of("Selon la police, 12 morts.", REGISTRY, "fr")


PIECES = st.sampled_from(
    "the Watch|Halver Wire|Northern Column|said|told|citing|according to|quoted by|killed by|blamed|Mira Doe|head of|"
    "its|he|it|was|did not|who|,|.|\"|”|(|)|—|-|;|12|people|and|while|the ministry|in a statement|\n|\n\n|'s|:|to|"
    "spokesman for".split("|")
)


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=100))
def test_whatever_is_written_spans_are_true(text: str) -> None:
    attribution = Attribution.of(text, REGISTRY)
    for credit in attribution.credits:
        assert text[slice(*credit.span)] == credit.words
        assert 0 <= credit.scope[0] <= credit.scope[1] <= len(text)
        assert credit.sources <= set(NAMES)
        assert credit.via <= set(NAMES)
    for source in NAMES:
        verdict = attribution.of_source(source, (0, min(3, len(text))))
        assert (verdict.level is Level.ABSENT) == (verdict.credit is None)


UNITS = (
    "said ",
    "the Watch, ",
    "the Watch said ",
    "according to the Watch, ",
    "citing the Watch, ",
    "quoted by the Watch ",
    "the Watch's head told the Watch and ",
    "Its head said. ",
    "It said Mira Doe, ",
    "(",
)


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_text_alone(unit: str) -> None:
    credits_of("The Watch said it.")
    small, large = (lines_run(partial(credits_of, unit * (size // len(unit)))) for size in (2_000, 8_000))
    assert large < 5 * small  # four times the text, whose square is sixteen


@pytest.mark.slow
def test_every_credit_of_a_megabyte_on_one_line_is_found() -> None:
    assert len(credits_of("the Watch said it, " * 55_000)) >= 55_000
