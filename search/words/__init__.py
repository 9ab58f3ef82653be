"""Words: how text becomes tokens, what they name, where they stand in a text."""
