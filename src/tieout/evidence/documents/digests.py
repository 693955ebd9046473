"""The digests that web archives state of a page, such as `sha1:K3A...` or `sha256:9f86d0...`."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from tieout.evidence.documents.document import Digest

_KNOWN = ("sha1", "sha256", "sha512", "md5")


def stated_digest(stated: str | None, forms: Iterable[bytes]) -> tuple[Digest, str]:
    """Whether one of the forms of a payload has the stated digest, and the sha256 of the last form.

    Tools disagree on the form that a digest is of: with HTTP's chunks, without them, or unpacked as well.
    """
    bodies = list(forms)
    sha256 = hashlib.sha256(bodies[-1]).hexdigest()
    name, _, value = (stated or "").strip().partition(":")
    name = name.lower().replace("-", "")
    if name not in _KNOWN or not value:
        return Digest.NOT_STATED, sha256
    wanted = value.strip().lower().rstrip("=")
    same = any(wanted in _spellings(name, body) for body in dict.fromkeys(bodies))
    return (Digest.MATCHES if same else Digest.DIFFERS), sha256


def _spellings(name: str, body: bytes) -> set[str]:
    digest = hashlib.new(name, body, usedforsecurity=False).digest()
    return {digest.hex(), base64.b32encode(digest).decode().lower().rstrip("=")}
