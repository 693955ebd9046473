"""WARC, WACZ and PDF files made for the tests."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ADDRESS = "https://news.example.org/strike?id=7"
PAGE = (
    b"<html><body><h1>Strike on Umm Rasif</h1><p>At least 53 civilians were killed, the monitor said.</p></body></html>"
)


class Warc:
    """A WARC file as a crawler writes it; every record is packed by itself."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._writer = WARCWriter(self._bytes, gzip=True)

    def info(self) -> Warc:
        self._writer.write_record(self._writer.create_warcinfo_record("test.warc.gz", {"software": "a test"}))
        return self

    def page(
        self,
        body: bytes = PAGE,
        address: str = ADDRESS,
        date: str = "2017-11-27T09:00:00Z",
        status: str = "200 OK",
        headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),),
    ) -> Warc:
        """A response of the server."""
        record = self._writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date},
        )
        self._writer.write_record(record)
        return self

    def revisit(self, address: str = ADDRESS) -> Warc:
        record = self._writer.create_revisit_record(
            address, "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", address, "2017-11-26T09:00:00Z"
        )
        self._writer.write_record(record)
        return self

    def bytes(self) -> bytes:
        return self._bytes.getvalue()

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path


def wacz(path: Path, warc: bytes, *, pages: tuple[str, ...] = (ADDRESS,), stated: str | None = None) -> Path:
    """A WACZ with one WARC; `stated` is the hash that its description gives of it, by default the right one."""
    name = "archive/data.warc.gz"
    digest = stated or f"sha256:{hashlib.sha256(warc).hexdigest()}"
    listing = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": page} for page in pages)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, warc)
        archive.writestr("datapackage.json", json.dumps({"resources": [{"path": name, "hash": digest}]}))
        archive.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, listing)))
    return path


def pdf(*pages: str, stream: bytes | None = None) -> bytes:
    """A PDF whose pages state the given words; `stream` takes the place of every page's packed content."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for words in pages:
        content = stream or zlib.compress(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
        font = b"<< /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %d 0 R >>"
            % (font, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)
