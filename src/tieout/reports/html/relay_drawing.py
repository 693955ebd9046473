"""The relay graph as a drawing: whoever is repeated stands to the right of who repeats them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from tieout.model.counting import counted
from tieout.reports.controls import legible
from tieout.reports.html.relays import Edge, Graph, Place

_WIDTH, _HEIGHT = 168, 40  # of a box
_ACROSS, _DOWN = 84, 14  # between boxes
_LANE = 12  # from one arrow that passes through a layer to the next
_MARGIN = 18
_TURN = 44  # to the side of a box, where an arrow turns back
_LINE = 22  # cells of a line of a label
_MOST_WORDS = 10  # arrows that still have room for a word each
_PLAIN, _CIRCULAR = "#777", "#a12"  # where no style sheet is


def relay_drawing(graph: Graph, name: Callable[[str], str]) -> Markup:
    """The graph as SVG; `name` gives the words for a source."""
    return _Drawing(graph, name).svg()


class _Drawing:
    """Where everything stands, and the marks that draw it."""

    def __init__(self, graph: Graph, name: Callable[[str], str]) -> None:
        self.graph, self.name = graph, name
        closes = any(source != via for source, via in graph.closing)
        self.margin = _TURN if closes else _MARGIN
        self.layer: dict[str, int] = {}
        self.places: dict[tuple[int, Place], tuple[float, float]] = {}  # left side and middle height
        heights = [sum(map(_room, layer)) for layer in graph.layers]
        tallest = max(heights, default=0)
        for number, layer in enumerate(graph.layers):
            x = self.margin + (len(graph.layers) - 1 - number) * (_WIDTH + _ACROSS)
            y = 2 * _MARGIN + (tallest - heights[number] - _DOWN) / 2
            for place in layer:
                self.places[number, place] = (x, y + _room(place) / 2)
                y += _room(place)
                if isinstance(place, str):
                    self.layer[place] = number
        below = _MARGIN if closes else 0
        self.width = 2 * self.margin + len(graph.layers) * (_WIDTH + _ACROSS) - _ACROSS
        self.height = 3 * _MARGIN + tallest - _DOWN + below

    def svg(self) -> Markup:
        """Arrows below, boxes above them, words on top; what goes round in a circle is drawn apart.

        A few relays are told in words as well, for those who hear the page.
        """
        circular = self.graph.circular
        sources, edges = self.graph.sources, self.graph.edges
        caught = {source for edge in circular for source in edge}
        words = f"Relays between {counted(len(sources), 'source')}: {counted(len(edges), 'arrow')}"
        words += f", {len(circular)} of them in a circle" if circular else ""
        few = len(edges) <= _MOST_WORDS
        told = ". ".join(f"{self._called(source)} repeats {self._called(via)}" for source, via in edges if few)
        return Markup(
            '<svg class="relays" width="{w:.0f}" height="{h:.0f}" viewBox="0 0 {w:.0f} {h:.0f}" role="img" '
            'aria-label="{words}; the table below holds them all"><desc>{told}</desc>{arrows}{circle}{boxes}{caught}'
            '<g text-anchor="middle">{labels}{repeats}</g></svg>'
        ).format(
            w=self.width,
            h=self.height,
            words=words,
            told=told,
            arrows=self._arrows("relay", _PLAIN, [edge for edge in edges if edge not in circular]),
            circle=self._arrows("circular", _CIRCULAR, [edge for edge in edges if edge in circular]),
            boxes=self._boxes("box", _PLAIN, [source for source in sources if source not in caught]),
            caught=self._boxes("box circular", _CIRCULAR, [source for source in sources if source in caught]),
            labels=Markup("").join(label for source in sources for label in self._label(source)),
            repeats=Markup("").join(self._words()) if few else "",
        )

    def _at(self, source: str) -> tuple[float, float]:
        return self.places[self.layer[source], source]

    def _arrows(self, kind: str, colour: str, edges: Iterable[Edge]) -> Markup:
        drawn = [self._back(edge) if edge in self.graph.closing else self._forth(edge) for edge in edges]
        return Markup(
            '<path class="{kind}" fill="none" stroke="{colour}" d="{lines}"/>'
            '<path class="{kind} head" fill="{colour}" d="{heads}"/>'
        ).format(
            kind=kind,
            colour=colour,
            lines="".join(line for line, _ in drawn),
            heads="".join(head for _, head in drawn),
        )

    def _points(self, edge: Edge) -> list[tuple[float, float]]:
        """The left side of every place that an arrow passes or ends at, after the one it starts from."""
        source, via = edge
        passing = range(self.layer[source] - 1, self.layer[via], -1)
        return [*(self.places[layer, edge] for layer in passing), self._at(via)]

    def _forth(self, edge: Edge) -> tuple[str, str]:
        """From the right side of who repeats to the left side of whom, through the layers between them."""
        left, y = self._at(edge[0])
        x = left + _WIDTH
        line = f"M{x:.0f} {y:.0f}"
        *passing, (end, height) = self._points(edge)
        for near, level in passing:
            line += f"C{x + 40:.0f} {y:.0f} {near - 40:.0f} {level:.0f} {near:.0f} {level:.0f}h{_WIDTH}"
            x, y = near + _WIDTH, level
        line += f"C{x + 40:.0f} {y:.0f} {end - 40:.0f} {height:.0f} {end - 7:.0f} {height:.0f}"
        return line, f"M{end:.0f} {height:.0f}l-8 -4v8z"

    def _back(self, edge: Edge) -> tuple[str, str]:
        """Round below all boxes, or over a box's own corner for a source that repeats itself."""
        x, y = self._at(edge[0])
        if edge[0] == edge[1]:
            x, y = x + _WIDTH - 40, y - _HEIGHT / 2
            return f"M{x:.0f} {y:.0f}c0 -22 24 -22 24 -7", f"M{x + 24:.0f} {y:.0f}l-4 -8h8z"
        end, height = self._at(edge[1])
        x, floor = x + _WIDTH, self.height - _MARGIN / 2
        out = f"M{x:.0f} {y:.0f}C{x + _TURN:.0f} {y:.0f} {x + _TURN:.0f} {floor:.0f} {x:.0f} {floor:.0f}H{end:.0f}"
        home = f"C{end - _TURN:.0f} {floor:.0f} {end - _TURN:.0f} {height:.0f} {end - 7:.0f} {height:.0f}"
        return out + home, f"M{end:.0f} {height:.0f}l-8 -4v8z"

    def _boxes(self, kind: str, colour: str, sources: Iterable[str]) -> Markup:
        corners = [(x, y - _HEIGHT / 2) for x, y in map(self._at, sources)]
        boxes = "".join(f"M{x:.0f} {y:.0f}h{_WIDTH}v{_HEIGHT}h-{_WIDTH}z" for x, y in corners)
        return Markup('<path class="{}" fill="#fff" stroke="{}" d="{}"/>').format(kind, colour, boxes)

    def _label(self, source: str) -> Iterator[Markup]:
        x, y = self._at(source)
        lines = [*_lines(self._called(source))]
        first = y + (5 if len(lines) == 1 else -3)
        for number, line in enumerate(lines):
            yield Markup('<text x="{:.0f}" y="{:.0f}">{}</text>').format(x + _WIDTH / 2, first + 15 * number, line)

    def _called(self, source: str) -> str:
        return legible(self.name(source)) or "not recorded"

    def _words(self) -> Iterator[Markup]:
        """A word beside the arrows of each source, on the side from which they bend away; none between two arrows."""
        word = Markup('<text x="{:.0f}" y="{:.0f}" text-anchor="start">repeats</text>')
        for source in self.graph.sources:
            left, y = self._at(source)
            forth = [edge for edge in self.graph.edges if edge[0] == source and edge not in self.graph.closing]
            ends = [self._points(edge)[0][1] for edge in forth]
            if ends and (max(ends) <= y or min(ends) >= y):
                yield word.format(left + _WIDTH + 5, y + (14 if min(ends) < y else -5))


def _room(place: Place) -> float:
    """How high a box, or an arrow that passes, stands in its layer, with what is free around it."""
    return _HEIGHT + _DOWN if isinstance(place, str) else _LANE


def _lines(text: str) -> Iterator[str]:
    """At most two lines that fit a box, broken between words where that is possible."""
    first, rest = _fitting(text)
    yield first
    if rest:
        second, more = _fitting(rest)
        yield f"{second[:-1]}…" if more else second


def _fitting(text: str) -> tuple[str, str]:
    """The longest beginning that fits a line, and the rest."""
    cells = 0
    for end, character in enumerate(text):
        cells += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if cells > _LINE:
            space = text.rfind(" ", 1, end + 1)
            cut = space if space > 0 else end
            return text[:cut], text[cut:].strip()
    return text, ""
