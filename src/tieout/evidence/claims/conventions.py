"""What a dataset's codebook makes of words: who counts, and which number stands for "dozens"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tieout.model.mistake import Mistake, nearest

_MEANS = "_means"
_NAMES = ("perpetrators_included", "apportioned", "more_than_adds_one", "plural_means")
_VAGUE = ("dozens_means", "scores_means", "tens_means", "hundreds_means", "thousands_means", "several_means")
_MORE_VAGUE = ("many_means", "a few_means", "a couple of_means")


@dataclass(frozen=True, slots=True)
class Conventions:
    """Declared once for a dataset. A difference that one of them explains is `consistent`, and the reason says which.

    `perpetrators_included`: whether totals count perpetrators who died; None where the codebook does not say.
    `apportioned`: whether a toll of several events is divided over their rows.
    `more_than_adds_one`: whether "more than 20" is coded as 21 (or, False, as 20).
    `plural_means`: what "others" or "policemen" without a number are coded as.
    `vague`: the least and the most that stand for a word: {"dozens": (12, 24)}.
    """

    perpetrators_included: bool | None = None
    apportioned: bool = False
    more_than_adds_one: bool | None = None
    plural_means: float | None = None
    vague: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Conventions | Mapping[str, Any] | None) -> Conventions:
        """From the `conventions` of a dataset.yaml: `dozens_means: 12` or `dozens_means: 12-24`.

        Raises Mistake("unknown-convention") and Mistake("convention") for a value that is none.
        """
        if given is None:
            return _NONE
        if isinstance(given, Conventions):
            return given
        if not isinstance(given, Mapping):
            raise Mistake("convention", "'conventions' is a map of names to values", help="dozens_means: 12-24")
        plain = {name: _plain(name, value) for name, value in given.items() if name in _NAMES and value is not None}
        vague = {}
        for name, value in given.items():
            if name in _NAMES or value is None:
                continue
            if name not in (*_VAGUE, *_MORE_VAGUE):
                known = (*_NAMES, *_VAGUE, *_MORE_VAGUE)
                raise Mistake("unknown-convention", f"no convention '{name}'", help=nearest(name, known))
            vague[name.removesuffix(_MEANS)] = _span(name, value)
        return cls(**plain, vague=vague)

    def meant(self, wording: str, least: float, most: float) -> bool:
        """Whether a vague word stands for these bounds; "dozens of" is "dozens"."""
        span = self.vague.get(wording.removesuffix(" of")) or self.vague.get(wording)
        return span is not None and (least, most) in (span, (span[0], span[0]))

    def more_than(self, number: int) -> int | None:
        """What "more than" this number is coded as; None where the codebook does not say."""
        return None if self.more_than_adds_one is None else number + self.more_than_adds_one


_NONE = Conventions()


def _plain(name: str, value: Any) -> Any:
    if name == "plural_means" and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if name != "plural_means" and isinstance(value, bool):
        return value
    expected = "a number" if name == "plural_means" else "true or false"
    raise Mistake("convention", f"'{name}' is {expected}, not '{value}'")


def _span(name: str, value: Any) -> tuple[float, float]:
    least, _, most = str(value).partition("-")
    try:
        return float(least), float(most or least)
    except ValueError:
        raise Mistake("convention", f"'{name}' is a number or two: 12 or 12-24, not '{value}'") from None
