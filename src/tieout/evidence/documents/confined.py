"""The edge to the process that reads files of strangers: one at a time, and killed when one takes too long."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from tieout.evidence.documents.document import Kind, Unreadable

_START_SECONDS = 60.0


class Confined:
    """A child process that answers requests; it is started when first needed, and again after it was stopped."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._child: subprocess.Popen[str] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The child's answer. Raises Unreadable when it takes longer than `seconds`, or stops."""
        with self._lock:
            try:
                child = self._running()
                writer, _ = _pipes(child)
                writer.write(json.dumps(request) + "\n")
                writer.flush()
                answer: dict[str, Any] = json.loads(self._line(child, seconds))
            except Unreadable:
                self._stop()
                raise
            except (OSError, ValueError):
                self._stop()
                raise Unreadable(Kind.STOPPED, "the process that reads documents stopped") from None
            except BaseException:  # an interrupt would leave the answer to this request for the next one
                self._stop()
                raise
            return answer

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[str]:
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return self._child
        if self._owner == os.getpid():
            self._stop()
        self._owner = os.getpid()
        self._child = _started(self._memory)
        self._line(self._child, _START_SECONDS)
        return self._child

    def _line(self, child: subprocess.Popen[str], seconds: float) -> str:
        late = threading.Event()

        def kill() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            line = _pipes(child)[1].readline()
        finally:
            timer.cancel()
        if line.endswith("\n"):
            return line
        if late.is_set():
            raise Unreadable(Kind.TOO_LONG, f"takes longer than {seconds:g} seconds to read")
        raise Unreadable(Kind.STOPPED, "stops the process that reads it")

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in _pipes(child):
            try:
                pipe.close()
            except OSError:  # what was not sent any more
                continue
        child.wait()


def _started(memory: int) -> subprocess.Popen[str]:
    package = str(Path(__file__).parents[3])
    paths = [package, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    # -P: a module in the current folder, which may be the dataset's, is never imported.
    command = [sys.executable, "-P", "-m", "tieout.evidence.documents.worker", str(memory)]
    return subprocess.Popen(  # noqa: S603 - this program, with a number
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _pipes(child: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert child.stdin is not None  # noqa: S101 - opened as pipes
    assert child.stdout is not None  # noqa: S101 - the same
    return child.stdin, child.stdout


_children: dict[int, Confined] = {}


def confined(memory: int) -> Confined:
    """The child process of this program with that much memory."""
    if not _children:
        atexit.register(_close_all)
    return _children.setdefault(memory, Confined(memory))


def _close_all() -> None:
    for child in _children.values():
        child.close()
