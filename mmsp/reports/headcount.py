"""Numbers of participants as texts state them: plainly, next to the word, and not rounded."""

import re

# 1,452 or 1 452 or 1452, right before the word; the same word serves English and French. More digits
# than a crowd has are no count.
_STATED = re.compile(
    r"(?<![\d.,])(?<!\d\s)(\d{1,3}(?:[,.\u00a0\u202f ’']\d{3}){1,3}|\d{1,9})\s+participants?\b"
    r"|(?<![\d.,])(\d{1,9})\s*(?:名|位|个)?(?:参加者|参与者|学员)",
    re.IGNORECASE,
)
# Who rounds says so, and does not contradict a register.
_ROUNDED = re.compile(
    r"(?:\b(?:about|around|over|above|under|nearly|almost|some|approximately|circa|ca|c|than|least|most|to|environ"
    r"|près de|plus de|moins de|quelque|first|last|other|these|up to)\.?|[~≈–-]|约|近|超过)\s*$",
    re.IGNORECASE,
)
_LOOK_BACK = 16


def stated(text: str) -> tuple[int, ...]:
    """The numbers in the order of the plain text, each once."""
    found = (
        int(re.sub(r"\D", "", match[1] or match[2]))
        for match in _STATED.finditer(text)
        if not _ROUNDED.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    )
    return tuple(dict.fromkeys(found))
