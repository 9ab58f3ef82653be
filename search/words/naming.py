"""Which words of a question name a practice, a place, a soil, a crop: in any of three languages.

All names stand in one table by the stems of their words: one look for each run of words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from practices.models.labels import LABEL_LANGUAGES
from search.query import WORD, Concept, Phrase
from search.words.alike import Key, alike
from search.words.analysis import NEGATION, OTHER, Token
from search.words.lexicon import Lexicon
from search.words.names import KIND_OF_IT, SURE, Meaning, Names, all_names, as_one, table
from search.words.stemming import ANALYZERS
from search.words.typos import is_one_slip

NOTHING = frozenset({"zero", "cero", "nul", "nula", "nulo"})
"""Stems of words by which a name says that there is none of what its other words mean."""

ALTERNATIVE = 0.6
"""Weight of the other practices of a group for who asks for none of one."""
MIN_CORRECTED = 4
"""Letters from which a name is recognised in spite of a typing error."""


def recognised(
    text: str, words: Lexicon, *, forgiving: bool = False, least: float = 0
) -> tuple[Concept, ...]:
    """The values that the text names, of overlapping names the longest; and those that it says
    it is without.

    forgiving: whether a word that is in no name may be one typing error off.
    least: weight that a meaning must have.
    """
    found: list[Concept] = []
    without: list[Concept] = []
    for code, names in table(words).items():
        tokens = ANALYZERS[code].tokens(text)
        if forgiving:
            tokens = [_corrected(token, names) for token in tokens]
        found += _named(tokens, names, least)
        without += _opposites(tokens, names)
    said = {place for token in ANALYZERS[OTHER].tokens(text) for place in _places(token)}
    found = [one for one in found if not said.isdisjoint(_places(one))]
    chosen = _longest(one for one in found if not _is_denied(one, without))
    chosen = list(_before_opposites(chosen, words))
    return tuple(dict.fromkeys([*chosen, *_alternatives(chosen, without, words), *without]))


def named(text: str, code: str, words: Lexicon) -> list[Concept]:
    """The values that a text in this language surely names, in its order."""
    return _longest(_named(ANALYZERS[code].tokens(text), table(words)[code], SURE))


def _places(part: Token | Concept) -> range:
    return range(part.start, part.stop)


def _before_opposites(chosen: Sequence[Concept], words: Lexicon) -> Iterator[Concept]:
    """Practices with those that do without them, unless the text names these too."""
    named = {one.value for one in chosen if one.facet == "practice"}
    for one in chosen:
        behind = _doing_without(words).get(one.value, frozenset())
        opposed = one.facet == "practice" and one.weight == SURE and not behind & named
        yield replace(one, behind=tuple(sorted(behind))) if opposed else one


@lru_cache(maxsize=2)
def _doing_without(words: Lexicon) -> Mapping[str, frozenset[str]]:
    """Practice -> those of its branch with a name that says they are without it, and the groups
    of these.
    """
    found: dict[str, frozenset[str]] = {}
    for (code, text), meaning in all_names(words):
        if meaning.facet != "practice" or meaning.weight < SURE:
            continue
        names = table(words)[code]
        for opposite in _opposites(ANALYZERS[code].tokens(text), names):
            entries = words.facets["practice"]
            above = {entry.value for entry in entries[opposite.value].lineage()}
            own = [entry.value for entry in entries[meaning.value].lineage()]
            if above.intersection(own):
                more = frozenset(own[:2]) - above
                found[opposite.value] = found.get(opposite.value, frozenset()) | more
    return found


def _is_denied(one: Concept, without: Iterable[Concept]) -> bool:
    """Whether its words stand behind a "without" that they do not hold themselves."""
    return any(other.start < one.start < other.stop for other in without)


def _alternatives(
    chosen: Iterable[Concept], without: Iterable[Concept], words: Lexicon
) -> Iterator[Concept]:
    """Who asks for land without a practice asks for the others of its group, unless they say so,
    or are without the group too.
    """
    denied = {one.value for one in without}
    for one in without:
        parent = words.facets[one.facet][one.value].parent
        named = any(other.start < one.stop and one.start < other.stop for other in chosen)
        if parent and parent.value not in denied and not named:
            yield replace(one, value=parent.value, weight=ALTERNATIVE, is_opposite=False)


def _named(tokens: Sequence[Token], names: Names, least: float) -> Iterator[Concept]:
    start = 0
    while start < len(tokens):
        stop, meanings = _longest_name(tokens, start, names, least)
        more = tuple(_names_of_parts(tokens[start:stop], names)) if meanings else ()
        for one in meanings:
            span = tokens[start].start, tokens[stop - 1].stop
            yield Concept(one.facet, one.value, *span, one.weight, (*one.names, *more))
        start = stop


def _names_of_parts(tokens: Sequence[Token], names: Names) -> Iterator[Phrase]:
    """What a name of several words is called where each of its parts has names of its own:
    "café bajo sombra" is also shaded coffee.
    """
    parts: list[dict[str, list[str]]] = []
    start, most = 0, len(tokens) - 1
    while start < len(tokens) > 1:
        start, meanings = _longest_name(tokens[: start + most], start, names, SURE)
        called: dict[str, list[str]] = {code: [] for code in LABEL_LANGUAGES}
        for code, name in dict.fromkeys(name for one in meanings for name in one.names):
            called[code].append(name)
        parts.append(called)
    for code in LABEL_LANGUAGES if parts else ():
        yield from ((code, " ".join(some)) for some in product(*(part[code] for part in parts)))


def _longest_name(
    tokens: Sequence[Token], start: int, names: Names, least: float = 0
) -> tuple[int, Iterable[Meaning]]:
    """Where the longest name from here on ends, and what it means; the next word and nothing."""
    reach = start + names.reach(tokens[start].forms)
    for stop in range(min(len(tokens), reach), start, -1):
        keys = _keys(tokens[start:stop])
        several = keys if stop - start > 1 else ()
        for some in ((*keys, *map(as_one, several)), (alike(names.code, key) for key in several)):
            known = [names.meanings[key] for key in some if key in names.meanings]
            meanings = dict.fromkeys(one for found in known for one in found.values())
            if enough := [one for one in meanings if one.weight >= least]:
                return stop, enough
    return start + 1, ()


def _keys(part: Sequence[Token]) -> tuple[Key, ...]:
    """The stems of the words, as typed and without their accents."""
    first = tuple([token.forms[0] for token in part])
    last = tuple([token.forms[-1] for token in part])
    return (first,) if first == last else (first, last)


def _opposites(tokens: Sequence[Token], names: Names) -> Iterator[Concept]:
    """The practices named right behind a negation or a word for none, or right before this."""
    bare = [_bare(token) for token in tokens]
    for place, token in enumerate(tokens):
        if bare[place] is not token:
            yield from _opposite(bare, place, token.start, names)
        elif token.forms[0] in NOTHING:
            yield from _opposite(bare, place + 1, token.start, names)
            yield from _opposite(bare[:place], place - 1, token.stop, names)


def _opposite(tokens: Sequence[Token], place: int, edge: int, names: Names) -> Iterator[Concept]:
    """edge: the other end of the words than the name. Land without a kind of the practice may well
    have another kind, so that names of kinds count for nothing.
    """
    if 0 <= place < len(tokens):
        stop, meanings = _longest_name(tokens, place, names)
        start, end = min(edge, tokens[place].start), max(edge, tokens[stop - 1].stop)
        for one in meanings:
            if one.facet == "practice" and one.weight != KIND_OF_IT:
                yield Concept(one.facet, one.value, start, end, is_opposite=True)


def _bare(token: Token) -> Token:
    """Without its negation; itself where it has none."""
    if not token.forms[0].startswith(NEGATION):
        return token
    return token._replace(forms=tuple(form.removeprefix(NEGATION) for form in token.forms))


def _longest(found: Iterable[Concept]) -> list[Concept]:
    """Those whose words are not part of a longer name, nor cut by one, in their order."""
    taken: list[Concept] = []
    for one in sorted(found, key=lambda one: (one.start - one.stop, one.start)):
        meeting = [other for other in taken if one.start < other.stop and other.start < one.stop]
        if all((one.start, one.stop) == (other.start, other.stop) for other in meeting):
            taken.append(one)
    surest: dict[tuple[str, str, int], Concept] = {}
    for one in sorted(taken, key=lambda one: (one.start, -one.weight)):
        surest.setdefault((one.facet, one.value, one.start), one)
    return list(_with_everyday_names(list(surest.values())))


def _with_everyday_names(chosen: Sequence[Concept]) -> Iterator[Concept]:
    """A word that is also the sure name of a value adds its names to that."""
    for one in chosen:
        same = [two for two in chosen if two.start == one.start and two.weight == 1 and two != one]
        if one.facet != WORD:
            more = (name for two in same if two.facet == WORD for name in two.names)
            yield replace(one, names=(*one.names, *more)) if one.weight == 1 else one
        elif all(two.facet == WORD for two in same):
            yield one


def _corrected(token: Token, names: Names) -> Token:
    """The token with the one stem that it is a typing error away from."""
    form = token.forms[-1]
    if len(form) < MIN_CORRECTED or not names.stems.isdisjoint(token.forms):
        return token
    near = [stem for stem in names.stems if is_one_slip(form, stem)]
    return token._replace(forms=(near[0],)) if len(near) == 1 else token
