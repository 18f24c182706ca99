"""Which texts are alike, among those of all evaluations that a person may see.

The newest texts are read whole: they are compared exactly, and they tell how common a word is. Older
ones are looked up in the full-text index by the rarest words, the best of them compared in the same
way. Nothing a person may not see has a part in this, not even in counting how common a word is, and
the time hardly grows with the number of texts (ADR 16).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from evaluations.models import Evaluation, IndexedText
from evaluations.similar.words import words_of

READ_WHOLE = 1_000
PROBES = 12
COMMON = READ_WHOLE // 100  # a word in more of the newest texts is looked up along with another one
CANDIDATES = 200
FEWEST_WORDS = 3
ALIKE = 0.12  # below, texts have little more in common than their language

AT_ONCE = 40  # texts in one statement: SQLite takes 500 parts of a UNION

Probe = tuple[int, float, str]
Entry = tuple[int, int, int, str]  # key of the entry, kind of row, key of the row, words
FIELDS = ("pk", "content_type_id", "object_id", "words")


@dataclass(frozen=True)
class Likeness:
    """A row that says something alike; `score` from 0 to 1 weighs rare words more, `shared` is the part
    of all words that both have."""

    content_type_id: int
    object_id: int
    score: float
    shared: float


def similar_to(text: str, user: Any, *, limit: int = 10) -> list[Likeness]:
    """What is most like a plain text, best first; nothing for a text of a word or two."""
    return similar_to_each([text], user, limit=limit)[0]


def similar_to_each(texts: Sequence[str], user: Any, *, limit: int = 10) -> list[list[Likeness]]:
    """The same for several texts, in as many queries as for one up to forty."""
    asked = [words if len(words) >= FEWEST_WORDS else [] for words in map(words_of, texts)]
    if not any(asked):
        return [[] for _text in texts]
    visible = IndexedText.objects.visible_to(user)
    newest: list[Entry] = list(visible.order_by("-pk").values_list(*FIELDS)[:READ_WHOLE])
    rarity = Rarity(newest)
    older: list[list[Entry]] = [[] for _text in texts]
    if len(newest) == READ_WHOLE:
        older = _older(asked, rarity, Evaluation.objects.visible_to(user), newest[-1][0])
    return [
        _best(words, [*newest, *found], rarity)[:limit]
        for words, found in zip(asked, older, strict=True)
    ]


class Rarity:
    """How much it says that two texts share a word, from the texts in which it stands."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.seen: Counter[str] = Counter()
        for *_keys, words in entries:
            self.seen.update(words.split(" "))
        self.texts = len(entries) + 1
        self.weights = {word: self._weight(times) for word, times in self.seen.items()}
        self.unseen = self._weight(0)

    def _weight(self, times: int) -> float:
        """Squared, so that a few telling words outweigh all the little ones between them."""
        return log(1 + self.texts / (times + 1)) ** 2

    def together(self, words: Iterable[str]) -> float:
        """The weight of all these words."""
        return sum(self.weights.get(word, self.unseen) for word in words)

    def probes(self, words: Iterable[str]) -> list[list[str]]:
        """What to look up: the rarest words, and pairs of those too common to be looked up alone."""
        ranked = sorted(words, key=lambda word: (self.seen[word], -len(word), word))
        rare = [word for word in ranked if self.seen[word] <= COMMON][:PROBES]
        rest = ranked[len(rare) :][: 2 * (PROBES - len(rare))]
        return [*([word] for word in rare), *map(list, zip(rest[::2], rest[1::2], strict=False))]


def _best(words: list[str], entries: Iterable[Entry], rarity: Rarity) -> list[Likeness]:
    mine, weight = set(words), rarity.together(words)
    found = []
    for key, content_type_id, object_id, said in entries:
        theirs = set(said.split(" "))
        both = rarity.together(mine & theirs)
        if both < ALIKE**2 * weight:
            continue  # whatever else they say, it could not be enough
        score = both / sqrt(weight * rarity.together(theirs))
        if score >= ALIKE:
            shared = len(mine & theirs) / len(mine | theirs)
            found.append((score, key, Likeness(content_type_id, object_id, score, shared)))
    return [each for _score, _key, each in sorted(found, key=lambda one: one[:2], reverse=True)]


# What the person may not see is left out before the best are chosen, never after.
LOOK_UP = """
WITH found AS MATERIALIZED ({found}),
met AS (
    SELECT found.text AS text, found.id AS id, SUM(found.weight) AS weight
    FROM found JOIN evaluations_indexedtext AS entry ON entry.id = found.id
    WHERE entry.evaluation_id IN ({visible}) AND found.id < %s GROUP BY found.text, found.id
),
ranked AS (
    SELECT text, id, ROW_NUMBER() OVER (PARTITION BY text ORDER BY weight DESC, id DESC) AS place
    FROM met
)
SELECT ranked.text, entry.id, entry.content_type_id, entry.object_id, entry.words
FROM ranked JOIN evaluations_indexedtext AS entry ON entry.id = ranked.id
WHERE ranked.place <= %s
"""
# One probe: the place of the text among those asked for, the weight, and what the index is asked.
FOUND = {
    "sqlite": """SELECT %s AS text, %s AS weight, rowid AS id FROM evaluations_textindex
        WHERE evaluations_textindex MATCH %s""",
    "postgresql": """SELECT %s AS text, %s AS weight, id FROM evaluations_indexedtext
        WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery""",
}
# Words are letters and digits alone, so quoting them is all that the language of a query needs.
WRITTEN = {"sqlite": ('"', " AND "), "postgresql": ("'", " & ")}


def _older(
    asked: list[list[str]], rarity: Rarity, visible: QuerySet[Evaluation], than: int
) -> list[list[Entry]]:
    """For each text the older entries that its probes meet, those with the weightiest ones."""
    found: list[list[Entry]] = [[] for _words in asked]
    for first in range(0, len(asked), AT_ONCE):
        probes = [
            (number, rarity.together(probe), _expression(probe))
            for number, words in enumerate(asked[first : first + AT_ONCE], first)
            for probe in rarity.probes(words)
        ]
        for number, *entry in _met(probes, visible, than) if probes else ():
            found[number].append(tuple(entry))
    return found


def _met(probes: list[Probe], visible: QuerySet[Evaluation], than: int) -> list[tuple]:
    seen, values = visible.values("pk").query.sql_with_params()
    each = " UNION ALL ".join([FOUND[connection.vendor]] * len(probes))
    with connection.cursor() as cursor:
        flat = [value for probe in probes for value in probe]
        statement = LOOK_UP.format(found=each, visible=seen)
        cursor.execute(statement, [*flat, *values, than, CANDIDATES])
        return cursor.fetchall()


def _expression(probe: list[str]) -> str:
    quote, together = WRITTEN[connection.vendor]
    return together.join(f"{quote}{word}{quote}" for word in probe)
