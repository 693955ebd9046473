"""Releases as a state to compare: archives, and folders and files of data alone, read by the other's description."""

from __future__ import annotations

import io
import shutil
import stat
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tieout.model.mistake import Mistake
from tieout.project.archives import unpack
from tieout.project.state import Chosen, chosen_states
from tieout.scaffold.project import init

NAME = "first-incidents"
TABLE = "incidents.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def data(root: Path) -> Path:
    """A release that holds the table and nothing that describes it."""
    folder = root / "releases" / "2026-10"
    folder.mkdir(parents=True)
    shutil.copy(root / "datasets" / NAME / TABLE, folder)
    (folder / "README.md").write_text("as published", encoding="utf-8")
    return folder


def chosen(root: Path, old: str, new: str = NAME, *, by: str = "") -> tuple[Chosen, ...]:
    aside = root.parent / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    return chosen_states((old, new), root, aside=aside, by=by)


def refused(root: Path, *words: str, by: str = "") -> Mistake:
    with pytest.raises(Mistake) as caught:
        chosen(root, *words, by=by)
    return caught.value


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


KINDS = {".zip": "zip", ".tar": "tar", ".tar.gz": "gztar", ".tgz": "gztar", ".tar.bz2": "bztar", ".tar.xz": "xztar"}


def packed(path: Path, folder: Path, inside: str = ".") -> Path:
    """The folder, as one `inside` an archive of the kind that its ending says."""
    kind = next(kind for ending, kind in KINDS.items() if path.name.endswith(ending))
    with TemporaryDirectory(dir=path.parent) as made:
        shutil.copytree(folder, Path(made, "in", inside), dirs_exist_ok=True)
        shutil.move(shutil.make_archive(str(Path(made, "out")), kind, Path(made, "in")), path)
    return path


@pytest.mark.parametrize("ending", KINDS)
def test_an_archive_of_a_dataset_is_a_state_with_its_own_description(root: Path, ending: str) -> None:
    archive = packed(root / f"v1{ending}", root / "datasets" / NAME, "bundle-1/data")
    old, new = chosen(root, archive.name)
    assert (old.shown, old.by, old.store, old.dataset.name) == (archive.name, "", None, NAME)
    assert (Path(old.dataset.folder) / TABLE).is_file()
    assert new.store == root / ".tieout" / f"{NAME}.duckdb"


def test_of_several_datasets_in_an_archive_the_one_that_is_compared_or_named(root: Path) -> None:
    other = root / "datasets" / "second"
    shutil.copytree(root / "datasets" / NAME, other)
    text = (other / "dataset.yaml").read_text("utf-8").replace(f"name: {NAME}", "name: second")
    (other / "dataset.yaml").write_text(text, encoding="utf-8")
    packed(root / "all.zip", root / "datasets", "repository-1.2/datasets")
    assert chosen(root, "all.zip", "second")[0].dataset.name == "second"
    inside = f"all.zip/repository-1.2/datasets/{NAME}"
    assert chosen(root, inside, "second")[0].dataset.name == NAME
    mistake = refused(root, "all.zip", "all.zip")
    assert (mistake.code, NAME in mistake.help) == ("which-dataset", True)
    assert refused(root, "all.zip/nowhere", NAME).code == "no-such-path"
    assert refused(root, "all.zip/../../project", NAME).code == "no-such-path"


def test_a_release_of_data_alone_is_read_as_the_other_state_describes_it(root: Path, data: Path) -> None:
    packed(root / "data.zip", data, "2026-10")
    for word in ("releases/2026-10", "releases", f"releases/2026-10/{TABLE}", "data.zip", f"data.zip/2026-10/{TABLE}"):
        for words in ((word, NAME), (NAME, word)):
            states = chosen(root, *words)
            data_alone, described = (states[words.index(one)] for one in (word, NAME))
            assert (data_alone.shown, data_alone.by, data_alone.store) == (word, NAME, None)
            assert data_alone.dataset.names == ("events",)
            assert (Path(data_alone.dataset.folder) / data_alone.dataset.tables[0].files[0]).is_file()
            assert (data_alone.dataset.release, described.by) == ("", "")


def test_the_one_file_of_a_release_that_is_left_over_may_be_called_otherwise(root: Path, data: Path) -> None:
    (data / TABLE).rename(data / "incidents-2026-10.csv")
    (data / "old.txt").write_text("another ending", encoding="utf-8")
    for word in ("releases/2026-10", "releases/2026-10/incidents-2026-10.csv"):
        (table,) = chosen(root, word)[0].dataset.tables
        assert table.files == ("incidents-2026-10.csv",)
    shutil.copy(data / "incidents-2026-10.csv", data / "notes.csv")
    assert refused(root, "releases/2026-10", NAME).code == "not-a-dataset"


