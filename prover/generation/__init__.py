"""Whole-proof generation: prompts, completions and the generators that write them."""
