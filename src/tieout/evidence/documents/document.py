"""What reading a document's file gives: its words, or the problem that stood in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What can be remarked about a document's file."""

    # problems: there is no text
    NOT_SHIPPED = "not-shipped"
    MISSING = "missing"
    OUTSIDE = "outside"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    STOPPED = "stopped"
    NOT_INSTALLED = "not-installed"
    UNKNOWN_FORMAT = "unknown-format"
    UNKNOWN_NORMALISATION = "unknown-normalisation"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    UNSAFE = "unsafe-archive"
    NOT_CAPTURED = "not-captured"
    AMBIGUOUS_CAPTURE = "ambiguous-capture"
    # notes: there is a text, and something to know about it
    ENCODING = "encoding"
    NUL_BYTES = "nul-bytes"
    MEDIA_TYPE = "media-type"
    NO_TEXT = "no-text"
    MAIN_TEXT = "main-text"
    READER = "reader"
    HTTP_STATUS = "http-status"
    OTHER_CAPTURES = "other-captures"
    DIGEST = "digest"
    ACTIVE = "active-content"


class Remark(NamedTuple):
    """A problem or a note: what kind it is, for a check, and the words, for a reader."""

    kind: Kind
    words: str


class Digest(StrEnum):
    """What a web archive's own digest says of the page that was read from it."""

    MATCHES = "matches"
    DIFFERS = "differs"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Capture:
    """The record of a web archive that was read: the page's address, when it was captured, its payload's hash."""

    address: str
    captured: datetime | None
    digest: Digest
    sha256: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document's file as it was read.

    `text` is None exactly when there is a `problem`. `normalisation` names how the text was made of the file ("raw"
    or "wa1", see `normalising`); offsets and `text_sha256` mean nothing without it. `main` is the article without the
    page around it, where it could be told apart; it serves to judge and to show, never to say that words are absent.
    `sha256` is that of the whole file, lower-case hexadecimal, and is there whenever the file could be read at all.
    """

    media_type: str = ""
    text: str | None = None
    normalisation: str = ""
    sha256: str | None = None
    text_sha256: str | None = None
    main: str | None = None
    notes: tuple[Remark, ...] = ()
    problem: Remark | None = None
    capture: Capture | None = None


class Unreadable(Exception):
    """Why a document has no text; `read` turns it into `ReadDocument.problem`."""

    def __init__(self, kind: Kind, words: str) -> None:
        super().__init__(words)
        self.remark = Remark(kind, words)
