"""How long it takes to tell two long versions of a text apart: by honest editing, and by no honest one."""

import random
from collections.abc import Callable

from editing.diff import Rest, changed_rich
from tests.load.frame import Values, measure, seconds

LENGTH = 50_000
Texts = tuple[str, str]


@measure
def difference_of_long_texts() -> Values:
    """Two versions of 50,000 characters, word by word."""
    for name, texts, bound in (
        ("reworded here and there", reworded(every=20), 100),
        ("every paragraph reworded", reworded(every=1), 100),
        ("every paragraph replaced", (prose(seed=1), prose(seed=2)), 100),
        ("one paragraph without end", joined(reworded(every=1)), 100),
        ("Chinese, reworded here and there", reworded(every=20, word=character, between=""), 100),
        ("the same word throughout", (repeated("again ", 1.0), repeated("again ", 0.97)), 250),
        ("one word a paragraph", (listed("a"), listed("b")), 250),
    ):
        spent = seconds(lambda texts=texts: changed_rich(*texts, Rest.FOLDED))
        yield f"difference, {name}", spent * 1000, "ms", bound


def word(chance: random.Random) -> str:
    return f"word{chance.randrange(3000)}"


def character(chance: random.Random) -> str:
    return chr(0x4E00 + chance.randrange(2000))


def paragraphs(seed: int, word: Callable[[random.Random], str], between: str) -> list[list[str]]:
    """Paragraphs of about 450 characters, until the text is long enough."""
    chance, found, length = random.Random(seed), [], 0
    while length < LENGTH:
        words = [word(chance) for _ in range(450 // len(word(chance) + between))]
        found.append(words)
        length += len(between.join(words))
    return found


def prose(seed: int) -> str:
    return rich([" ".join(words) for words in paragraphs(seed, word, " ")])


def reworded(every: int, word: Callable[[random.Random], str] = word, between: str = " ") -> Texts:
    """A text, and the same with four other words in every so-manieth paragraph."""
    before, chance = paragraphs(1, word, between), random.Random(2)
    after = [list(words) for words in before]
    for words in after[::every]:
        for _ in range(4):
            words[chance.randrange(len(words))] = word(chance)
    old, new = ([between.join(words) for words in text] for text in (before, after))
    return rich(old), rich(new)


def rich(texts: list[str]) -> str:
    return "".join(f"<p>{text}.</p>" for text in texts)


def joined(texts: Texts) -> Texts:
    first, second = (f"<p>{text.replace('<p>', ' ').replace('</p>', '')}</p>" for text in texts)
    return first, second


def repeated(word: str, share: float) -> str:
    return f"<p>{word * int(LENGTH * share / len(word))}</p>"


def listed(letter: str) -> str:
    return rich([f"{letter}{number}" for number in range(LENGTH // 12)])
