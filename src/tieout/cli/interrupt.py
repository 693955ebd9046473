"""Ctrl-C, kept until it is heeded: a library that is at work in that moment may make another error of it, or none."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class _Interrupt:
    asked: bool = False  # the user wants the command to stop
    held: bool = False  # not in the middle of what is being done

    def note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if not self.held:
            raise KeyboardInterrupt


_interrupt = _Interrupt()


@contextmanager
def noticed() -> Iterator[None]:
    """Within it every Ctrl-C is remembered. A command that runs where it is ignored, as under nohup, ignores it too."""
    _interrupt.asked = _interrupt.held = False
    before = signal.getsignal(signal.SIGINT)
    if before != signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield
        return
    with _queries_stop():
        signal.signal(signal.SIGINT, _interrupt.note)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


@contextmanager
def _queries_stop() -> Iterator[None]:
    """Within it a signal ends the queries that run: Python itself hears of it only when they have ended."""
    heard, told = os.pipe()
    os.set_blocking(told, False)
    listener = threading.Thread(target=_stop_queries, args=(heard,), daemon=True)
    listener.start()
    before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(told)
        listener.join()
        os.close(heard)


def _stop_queries(heard: int) -> None:
    while number := os.read(heard, 1):
        if number[0] == signal.SIGINT:
            from tieout.datasets.store import interrupt

            interrupt()


def heed() -> None:
    """Raise KeyboardInterrupt where the user asked to stop, whoever kept that for himself."""
    if _interrupt.asked:
        raise KeyboardInterrupt


@contextmanager
def held() -> Iterator[None]:
    """Do what is short and belongs together to its end, and heed an interrupt then."""
    _interrupt.held = True
    try:
        yield
    finally:
        _interrupt.held = False
    heed()
