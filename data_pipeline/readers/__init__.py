"""The readers: every published shape of Lean data as a stream of documents. Heavy libraries are imported in use."""

from data_pipeline.readers.source import Fault, Identity, Item, Source, identify, read

__all__ = ["Fault", "Identity", "Item", "Source", "identify", "read"]
