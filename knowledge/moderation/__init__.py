"""Posts, what of them is shown, and who says so: one mechanism for comments and field reports.

A post is what a person says in public without a review of its facts. Its model has four fields of
these names: `state` (the values of models.PostState), `author`, `language` and `created_at`. Each
kind has one adapter, registered in `ready()` of its app:

    class CommentPosts(PostKind):                    # posts.py says what each method is
        kind, label, model = "comment", _("comment"), Comment
        def text_of(self, post): ...
        def about(self, post): ...                   # the title of what it stands under
        def url_of(self, post): ...
        def forget(self, posts): ...                 # for good, 30 days after they were removed
        def set_state(self, post, state, *, reason=""): ...   # if more hangs on it, as the search

    posts.register(CommentPosts())

From then on it is in the queue, on the page of its author, in the limits and in the figures. Who
makes a post asks three things, and saves it in the state that the last one says:

    limits.check(author)                             # raises TooManyError, which says until when
    doubts = screening.doubts_of(text)               # words for the moderator
    post.state = actions.admit(post)                 # "pending" or "published"; keeps why

    posts.py       the adapters          standing.py   whose posts wait: the rule of trust
    limits.py      how many, how fast    screening.py  what in a text may be spam
    actions/       publish, remove, undo, flag
"""
