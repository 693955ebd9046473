"""Take the README's picture of a report: `make picture`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SIZE = {"width": 1180, "height": 860}


def take(report: Path, picture: Path) -> None:
    """The top of a report as a PNG."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]  # a plain dict serves
        page.goto(report.resolve().as_uri())
        page.wait_for_selector("html[data-ready]")
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
