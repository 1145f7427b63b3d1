"""Statements that are nearly the same: MinHash over runs of tokens, and banded locality-sensitive hashing.

Broder, "On the resemblance and containment of documents" (1997); the bands are those of Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", section 3.4. No row has an object of its own: a signature is a row of an array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from data_pipeline.fingerprint import grams
from data_pipeline.lines import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PERMUTATIONS = 64
SIGNATURE_BYTES = 4 * PERMUTATIONS
SHINGLE = 3
THRESHOLD = 0.85

_RECALL = 0.97  # of the pairs at the threshold, the share that the bands must bring together
_NEIGHBOURS = 8  # with how many rows of a larger bucket a row is compared
_AT_ONCE = 1 << 17
_SEED = 1
_MIX = 0x9E3779B97F4A7C15


def signer() -> Callable[[Sequence[str]], bytes]:
    """Return the function from a statement's tokens to its MinHash signature, ``SIGNATURE_BYTES`` long.

    Signatures of the same tokens are the same in every process. Raises InputError where datasketch is missing.
    """
    try:
        import numpy as np
        from datasketch import MinHash
    except ModuleNotFoundError as error:
        raise InputError(f"near duplicates: {error.name} is not installed; pip install 'leanfork[data]'") from None
    sketch = MinHash(num_perm=PERMUTATIONS, seed=_SEED, hashfunc=int)

    def sign(tokens: Sequence[str]) -> bytes:
        sketch.clear()
        sketch.update_batch([gram & 0xFFFFFFFF for gram in grams(tokens, SHINGLE)])
        return np.asarray(sketch.hashvalues, np.uint32).tobytes()

    return sign


def near_duplicates(
    signatures: bytes | bytearray | memoryview, threshold: float = THRESHOLD, order: Sequence[int] | None = None
) -> list[int]:
    """Return for each row of ``signatures`` the kept row that it nearly repeats, or -1 if it is kept itself.

    Rows are looked at in ``order``, or as they come: a row repeats an earlier kept one when at least ``threshold`` of
    their minima agree, which estimates the Jaccard similarity of their runs of tokens. A row outside ``order`` is
    neither kept nor repeated. Deterministic. Within a bucket of many rows only neighbours are compared, so that the
    time is linear: some pairs of a very crowded bucket can be missed.
    """
    import numpy as np

    rows = np.frombuffer(signatures, np.uint32).reshape(-1, PERMUTATIONS)
    chosen = np.arange(len(rows)) if order is None else np.asarray(order, np.int64)
    repeats = [-1] * len(rows)
    pairs = [_alike(rows, chosen, threshold, *pair) for pair in _candidates(rows, chosen, _width(threshold))]
    if not pairs:
        return repeats
    # Sorted by the later row of a pair: whether the earlier one is kept is then known.
    found = np.unique(np.concatenate(pairs))
    for start in range(0, len(found), _AT_ONCE):
        chunk = found[start : start + _AT_ONCE]
        later, earlier = chosen[chunk // len(chosen)].tolist(), chosen[chunk % len(chosen)].tolist()
        for row, kept in zip(later, earlier, strict=True):
            if repeats[row] < 0:
                # What is alike to a row that goes is often alike to the one that stays in its stead.
                stays = repeats[kept]
                if stays < 0:
                    repeats[row] = kept
                elif np.count_nonzero(rows[row] == rows[stays]) >= threshold * PERMUTATIONS:
                    repeats[row] = stays
    return repeats


def _width(threshold: float) -> int:
    """How many minima make a band: the most with which the bands still bring similar rows together."""
    fitting = [r for r in range(1, 17) if 1 - (1 - threshold**r) ** (PERMUTATIONS // r) >= _RECALL]
    return max(fitting, default=1)


def _candidates(
    rows: NDArray[np.uint32], chosen: NDArray[np.int64], width: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of positions in ``chosen`` whose rows agree in a band, the earlier one first."""
    import numpy as np

    bands = PERMUTATIONS // width
    following = _band(rows, chosen, 0, width)
    for band in range(bands):
        keys, following = following, _band(rows, chosen, (band + 1) % bands, width)
        # The next band is the second key, so that in a crowded bucket like stands beside like.
        sorted_rows = np.lexsort((following, keys))
        keys = keys[sorted_rows]
        for shift in range(1, _NEIGHBOURS + 1):
            together = np.flatnonzero(keys[shift:] == keys[:-shift])
            if not len(together):
                break
            for start in range(0, len(together), _AT_ONCE):
                first = sorted_rows[together[start : start + _AT_ONCE]]
                second = sorted_rows[together[start : start + _AT_ONCE] + shift]
                yield np.minimum(first, second), np.maximum(first, second)


def _band(rows: NDArray[np.uint32], chosen: NDArray[np.int64], band: int, width: int) -> NDArray[np.uint64]:
    """One hash of a band of each row."""
    import numpy as np

    keys = np.zeros(len(chosen), np.uint64)
    for column in range(band * width, (band + 1) * width):
        keys = (keys ^ rows[chosen, column]) * np.uint64(_MIX)
        keys ^= keys >> np.uint64(29)
    return keys


def _alike(
    rows: NDArray[np.uint32],
    chosen: NDArray[np.int64],
    threshold: float,
    earlier: NDArray[np.int64],
    later: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The pairs whose signatures agree, each as one number: ``later * len(chosen) + earlier``."""
    import numpy as np

    agree = np.count_nonzero(rows[chosen[earlier]] == rows[chosen[later]], axis=1) >= threshold * PERMUTATIONS
    pairs: NDArray[np.int64] = later[agree] * len(chosen) + earlier[agree]
    return pairs
