"""Linear terms and polynomials, as Lean text."""

from __future__ import annotations

from collections.abc import Sequence


def signed(terms: Sequence[tuple[int, str]], constant: int = 0) -> str:
    """A sum of multiples and a constant, such as ``3 * x - y + 4``; the first term shown should be positive on ℕ."""
    shown = ""
    for factor, term in (*terms, (constant, "")):
        if factor:
            size = abs(factor)
            text = f"{size} * {term}" if term and size > 1 else term or str(size)
            if shown:
                shown += f" + {text}" if factor > 0 else f" - {text}"
            else:
                shown = text if factor > 0 else f"-{text}"
    return shown or "0"


def powers(variable: str, degree: int, exponents: bool) -> list[str]:
    """The powers of a variable from ``degree`` down to 1, as ``x ^ 3`` or as ``(x * x * x)``."""
    if exponents:
        return [*(f"{variable} ^ {power}" for power in range(degree, 1, -1)), variable]
    return [*("(" + " * ".join([variable] * power) + ")" for power in range(degree, 1, -1)), variable]


def polynomial(coefficients: Sequence[int], variable: str, exponents: bool = True) -> str:
    """A polynomial, given its coefficients from the highest to the constant."""
    *factors, constant = coefficients
    return signed(list(zip(factors, powers(variable, len(factors), exponents), strict=True)), constant)


def value(coefficients: Sequence[int], point: int) -> int:
    """What a polynomial is at a point."""
    result = 0
    for factor in coefficients:
        result = result * point + factor
    return result
