"""A list taken away as data: exactly the sheets of a search, in its order, as a file.

`listing` is what is taken, the modules beside it write it: each a function from a listing to
pieces of text, so that a file of any length needs little memory.
"""
