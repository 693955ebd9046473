"""YAML that people write: every value with its place, every mistake with one message, never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tieout.model.mistake import Mistake
from tieout.project import positioned


def refused(text: str) -> str:
    with pytest.raises(Mistake) as caught:
        positioned.parse(text, "a.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "error[empty-file]: a.yaml is empty"),
        ("# nothing\n", "error[empty-file]: a.yaml is empty"),
        ("a: 1\nb: 2\na: 3\n", "error[duplicate-key]: a.yaml:3:1 the key 'a' is written twice"),
        ("x:\n  a: 1\n  a: 1\n", "error[duplicate-key]: a.yaml:3:3 the key 'a' is written twice"),
        ("{a: 1, a: 2}", "error[duplicate-key]: a.yaml:1:8 the key 'a' is written twice"),
        (
            "a: &one 1\nb: *one\n",
            "error[bad-yaml]: a.yaml:2:4 aliases (*name) are not read here\n  help: write the value out",
        ),
        ("a: !!int '3'\n", "error[bad-yaml]: a.yaml:1:4 tags (!name) are not read here\n  help: write the value alone"),
        (
            "a: !!python/object:os.system {}\n",
            "error[bad-yaml]: a.yaml:1:4 tags (!name) are not read here\n  help: write the value alone",
        ),
        ("- !x [1]\n", "error[bad-yaml]: a.yaml:1:3 tags (!name) are not read here\n  help: write the value alone"),
        ("a:\n\tb: 1\n", "error[bad-yaml]: a.yaml:2:1 a tab cannot indent YAML\n  help: use spaces"),
        ("\ta: 1\n", "error[bad-yaml]: a.yaml:1:1 a tab cannot indent YAML\n  help: use spaces"),
        ("a: [1, 2\nb: 3\n", "error[bad-yaml]: a.yaml:2:2 is not YAML: did not find expected ',' or ']'"),
        ("a: 'open\n", "error[bad-yaml]: a.yaml:2:1 is not YAML: found unexpected end of stream"),
        ("a: b: c\n", "error[bad-yaml]: a.yaml:1:5 is not YAML: mapping values are not allowed in this context"),
        ("a: 1\n---\nb: 2\n", "error[bad-yaml]: a.yaml:2:1 is not YAML: but found another document"),
        ("? [a]\n: b\n", "error[bad-yaml]: a.yaml:1:3 a key must be a plain word"),
        ("a: b\n\nc: d\0e\n", "error[bad-yaml]: a.yaml:3:5 is not YAML: the character U+0000 is not allowed"),
        ("é: \x1b[31m\n", "error[bad-yaml]: a.yaml:1:4 is not YAML: the character U+001B is not allowed"),
    ],
)
def test_what_is_no_yaml_is_refused_where_it_stands(text: str, message: str) -> None:
    assert refused(text) == message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_before_it_is_built(opening: str) -> None:
    """libyaml's own composer overflows the stack of the process: a process of its own, so that it may."""
    script = (
        "from tieout.model.mistake import Mistake\nfrom tieout.project import positioned\n"
        f"try: positioned.parse(({opening!r} * 900_000)[:900_000], 'a.yaml')\nexcept Mistake as m: print(m)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert "is nested more than 40 levels deep" in done.stdout


def test_forty_levels_are_read() -> None:
    positioned.parse("[" * 40 + "]" * 40, "a.yaml")
    assert refused("[" * 42 + "]" * 42) == "error[bad-yaml]: a.yaml:1:41 is nested more than 40 levels deep"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: " + b"x" * 2_000_000, "error[file-too-large]: a.yaml holds more than 1,000,000 bytes"),
        (b"a: 1\nb: caf\xe9\n", "error[not-utf8]: a.yaml:2:1 is not UTF-8 text"),
        ("a: é\n".encode("utf-16"), "error[not-utf8]: a.yaml:1:1 is not UTF-8 text"),
        (b"", "error[empty-file]: a.yaml is empty"),
        (b"\xef\xbb\xbf", "error[empty-file]: a.yaml is empty"),
        (b"a: x\0y\n", "error[bad-yaml]: a.yaml:1:5 is not YAML: the character U+0000 is not allowed"),
    ],
    ids=["large", "latin-1", "utf-16", "empty", "only a mark", "nul"],
)
def test_bytes_that_are_no_yaml_file(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(Mistake) as caught:
        positioned.read(path, "a.yaml")
    assert str(caught.value) == message


def test_a_folder_or_nothing_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(Mistake) as caught:
        positioned.read(tmp_path, "a.yaml")
    assert str(caught.value) == "error[not-a-file]: a.yaml is a directory, a file was expected"
    with pytest.raises(Mistake) as caught:
        positioned.read(tmp_path / "a.yaml", "a.yaml")
    assert str(caught.value) == "error[no-such-file]: a.yaml cannot be read: No such file or directory"


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(Mistake, match="file-too-large"):
        positioned.read(Path("/dev/zero"), "a.yaml")


def test_a_byte_order_mark_moves_no_column(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    node = positioned.read(path, "a.yaml")
    assert node.keys is not None
    assert {key: str(at) for key, at in node.keys.items()} == {"a": "a.yaml:1:1", "b": "a.yaml:2:1"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("On", "On"),
        ("22:22", "22:22"),
        ("1_000", "1_000"),
        ("2017-11-26", "2017-11-26"),
        ("0o7", 7),
        ("0x1F", 31),
        ("012", 12),
        ("1e3", 1000.0),
        ("-1.5", -1.5),
        ("+7", 7),
        (".5", 0.5),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("0x" + "F" * 5000, "0x" + "F" * 5000),
        ("~", None),
        ("null", None),
        ("", None),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("٣", "٣"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(written: str, value: object) -> None:
    got = positioned.parse(f"a: {written}\n", "a.yaml").plain("a")["a"]
    assert (got, type(got)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: word\n", "a.yaml:1:4"),
        ("a: 'word'\n", "a.yaml:1:5"),
        ("a: |\n  one\n  two\n", "a.yaml:2:3"),
        ("a: >-\n    one\n    two\n", "a.yaml:2:5"),
        ("a: |\n\n  one\n", "a.yaml:2:3"),
        ("a:\n  b: [x, 'y']\n", "a.yaml:2:11"),
    ],
)
def test_a_text_knows_where_it_begins(text: str, at: str) -> None:
    node = positioned.parse(text, "a.yaml")
    while not isinstance(node.value, str):
        node = node.value[-1] if isinstance(node.value, tuple) else next(iter(node.map("a").values()))
    assert str(node.words("a").at) == at


@pytest.mark.parametrize(
    "text",
    [
        "a: one two\n",
        "a: one\n  two three\n  four\nb: next\n",
        "a:\n  one two\n\n  three\nb: next\n",
        "a: >\n  one two\n  three\n\n  four\n    five\n  six\nb: next\n",
        "a: >-\n\n      one\n      two\nb: |\n  next\n",
        "a: |\n  one two\n    three\n\n  four  \n  five",
        "a: >2\n    one\n   two\n",
        "a: 'one ''two'' three'\n",
        'a: "one \\t \\"two\\" \\u0041 \\\\ three"\n',
        "a: 'one it''s\n  two\n\n  three'\nb: next\n",
        'a: "one \\"two\\"\n  three \\\n  four" # five\n',
        "a: [x, one\n  two, three four,\n 'five\n six']\n",
        "a:\n- b\n- >-\n  one\n  two\n- last\n",
        "# é\na: 😀 one\n  é two 😀\n  three\nb: c\n",
    ],
)
def test_every_word_of_a_text_on_several_lines_stands_where_it_is_written(text: str) -> None:
    node = positioned.parse(text, "a.yaml").map("file")["a"]
    texts = [each.words("a") for each in (node.value if isinstance(node.value, tuple) else (node,))]
    lines = text.split("\n")
    told = []
    for words in texts:
        for found in re.finditer(r"[a-z]{2,}|x", words.text):
            at = words.place(found.start())
            told.append(found[0])
            assert lines[at.line - 1][at.column - 1 :].startswith(found[0]), (found[0], str(at))
    assert {"one", "two"} & set(told)


@pytest.mark.parametrize(
    ("call", "written", "message"),
    [
        ("text", "[x]", "a is a list\n  help: expected text"),
        ("text", "{b: c}", "a is a map\n  help: expected text"),
        ("text", "", "a is nothing\n  help: expected text"),
        ("text", "'  '", "a is '  '\n  help: expected text"),
        ("map", "[x]", "a is a list\n  help: expected a map (key: value)"),
        ("map", "x", "a is 'x'\n  help: expected a map (key: value)"),
        ("items", "x", "a is 'x'\n  help: expected a list"),
        ("boolean", "yes", "a is 'yes'\n  help: expected true or false"),
        ("boolean", "1", "a is '1'\n  help: expected true or false"),
        ("integer", "1.5", "a is '1.5'\n  help: expected a whole number"),
        ("integer", "-1", "a is '-1'\n  help: expected a number from 0"),
        ("integer", "true", "a is 'true'\n  help: expected a number from 0"),
        ("integer", "'3'", "a is '3'\n  help: expected a number from 0"),
        ("integer", "1e999", "a is '1e999'\n  help: expected a number from 0"),
        ("number", "many", "a is 'many'\n  help: expected a number from 0"),
    ],
)
def test_a_value_of_the_wrong_kind(call: str, written: str, message: str) -> None:
    node = positioned.parse(f"a: {written}\n", "a.yaml").map("file")["a"]
    with pytest.raises(Mistake) as caught:
        getattr(node, call)("a")
    column = 5 if written.startswith("'") else 4 if written else 3
    assert str(caught.value) == f"error[wrong-type]: a.yaml:1:{column} {message}"


def test_a_number_is_a_fine_text_and_a_single_text_a_list_of_one() -> None:
    fields = positioned.parse("a: 2017\nb: NO\n", "a.yaml").map("file")
    assert (fields["a"].text("a"), fields["b"].texts("b")) == ("2017", ("NO",))


def survives(text: str) -> None:
    """A text is a document or a mistake."""
    try:
        node = positioned.parse(text, "a.yaml")
    except Mistake as refusal:
        mistake = refusal
    else:
        node.plain("a file")
        return
    assert re.match(r"error\[[a-z0-9-]+\]: a\.yaml", str(mistake))


@given(st.text())
@example("a: 1e400")
@example("&a")
@example("%TAG ! x\n---\n!x a")
@example("a: \ud800")
def test_any_text_is_a_document_or_a_mistake(text: str) -> None:
    survives(text)


@given(st.text(alphabet=list("ab:-[]{}'\"|>&*!%#?, \t\n0.~@`\\é\u2028"), max_size=60))
def test_anything_that_looks_like_yaml_is_a_document_or_a_mistake(text: str) -> None:
    survives(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_a_mistake(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        survives(positioned.read_text(path, "a.yaml"))
    except Mistake as refusal:
        mistake = refusal
    else:
        return
    assert mistake.code == "not-utf8"