def test_two_releases_of_data_need_a_description_that_is_named(root: Path, data: Path) -> None:
    shutil.copytree(data, data.with_name("2026-11"))
    words = ("releases/2026-10", "releases/2026-11")
    mistake = refused(root, *words)
    assert (mistake.code, "--described-by" in mistake.help) == ("not-a-dataset", True)
    assert [state.by for state in chosen(root, *words, by=NAME)] == [NAME, NAME]
    assert refused(root, *words, by="frist-incidents").help == f"did you mean '{NAME}'?"
    assert refused(root, "releases", NAME).code == "which-dataset"


def test_a_register_alone_is_no_release(root: Path, data: Path) -> None:
    (data / TABLE).unlink()
    shutil.copy(root / "datasets" / NAME / "sources.csv", data)
    assert refused(root, "releases", NAME).code == "not-a-dataset"


def test_what_holds_none_of_the_files_says_which_are_looked_for(root: Path) -> None:
    (root / "releases").mkdir()
    mistake = refused(root, "releases", NAME)
    assert (mistake.code, TABLE in mistake.help) == ("not-a-dataset", True)
    assert refused(root, "README.md", NAME).code == "not-a-dataset"


def test_an_archive_has_the_taxonomies_of_the_project_it_is_compared_in(root: Path, tmp_path: Path) -> None:
    (root / "taxonomies").mkdir()
    (root / "taxonomies" / "harbour.yaml").write_text("id: harbour\nfigures: {drowned: People.}\n", encoding="utf-8")
    description = "name: x\ntaxonomy: harbour\ntables:\n  events:\n    file: e.csv\n    figures: {drowned: n}\n"
    archive = zipped(tmp_path / "old.zip", {"dataset.yaml": description, "e.csv": "n\n1\n"})
    assert chosen(root, str(archive))[0].dataset.taxonomy.id == "harbour"


def test_a_mistake_in_an_archive_is_placed_in_it_and_not_where_it_was_unpacked(root: Path) -> None:
    zipped(root / "old.zip", {"v1/dataset.yaml": "name: x\ntables: {}\n"})
    assert str(refused(root, "old.zip", NAME)).startswith("error[no-tables]: old.zip/v1/dataset.yaml:2:")


@pytest.mark.parametrize("name", ["../out.csv", "/out.csv", "a/../../out.csv", "a\\..\\out.csv"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    zipped(tmp_path / "bad.zip", {name: "x"})
    with tarfile.open(tmp_path / "bad.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo(name), io.BytesIO())
    for bad in ("bad.zip", "bad.tar"):
        with pytest.raises(Mistake, match="outside") as caught:
            unpack(tmp_path / bad, tmp_path / "deep" / "in", bad)
        assert caught.value.code == "file-outside"
    assert not list(tmp_path.rglob("out.csv"))


def test_links_stay_in_the_archive(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "l.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"link{kind!r}.csv")
            member.type, member.linkname = kind, "/etc/hostname"
            archive.addfile(member)
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as packed_:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed_.writestr(link, "/etc/hostname")
    for name in ("l.tar", "l.zip"):
        unpack(tmp_path / name, tmp_path / "in", name)
    assert not (tmp_path / "in").exists()


def test_an_archive_that_swells_is_stopped(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("events.csv", b"0" * 5_000_000)
    with pytest.raises(Mistake) as caught:
        unpack(tmp_path / "bomb.zip", tmp_path / "in", "bomb.zip", most=1_000_000)
    assert caught.value.code == "archive-too-large"
    assert sum(file.stat().st_size for file in (tmp_path / "in").rglob("*")) <= 1_000_000


def test_what_is_no_archive_is_one_message(root: Path) -> None:
    good = packed(root / "good.zip", root / "datasets" / NAME).read_bytes()
    twice = root / "twice.zip"
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("a/b.csv", "x")
    (root / "cut.zip").write_bytes(good[: len(good) // 2])
    (root / "text.tar.gz").write_bytes(b"this is no archive at all, whatever its name says" * 30)
    (root / "empty.tar").write_bytes(b"")
    for name in ("cut.zip", "text.tar.gz", "empty.tar", "twice.zip"):
        assert refused(root, name, NAME).code == "not-an-archive", name


def test_one_file_is_compared_with_the_tables_of_its_relation_alone(tmp_path: Path) -> None:
    tables = "".join(f"  {n}:\n    file: {n}.csv\n    key: id\n" for n in ("events", "figures", "revisions"))
    (tmp_path / "bridge").mkdir()
    (tmp_path / "bridge" / "dataset.yaml").write_text(f"name: bridge\ntables:\n{tables}", encoding="utf-8")
    for file in ("bridge/events.csv", "bridge/figures.csv", "bridge/revisions.csv", "figures.csv"):
        (tmp_path / file).write_text("id\n1\n", encoding="utf-8")
    old, new = chosen_states(("figures.csv", "bridge"), tmp_path, aside=tmp_path / "aside")
    assert (old.dataset.names, new.dataset.names) == (("figures",), ("figures", "revisions"))
    assert new.store is None
