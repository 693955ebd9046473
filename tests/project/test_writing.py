from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tieout.model.mistake import Mistake
from tieout.project.writing import refuse_existing, write


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "report.html"
    write(path, "Dêir ez-Zôr\r\n")
    assert path.read_bytes() == "Dêir ez-Zôr\r\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_half_a_character_is_written_as_an_escape(tmp_path: Path) -> None:
    write(tmp_path / "f", "a\ud800b")
    assert (tmp_path / "f").read_bytes() == b"a\\ud800b"


def test_a_file_where_a_folder_belongs_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(Mistake, match="cannot be written") as caught:
        write(tmp_path / "reports" / "index.html", "x")
    assert caught.value.code == "cannot-write"
    assert (tmp_path / "reports").read_text() == "a file"


def test_a_folder_where_the_file_belongs_is_a_mistake_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(Mistake, match="cannot be written"):
        write(tmp_path / "index.html", "x")
    assert list(tmp_path.iterdir()) == [tmp_path / "index.html"]


def test_a_read_only_folder_is_a_mistake(tmp_path: Path) -> None:
    """In a process that may not write everywhere: as root nothing is read-only."""
    tmp_path.chmod(0o555)
    unprivileged = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    program = "import sys, pathlib; from tieout.project.writing import write; write(pathlib.Path(sys.argv[1]), 'x')"
    done = subprocess.run(
        [*unprivileged, sys.executable, "-c", program, str(tmp_path / "f")], capture_output=True, text=True, check=False
    )
    tmp_path.chmod(0o755)
    assert "error[cannot-write]" in done.stderr
    assert "Permission denied" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "audit.json"
    write(path, "old")

    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_there_is_refused_a_dangling_link_too(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    refuse_existing([tmp_path / "free"])
    with pytest.raises(Mistake, match="is there already"):
        refuse_existing([tmp_path / "free", tmp_path / "link"])
