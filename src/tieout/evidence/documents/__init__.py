"""Documents: their files read as text, their hashes, and what speaks against a capture or its custody."""

from tieout.evidence.documents.document import Capture, Digest, Kind, ReadDocument, Remark
from tieout.evidence.documents.limits import Limits
from tieout.evidence.documents.normalising import NAMES as NORMALISATIONS
from tieout.evidence.documents.normalising import RAW, WA1, text_sha256, wa1
from tieout.evidence.documents.reading import read

__all__ = [
    "NORMALISATIONS",
    "RAW",
    "WA1",
    "Capture",
    "Digest",
    "Kind",
    "Limits",
    "ReadDocument",
    "Remark",
    "read",
    "text_sha256",
    "wa1",
]
