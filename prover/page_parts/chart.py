"""Figures as inline SVG. Colours are the classes ``s0`` to ``s7`` of the style sheet, one a series."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

SERIES = 8
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 10, 34


@dataclass(frozen=True, slots=True)
class Point:
    """A value with, where there is one, its interval."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a figure."""

    label: str
    points: Sequence[Point]


def curve_chart(series: Sequence[Series], label: str, x_label: str) -> str:
    """Lines with bands on a logarithmic x axis (base 2) and a y axis from 0 to 1 in per cent."""
    last = max(point.x for line in series for point in line.points)
    ticks = [float(1 << power) for power in range(int(last).bit_length())]
    if last not in ticks:
        ticks = [tick for tick in ticks if tick * 1.4 < last] + [last]
    highest = max((point.y if point.high is None else point.high) for line in series for point in line.points)
    levels = [level for level in _round_ticks(0, max(highest, 0.05)) if level < 1.01]
    frame = _Frame(520, 300, (0.0, math.log2(max(last, 2))), (0.0, levels[-1]), math.log2)
    body = frame.axes(
        [(tick, f"{tick:g}") for tick in ticks], [(level, f"{100 * level:.3g} %") for level in levels], x_label
    )
    body += [part for number, line in enumerate(series) for part in _line(frame, line, number, dots=True)]
    return frame.svg(body, label)


def metric_chart(series: Series, label: str) -> str:
    """A small line over steps."""
    xs, ys = [point.x for point in series.points], [point.y for point in series.points]
    ticks = _round_ticks(min(ys), max(ys))
    frame = _Frame(300, 150, (min(xs), max(*xs, min(xs) + 1)), (ticks[0], ticks[-1]), float)
    first, last = f"{xs[0]:g}", f"{xs[-1]:g}"
    body = frame.axes(
        [(xs[0], first), *([(xs[-1], last)] if last != first else [])], [(y, _short(y)) for y in ticks], ""
    )
    return frame.svg(body + _line(frame, series, 0, dots=len(xs) == 1), label)


def histogram(groups: Sequence[tuple[str, Sequence[float]]], label: str, x_label: str) -> str:
    """Stacked bars of positive values on a logarithmic axis, one to four bins for each doubling; one class a group."""
    logs = [[math.log2(max(value, 1)) for value in values] for _, values in groups]
    least, most = min(map(min, filter(None, logs))), max(map(max, filter(None, logs)))
    fine = 1 if most - least > 8 else 2 if most - least > 4 else 4
    low, high = math.floor(least * fine), math.floor(most * fine) + 1
    counts = [
        [sum(math.floor(value * fine) == place for value in column) for column in logs] for place in range(low, high)
    ]
    ticks = _round_ticks(0, max(map(sum, counts)))
    frame = _Frame(520, 220, (low, high), (0, ticks[-1]), float)
    whole = range(-(-low // fine), high // fine + 1, max(1, (high - low) // fine // 8))
    body = frame.axes([(octave * fine, _power(octave)) for octave in whole], [(y, _short(y)) for y in ticks], x_label)
    for place, column in enumerate(counts, low):
        below = 0
        for number, count in enumerate(column):
            if count:
                left, right = frame.x(place) + 1, frame.x(place + 1) - 1
                upper, lower = frame.y(below + count), frame.y(below)
                body.append(
                    f'<rect class="b{number}" x="{left:.1f}" y="{upper:.1f}" width="{right - left:.1f}"'
                    f' height="{lower - upper:.1f}"><title>{escape(groups[number][0])}: {count} from'
                    f" {2 ** (place / fine):.4g} to {2 ** ((place + 1) / fine):.4g}</title></rect>"
                )
                below += count
    return frame.svg(body, label)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values lie in a figure of ``width`` by ``height`` units; ``scale`` is applied to x first."""

    width: int
    height: int
    xs: tuple[float, float]
    ys: tuple[float, float]
    scale: Callable[[float], float]

    def x(self, value: float) -> float:
        low, high = self.xs
        return _LEFT + (self.scale(value) - low) / (high - low) * (self.width - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        low, high = self.ys
        return self.height - _BOTTOM - (value - low) / (high - low) * (self.height - _TOP - _BOTTOM)

    def axes(self, xs: Sequence[tuple[float, str]], ys: Sequence[tuple[float, str]], x_label: str) -> list[str]:
        floor = self.height - _BOTTOM
        parts = []
        for value, text in ys:
            y = self.y(value)
            parts.append(f'<line class="grid" x1="{_LEFT}" x2="{self.width - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
            parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{text}</text>')
        for value, text in xs:
            x = self.x(value)
            anchor = "start" if x < _LEFT + 9 else "end" if x > self.width - _RIGHT - 9 else "middle"
            parts.append(f'<text x="{x:.1f}" y="{floor + 15}" text-anchor="{anchor}">{text}</text>')
        middle = (_LEFT + self.width - _RIGHT) / 2
        if x_label:
            parts.append(f'<text x="{middle:.0f}" y="{floor + 30}" text-anchor="middle">{escape(x_label)}</text>')
        return parts

    def svg(self, body: Sequence[str], label: str) -> str:
        return (
            f'<svg viewBox="0 0 {self.width} {self.height}" role="img" aria-label="{escape(label)}">'
            f"{''.join(body)}</svg>"
        )


def _line(frame: _Frame, line: Series, number: int, *, dots: bool) -> list[str]:
    style = f"s{number % SERIES}"
    parts = []
    band = [(point, point.low, point.high) for point in line.points if point.low is not None and point.high is not None]
    if len(band) > 1:
        outline = [f"{frame.x(point.x):.1f},{frame.y(high):.1f}" for point, _, high in band]
        outline += [f"{frame.x(point.x):.1f},{frame.y(low):.1f}" for point, low, _ in reversed(band)]
        parts.append(f'<polygon class="band {style}" points="{" ".join(outline)}"/>')
    path = " ".join(f"{frame.x(point.x):.1f},{frame.y(point.y):.1f}" for point in line.points)
    parts.append(f'<polyline class="line {style}" points="{path}"/>')
    if dots:
        for point in line.points:
            between = "" if point.low is None or point.high is None else f" [{point.low:.4f}, {point.high:.4f}]"
            parts.append(
                f'<circle class="dot {style}" cx="{frame.x(point.x):.1f}" cy="{frame.y(point.y):.1f}" r="3.5">'
                f"<title>{escape(line.label)}, {point.x:g}: {point.y:.4f}{between}</title></circle>"
            )
    return parts


def _round_ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers that span low to high."""
    if high <= low:
        low, high = min(0, 2 * low), max(0, 2 * low) or 1
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    return [step * place for place in range(math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9) + 1)]


def _short(value: float) -> str:
    """At most five characters or so."""
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{unit}"
    if abs(value) < 1e-12:
        return "0"
    return f"{value:.3g}" if abs(value) >= 1e-2 else f"{value:.1e}".replace("e-0", "e-").replace(".0e", "e")


def _power(exponent: int) -> str:
    """A power of two; k is 1024."""
    return f"{1 << exponent}" if exponent < 10 else f"{1 << (exponent - 10)}k"
