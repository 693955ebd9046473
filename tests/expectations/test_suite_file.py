from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.expectations.suite_file import read_expectations
from tieout.model.mistake import Mistake


def write(folder: Path, text: str) -> Path:
    path = folder / "river.events.json"
    path.write_text(text, encoding="utf-8")
    return path


def mistake(path: Path) -> Mistake:
    with pytest.raises(Mistake) as caught:
        read_expectations(path)
    return caught.value


def test_each_expectation_knows_its_line_and_column(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '{"name": "]", "meta": {"expectations": [1]},\n "expectations": [\n'
        '  {"type": "one", "kwargs": {"column": "},{"}}, {"type": "two"}\n]}',
    )
    one, two = read_expectations(path)
    assert (one.type, dict(one.kwargs), one.at.line, one.at.column) == ("one", {"column": "},{"}, 3, 3)
    assert (two.type, dict(two.kwargs), two.at.line, two.at.column) == ("two", {}, 3, 49)


def test_a_broken_file_is_named_at_its_line(tmp_path: Path) -> None:
    error = mistake(write(tmp_path, '{"name": "x",\n "expectations": [,]}'))
    assert (error.code, error.at and error.at.line, error.at and error.at.column) == ("broken-suite", 2, 19)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this is not JSON"),
        ("[]", "no list of expectations"),
        ("{}", "no list of expectations"),
        ('{"expectations": {}}', "no list of expectations"),
        ('{"expectations": []}', "nothing to check"),
        ('{"expectations": [3]}', "an expectation is a map"),
        ('{"expectations": [{}]}', "needs a `type`"),
        ('{"expectations": [{"expectation_type": "x"}]}', "older than Great Expectations 1.0"),
        ('{"expectations": [{"type": "x", "kwargs": []}]}', "are no map"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_what_is_no_suite_is_refused(tmp_path: Path, text: str, said: str) -> None:
    error = mistake(write(tmp_path, text))
    assert error.code == "broken-suite"
    assert said in str(error)


def test_a_missing_or_undecodable_file_is_refused(tmp_path: Path) -> None:
    assert mistake(tmp_path / "none.json").code == "broken-suite"
    (tmp_path / "latin.json").write_bytes(b'{"a": "\xe9"}')
    assert mistake(tmp_path / "latin.json").code == "broken-suite"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
)
KWARGS = st.dictionaries(st.text(), JSON, max_size=3)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(KWARGS, min_size=1, max_size=5),
    st.dictionaries(st.text(), JSON, max_size=3),
    st.sampled_from([None, 2, "\t"]),
    st.booleans(),
)
def test_every_position_is_where_the_expectation_begins(
    tmp_path_factory: pytest.TempPathFactory,
    kwargs: list[object],
    rest: dict[str, object],
    indent: object,
    ascii_: bool,
) -> None:
    listed = [{"type": f"number {n}", "kwargs": given_} for n, given_ in enumerate(kwargs)]
    text = json.dumps({**rest, "expectations": listed}, indent=indent, ensure_ascii=ascii_)  # type: ignore[arg-type] # None, a number or a text
    path = tmp_path_factory.mktemp("suite") / "river.events.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    lines = text.split("\n")
    for number, found in enumerate(read_expectations(path)):
        assert found.type == f"number {number}"
        rest_of_line = lines[found.at.line - 1][found.at.column - 1 :]
        assert rest_of_line.startswith("{")
        assert (
            json.JSONDecoder().raw_decode("\n".join([rest_of_line, *lines[found.at.line :]]))[0]["type"] == found.type
        )
