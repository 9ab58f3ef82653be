"""The pages: the editor of a proposal, and the queue of those who review."""
