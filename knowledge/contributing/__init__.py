"""Proposals: how anybody changes a sheet or a page, and nobody loses or overwrites a word.

A proposal is a person's answers to the forms of one object, kept as text by the name of each field
("steps-3-text"), beside the answers as they were when it began. So a half-written number is kept
as it was typed, two tabs or two people are merged field by field (merging.py), and what changed
can be said in the words of the form.

    subjects.py   what can be proposed: one adapter for each kind of object, all registered there
    sections.py   the forms of an object, and rows with keys that stay
    sheets/       the sections of a practice sheet
    actions/      the verbs: begin, keep, send, approve, send back, undo
    views/        the editor and the queue
"""
