"""`tieout evidence` as a coder meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from web_archives import pdf

Command = Callable[..., "CompletedProcess[str]"]


def test_figures_of_a_text_are_listed(tieout: Command, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("At least 53 civilians, including 21 children, were killed since March 2011.", encoding="utf-8")
    done = tieout("evidence", str(text))
    assert done.returncode == 0
    assert "killed.civilians" in done.stdout
    assert "53 (at least 53)" in done.stdout
    assert "of which" in done.stdout
    assert "since march 2011" in done.stdout
    assert "2 figures" in done.stdout


def test_a_text_without_figures_says_so(tieout: Command, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Nothing happened.", encoding="utf-8")
    done = tieout("evidence", str(text))
    assert (done.returncode, done.stdout) == (0, "No figure is stated in this text.\n")


def test_reliability_is_measured_on_a_file(tieout: Command, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("text,measure,best\nTwelve people were killed.,killed,12\n", encoding="utf-8")
    done = tieout("evidence", "--measure", str(rows))
    assert done.returncode == 0
    assert done.stdout.startswith("measure  population  rows  supported")
    assert "1.000" in done.stdout


def test_reliability_is_measured_with_the_conventions_of_a_dataset(tieout: Command, tmp_path: Path) -> None:
    rows, codebook = tmp_path / "rows.csv", tmp_path / "dataset.yaml"
    rows.write_text("text,measure,best\nDozens of people were killed.,killed,12\n", encoding="utf-8")
    codebook.write_text("conventions: {dozens_means: 12}\n", encoding="utf-8")
    without = tieout("evidence", "--measure", str(rows))
    told = tieout("evidence", "--measure", str(rows), "--conventions", str(codebook))
    columns = told.stdout.splitlines()[0].split()
    for done, status in ((without, "ambiguous"), (told, "consistent")):
        assert done.returncode == 0
        assert done.stdout.splitlines()[1].split()[columns.index(status)] == "1.000"
    codebook.write_text("conventions: {dozen_means: 12}\n", encoding="utf-8")
    done = tieout("evidence", "--measure", str(rows), "--conventions", str(codebook))
    assert done.returncode == 2
    assert done.stderr.startswith("error[unknown-convention]")
    assert "dataset.yaml:1:" in done.stderr


def test_controls_of_a_text_are_shown_and_not_passed_on(tieout: Command, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_bytes(b"\xff\x1b[31m12 people were killed at the pier on Sunday\x9b\x00 the harbour office said\n")
    done = tieout("evidence", str(text))
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "killed" in done.stdout
    assert "The file holds 1 NUL byte, shown as \\x00.\n" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Mindestens 53 Menschen wurden getötet, darunter 21 Kinder.", "(German, by 'wurden', 'getötet', 'darunter')"),
        ("قال المرصد إن ٥٣ مدنيا قتلوا بينهم ٢١ طفلا", "in another script (Arabic)"),
        ("Mae 53 o bobl wedi cael eu lladd yn y pentref.", "different words 0 are known as English"),
    ],
)
def test_another_language_is_told_and_read_as_nothing(tieout: Command, tmp_path: Path, words: str, said: str) -> None:
    text = tmp_path / "report.txt"
    text.write_text(words, encoding="utf-8")
    done = tieout("evidence", str(text))
    assert done.returncode == 3
    (line,) = done.stdout.splitlines()
    assert line.startswith("Not read: ")
    assert line.endswith(f"{said}; figures are read in English alone.")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.bin", bytes(range(256)) * 20, "'{}' is not text: byte 0x00 at 0"),
        ("a.txt", b"12 killed" + bytes(3000), "'{}' is not text: byte 0x00 at 9"),
        ("a.txt", "12 killed".encode("utf-16-le"), "'{}' is not text: byte 0x00 at 1\n  help: UTF-16 needs its mark"),
        ("a.txt", b"  \n", "there are no words in '{}'"),
        ("a.pdf", b"%PDF-1.4\nand nothing more", "'{}' cannot be read (PdfStreamError)"),
        ("a.wacz", b"PK\x03\x04 and nothing more", "'{}' is not a zip archive"),
    ],
)
def test_what_is_no_text_is_told_in_a_line(tieout: Command, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    done = tieout("evidence", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert said.format(file) in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "about"),
    [
        (
            "a.html",
            b"<p>At least <b>53</b> people were killed.<script>99</script>",
            "Read as HTML, by the normalisation 'wa1'.",
        ),
        ("a.pdf", pdf("At least 53 people were killed."), "Read as PDF, by the normalisation 'raw'."),
        (
            "a.txt",
            "At least 53 people were killed, café.".encode("cp1252"),
            "The file is not UTF-8, read as windows-1252.",
        ),
    ],
)
def test_documents_of_other_formats_are_read_as_an_audit_reads_them(
    tieout: Command, tmp_path: Path, name: str, data: bytes, about: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    done = tieout("evidence", str(file))
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == about
    assert "0-18   At least 53 people" in done.stdout


def test_misuse_is_told(tieout: Command, tmp_path: Path) -> None:
    for arguments in (
        [],
        [str(tmp_path / "none.txt")],
        ["--measure", str(tmp_path / "none.csv")],
        ["a", "--measure", "b"],
        ["a", "--conventions", "b"],
        ["--measure", __file__, "--conventions", str(tmp_path / "none.yaml")],
    ):
        done = tieout("evidence", *arguments)
        assert done.returncode == 2
        assert done.stderr.startswith("error[")
