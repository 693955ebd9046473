"""WACZ -> its WARC files, one stream after another. Nothing is unpacked to disk, no archive within an archive read."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tieout.evidence.documents.document import Kind, Remark, Unreadable
from tieout.evidence.documents.limits import Budget, Limits
from tieout.evidence.documents.unpacking import PIECE

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LARGEST_LISTING = 5_000_000  # bytes of a JSON file of the archive


class Wacz:
    """An opened WACZ; use it as a context. Raises Unreadable for an archive that is not safe to read, or broken."""

    def __init__(self, path: Path, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        # zipfile raises NotImplementedError for versions of the format that it does not know.
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(Kind.BROKEN, f"is not a zip archive that can be read: {str(error)[:120]}") from None
        members = self._zip.infolist()
        if len(members) > limits.members:
            raise Unreadable(Kind.UNSAFE, f"has {len(members):,} members, at most {limits.members:,} are read")
        for member in members:
            _check(member, limits)
        if sum(member.file_size for member in members) > limits.unpacked:
            raise Unreadable(Kind.UNSAFE, f"unpacks to more than {limits.unpacked:,} bytes")
        self._members = {member.filename: member for member in members}

    def __enter__(self) -> Wacz:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def warcs(self) -> Iterator[zipfile.ZipExtFile]:
        """The bytes of each WARC file of the archive. Raises Unreadable where there is none."""
        for _, stream in self._warcs():
            yield stream

    def _warcs(self) -> Iterator[tuple[str, zipfile.ZipExtFile]]:
        names = [n for n in self._members if n.startswith("archive/") and n.lower().endswith((".warc", ".warc.gz"))]
        if not names:
            raise Unreadable(Kind.UNKNOWN_FORMAT, "is a zip archive, but no WACZ: it has no archive/*.warc.gz")
        for name in names:
            with self._zip.open(self._members[name]) as stream:
                assert isinstance(stream, zipfile.ZipExtFile)  # noqa: S101 - opened for reading
                yield name, stream

    def only_page(self) -> str | None:
        """The address of the page that the archive is about, if it lists exactly one."""
        addresses = set()
        for line in self._listing("pages/pages.jsonl").splitlines():
            entry = _json(line)
            if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                addresses.add(entry["url"])
        return addresses.pop() if len(addresses) == 1 else None

    def changed(self, budget: Budget) -> tuple[Remark, ...]:
        """A note for every WARC file that is not the one whose hash the archive's own description states."""
        description = _json(self._listing("datapackage.json"))
        resources = description.get("resources") if isinstance(description, dict) else None
        listed = [r for r in resources if isinstance(r, dict)] if isinstance(resources, list) else []
        stated = {str(r.get("path")): str(r.get("hash")) for r in listed}
        return tuple(
            Remark(Kind.DIGEST, f"{name[:120]} is not the file whose hash the archive's description states")
            for name, stream in self._warcs()
            if stated.get(name, "").startswith("sha256:") and stated[name].lower() != _sha256(stream, budget)
        )

    def _listing(self, name: str) -> bytes:
        member = self._members.get(name)
        if member is None:
            return b""
        with self._zip.open(member) as stream:
            return stream.read(_LARGEST_LISTING)


def _check(member: zipfile.ZipInfo, limits: Limits) -> None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name.partition("/")[0]:
        raise Unreadable(Kind.UNSAFE, f"has a member outside of the archive's folder: {name[:80]!a}")
    if member.flag_bits & 1:
        raise Unreadable(Kind.ENCRYPTED, "is encrypted")
    if member.compress_type not in _METHODS:
        raise Unreadable(
            Kind.UNKNOWN_FORMAT, f"has a member packed by method {member.compress_type}, which is not read"
        )
    if member.file_size > limits.small and member.file_size > member.compress_size * limits.ratio:
        raise Unreadable(Kind.UNSAFE, f"has a member that unpacks to more than {limits.ratio} times its size")


def _sha256(stream: zipfile.ZipExtFile, budget: Budget) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(PIECE):
        budget.spend(len(piece))
        digest.update(piece)
    return f"sha256:{digest.hexdigest()}"


def _json(data: bytes) -> Any:
    """A JSON value, or None for what is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
