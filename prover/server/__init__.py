"""The pool behind HTTP: the server of `prover serve`, and the client that stands for a pool elsewhere."""
