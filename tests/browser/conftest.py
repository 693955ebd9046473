"""A real Chromium, a server that catches whatever a page asks for, and pages that were rendered for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING, Any

import make_audit
import pytest

from tieout.reports import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Runs before the page's own script: notes what should never happen.
WATCH = """
window.__pwned = 0;
window.__violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.__violations.push(event.violatedDirective));
"""


@dataclass
class Opened:
    """A page in the browser, with everything it asked the network for and every error it met."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def value(self, expression: str) -> Any:  # whatever the page holds
        return self.page.evaluate(expression)

    def dismiss(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = which("chromium") or "/usr/bin/chromium"
    if not Path(program).exists():
        pytest.fail("chromium is missing: apt-get install -y chromium (or run `make test`, which does it)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of fixture R."""
    path = tmp_path_factory.mktemp("report") / "index.html"
    path.write_text(html.render(make_audit.fixture_r()), encoding="utf-8")
    return path


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Opens a file in a fresh profile and waits until its script is done."""
    contexts: list[BrowserContext] = []

    def opened(path: Path, *, address: str = "", script: bool = True, watch: str = WATCH, **options: Any) -> Opened:
        context = chromium.new_context(java_script_enabled=script, accept_downloads=True, **options)
        contexts.append(context)
        context.add_init_script(watch)
        result = Opened(context.new_page())
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("pageerror", lambda error: result.errors.append(str(error)))
        result.page.on("dialog", result.dismiss)
        result.page.goto(f"{path.as_uri()}{address}")
        if script:
            result.page.wait_for_selector("html[data-ready]", state="attached")
            assert result.page.locator("#failure").is_hidden()
        return result

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def catcher() -> Iterator[tuple[str, list[str]]]:
    """The address of a local server that answers everything, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, which finds failures of accessibility."""
    path = ROOT / "build" / "axe.min.js"
    if not path.exists():
        pytest.fail("build/axe.min.js is missing: run tests/browser/get_axe.sh (or `make test`, which does it)")
    return path.read_text(encoding="utf-8")
