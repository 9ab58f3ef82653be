"""What people say and ask under a sheet, a practice or a page, and what others answer.

targets.py    what can be talked about: one adapter for each kind of object
threads.py    what a page shows of a discussion, in a fixed number of queries
actions/      the verbs: write, edit, withdraw, accept an answer
faq.py        the questions answered, for search engines
parked.py     what was written before signing in
posts.py      the adapter by which comments are moderated (knowledge/moderation)
"""
