"""Hostile texts in every place of the report, with the content security policy and without it: nothing runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import make_audit
import page_parts
import pytest
from hostile import HOSTILE, everywhere, scattered

from tieout.reports import html

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Any]
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
HANDLERS = """[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())
  .filter(name => name.startsWith('on') || name === 'style')"""
LINKS = (
    "[...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => !/^(#|https?:\\/\\/)/.test(h))"
)
SCRIPTS = "document.querySelectorAll('script, iframe, object, embed, img, base, link, form[action]').length"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _write(path: Path, page: str) -> Path:
    path.write_text(page, encoding="utf-8")
    return path


def _inspect(opened: Any) -> None:
    assert opened.value("window.__pwned") == 0
    assert opened.value(HANDLERS) == []
    assert opened.value(LINKS) == []
    assert opened.value(SCRIPTS) == 2  # data and script
    assert opened.errors == []
    assert len(opened.requests) == 1


# Opens up to ten findings of the check that is chosen, one after the other; gives what it saw of them.
DIALOGS = f"""() => {{
  const seen = [];
  document.querySelector('#list tbody button').click();
  for (let turn = 0; turn < 10; turn++) {{
    const next = document.querySelectorAll('#dialog .bar button')[1];
    seen.push([document.getElementById('dialog-body').childElementCount, {HANDLERS}, {LINKS}, {SCRIPTS}]);
    if (next.disabled) break;
    next.click();
  }}
  const dialog = document.getElementById('dialog');
  const sideways = dialog.scrollWidth - dialog.clientWidth;
  dialog.close();
  return [seen, sideways];
}}"""


@pytest.mark.parametrize(("seed", "guarded"), [(1, True), (2, False)])
def test_nothing_runs(open_page: Open, tmp_path: Path, seed: int, guarded: bool) -> None:
    page = html.render(scattered(make_audit.fixture_r(findings=3_000), seed))
    path = _write(tmp_path / "index.html", page if guarded else page_parts.without_policy(page))
    opened = open_page(path, viewport={"width": 390, "height": 800})
    opened.value(OPEN_ALL)
    assert opened.value(SIDEWAYS) <= 0
    assert opened.value("window.__violations") == []
    checks = opened.page.locator("#filter-check option").count() - 1
    assert checks >= 12
    for check in range(checks):
        opened.page.select_option("#filter-check", index=check + 1)
        seen, sideways = opened.value(DIALOGS)
        assert sideways <= 0
        assert all(children >= 5 for children, *_ in seen)
        assert {(str(handlers), str(links), scripts) for _, handlers, links, scripts in seen} == {("[]", "[]", 2)}
    _inspect(opened)


def test_every_kind_of_text_is_shown(open_page: Open, tmp_path: Path) -> None:
    from tieout.reports.controls import legible

    page = html.render(scattered(make_audit.fixture_r(findings=3_000), 4))
    opened = open_page(_write(tmp_path / "index.html", page))
    shown = opened.value("document.querySelector('main').textContent")
    assert [h for h in HOSTILE if legible(h)[:60] not in shown] == []


@pytest.mark.parametrize("guarded", [True, False])
def test_the_policy_stops_what_a_mistake_would_let_in(
    open_page: Open, tmp_path: Path, catcher: tuple[str, list[str]], guarded: bool
) -> None:
    """With the escaping undone by hand, the policy alone still stops code, styles and outside loads."""
    address, asked = catcher
    attack = (
        f"<script>window.__pwned=1</script><img src={address}/image onerror=window.__pwned=1>"
        f"<p style='position:fixed'>x</p><iframe src={address}/frame></iframe><script src={address}/code></script>"
    )
    page = html.render(make_audit.small()).replace('<main id="main"', attack + '<main id="main"', 1)
    opened = open_page(_write(tmp_path / "index.html", page if guarded else page_parts.without_policy(page)))
    if not guarded:
        assert opened.value("window.__pwned") == 1
        assert len(asked) == 3
        return
    assert opened.value("window.__pwned") == 0
    assert asked == []
    broken = {word.split("-")[0] for word in opened.value("window.__violations")}
    assert {"script", "style", "img", "frame"} <= broken
    with pytest.raises(Exception, match="TrustedHTML"):
        opened.value("document.body.innerHTML = '<b>x</b>'")


@pytest.mark.parametrize("hostile", HOSTILE[:24:4])
def test_one_text_everywhere(open_page: Open, tmp_path: Path, hostile: str) -> None:
    page = page_parts.without_policy(html.render(everywhere(make_audit.small(), hostile)))
    opened = open_page(_write(tmp_path / "index.html", page), viewport={"width": 390, "height": 800})
    opened.value(OPEN_ALL)
    opened.page.locator("#list tbody button").first.click()
    _inspect(opened)
    assert opened.value(SIDEWAYS) <= 0
