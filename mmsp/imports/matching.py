"""Which row here is the one that a response matrix speaks of: by its words, then by its number."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from editing.richtext import plain_text
from mmsp.imports.matrix_cells import Action, Answer
from mmsp.imports.parsed_matrix import Note
from recommendations.models import KeyAction, Recommendation, Remark

MUCH_LIKE, MOST_WORDS = 0.6, 300


def addressed(row: Recommendation) -> str:
    """As the form names its addressees."""
    return "".join([*(each.name for each in row.addressees.all()), row.addressee_note])


def key_of(words: str) -> str:
    """What two writings of the same words have in common: letters and digits, in whatever case."""
    return re.sub(r"[\W_]+", "", words).casefold()


def says(row: Recommendation, answer: Answer) -> bool:
    return key_of(plain_text(row.text)) == key_of(plain_text(answer.html))


def matched(answers: list[Answer], known: list[Recommendation]) -> dict[int, Recommendation]:
    """The recommendations of the form among those here: by words first, then by number."""
    free, found = list(known), dict[int, Recommendation]()
    for fits in (says, lambda row, answer: row.number == answer.number):
        for answer in answers:
            row = next((row for row in free if fits(row, answer)), None)
            if answer.number not in found and row is not None:
                found[answer.number] = row
                free.remove(row)
    return found


def paired(rows: Iterable[Action], known: list[KeyAction]) -> list[KeyAction | None]:
    """For each action of the form the one here: by words, then by the number that the form refers to
    it by, then the one in the same place where its words are much the same. A different promise is a
    new one."""
    rows, by_words = list(rows), dict[int, KeyAction]()
    free = list(known)
    for fits in (_same_words, lambda row, action: row.number == action.number):
        for at_row, action in enumerate(rows):
            row = next((row for row in free if fits(row, action)), None)
            if at_row not in by_words and row is not None:
                by_words[at_row] = row
                free.remove(row)
    in_place = {row.number - 1: row for row in free if row.number <= len(rows)}
    for at_row, row in in_place.items():
        if at_row not in by_words and _is_much_like(row.text, rows[at_row].text):
            by_words[at_row] = row
    return [by_words.get(at_row) for at_row in range(len(rows))]


def _same_words(row: KeyAction, action: Action) -> bool:
    return key_of(row.text) == key_of(action.text)


def _is_much_like(ours: str, theirs: str) -> bool:
    first, second = (re.findall(r"\w+", each.casefold())[:MOST_WORDS] for each in (ours, theirs))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= MUCH_LIKE


def is_said_in(row: Remark, note: Note, first: Remark | None) -> bool:
    same_words = key_of(row.text) == key_of(note.text) and row.author_name == note.author
    return same_words and row.answers_id == (first.pk if first else None)
