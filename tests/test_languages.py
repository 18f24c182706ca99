"""The interface is offered in the languages it can really speak."""

from pathlib import Path

from django.conf import settings

from mmsp.languages import translated

ALL = [("en-gb", "English"), ("fr", "French"), ("zh-hans", "Simplified Chinese")]


def test_without_a_translation_only_the_language_of_the_texts(tmp_path: Path) -> None:
    assert translated(ALL, tmp_path, "en-gb") == ALL[:1]


def test_a_translation_is_offered_as_soon_as_it_is_there(tmp_path: Path) -> None:
    catalogue = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    assert translated(ALL, tmp_path, "en-gb") == [ALL[0], ALL[2]]


def test_papers_are_written_in_all_of_them() -> None:
    assert [code for code, _name in settings.CONTENT_LANGUAGES] == [code for code, _name in ALL]
