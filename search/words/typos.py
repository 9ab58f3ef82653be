"""What counts as one typing error."""


def is_one_slip(left: str, right: str) -> bool:
    """Whether two words are equal or one letter apart: changed, missing, added, or two swapped."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1:
        return False
    start = _shared(left, right)
    rest, other = left[start:], right[start:]
    if len(left) < len(right):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def _shared(left: str, right: str) -> int:
    """Length of the beginning that both have."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((place for place, (one, two) in pairs if one != two), min(len(left), len(right)))


def slips(left: str, right: str, most: int) -> int | None:
    """How many letters apart two words are, each as in `is_one_slip`; None if more than `most`."""
    start = _shared(left, right)
    left, right = left[start:], right[start:]
    if not left or not right:
        rest = len(left) + len(right)
        return rest if rest <= most else None
    if not most:
        return None
    ways = [(left[1:], right[1:]), (left[1:], right), (left, right[1:])]
    if left[:2] == right[1::-1]:
        ways.append((left[2:], right[2:]))
    found = [slips(one, other, most - 1) for one, other in ways]
    return min((1 + off for off in found if off is not None), default=None)
