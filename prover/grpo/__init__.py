"""The RL step in numbers: groups, advantages, the entropy mask, the loss, corrections, and which problems to sample."""
