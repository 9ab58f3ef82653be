"""The questions answered on a page, in the words of schema.org: search engines show them as such.

Nothing that does not stand on the page, and no name.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator

from knowledge.linked_data import Node
from knowledge.markdown import in_words
from knowledge.templatetags.site import absolute
from practices.models.sources import Licence

from .threads import Shown

MOST, QUESTION, ANSWER = 5, 160, 500
"""Questions, and characters of each and of its answer: half a kilobyte of a page when packed."""


def faq(answered: Iterable[Shown], target: Any) -> list[Node]:
    """Of questions that have their accepted answer with them, as threads.answered() makes them."""
    questions = [_question(one, one.replies[0]) for one in answered if one.replies][:MOST]
    page = {
        "@type": "FAQPage",
        "@id": f"{absolute(target.get_absolute_url())}#discussion",
        "license": Licence.CC_BY_4.url,
        "mainEntity": questions,
    }
    return [page] if questions else []


def _question(asked: Shown, answer: Shown) -> Node:
    text = Truncator(in_words(answer.html)).chars(ANSWER)
    accepted = {"@type": "Answer", "text": text, "inLanguage": answer.comment.language}
    return {
        "@type": "Question",
        "name": Truncator(in_words(asked.html)).chars(QUESTION),
        "url": absolute(asked.comment.get_absolute_url()),
        "inLanguage": asked.comment.language,
        "acceptedAnswer": accepted,
    }
