"""The documents of a build: read from its sources, cut by Lean where need be, each under an id of its own."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from data_pipeline.documents import documents
from data_pipeline.header import core_header, needs_core
from data_pipeline.problem import Problem
from data_pipeline.readers import Fault, Item, Source, read
from data_pipeline.source_doc import SourceDoc
from data_pipeline.uncut import Uncut
from data_pipeline.variants import variants
from lean_env import AnyPool
from lean_env.cut import Cut
from prover.config import DataConfig
from prover.progress import progress
from prover.stage import Writing

_AT_ONCE = 32

HasHeader = TypeVar("HasHeader", SourceDoc, Problem)


async def read_sources(config: DataConfig, pool: AnyPool, out: Writing) -> None:
    """All documents of all sources. Text that only Lean can cut is cut here, once if two sources have it."""
    taken: dict[int, int] = {}
    read_by = Counter(source.path for source in config.sources)
    cuts: dict[str, Cut] = {}
    for source in config.sources:
        known = cuts if read_by[source.path] > 1 else None
        with progress(f"read {source.name}", "row", source.count) as bar:
            for items in _batches(read(source)):
                found_of = await asyncio.gather(*(_cut(item, pool, known) for item in items))
                for item, found in zip(items, found_of, strict=True):
                    bar.update()
                    out.counts.into += len(found)
                    for doc in _wanted(found, source, config):
                        if isinstance(doc, str):
                            out.drop(item.place if isinstance(item, Fault) else item.id, doc)
                        else:
                            out.keep(_renamed(doc, taken))


async def _cut(item: Item, pool: AnyPool, known: dict[str, Cut] | None) -> list[SourceDoc | str]:
    """The documents of an item, or why it is none; ``known`` are cuts that are kept, by the text."""
    match item:
        case SourceDoc():
            return [item]
        case Uncut(header=header, text=text):
            place = f"{header}\0{text}"
            cut = (known or {}).get(place) or await pool.cut(header, text)
            if known is not None:
                known[place] = cut
            return list(documents(item, cut))
        case Fault():
            return [f"unreadable: {item.why}"]


def _wanted(found: Iterable[SourceDoc | str], source: Source, config: DataConfig) -> Iterator[SourceDoc | str]:
    """The documents, or what their source gives in their place; and what is said of those that are none."""
    for doc in found:
        if isinstance(doc, str):
            yield doc
            continue
        [whole] = under_core_header([doc], config)
        yield from variants(whole, source.variants, source.seed) if source.variants else [whole]


def under_core_header(rows: Iterable[HasHeader], config: DataConfig) -> tuple[HasHeader, ...]:
    """Rows with the core header in the place of one that needs Mathlib, where the configuration asks for it."""
    return tuple(
        dataclasses.replace(row, header=core_header())
        if config.header and row.header.strip() and needs_core(row.header)
        else row
        for row in rows
    )


def _renamed(doc: SourceDoc, taken: dict[int, int]) -> SourceDoc:
    """The document under an id that no other has: a source may use one twice."""
    key = int.from_bytes(hashlib.sha256(doc.id.encode()).digest()[:8], "big")
    taken[key] = taken.get(key, 0) + 1
    return doc if taken[key] == 1 else dataclasses.replace(doc, id=f"{doc.id}~{taken[key]}")


def _batches(rows: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
