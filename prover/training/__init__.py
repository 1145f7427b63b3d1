"""Training on a DeepSpeed engine: the policy and its head, tokens, packing, the engine, checkpoints."""
