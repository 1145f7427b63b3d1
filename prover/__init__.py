"""Provers: judging, evaluating and training them. Layer 2."""
