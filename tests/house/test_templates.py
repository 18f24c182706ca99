"""Templates compile, and the files and addresses they name exist."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.template import TemplateSyntaxError, engines
from django.urls import URLResolver, get_resolver

from tests.house.files import matching, read

TEMPLATES = matching("templates/*")
STATIC = re.compile(r"\{%\s*static\s+[\"']([^\"']+)[\"']")
# A name in full; one that is put together in the template is left to the tests of its page.
URL = re.compile(r"\{%\s*url\s+[\"']([^\"']+)[\"'](?=[\s%])")


def url_names(resolver, prefix=""):
    """Every name that `{% url %}` may use, with its namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from url_names(pattern, space)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"


def missing_static(text):
    """Static files that a template names and nobody brings."""
    return [name for name in STATIC.findall(text) if not finders.find(name)]


def missing_addresses(text):
    """Addresses that a template names and the address book does not know."""
    known = set(url_names(get_resolver()))
    return [name for name in URL.findall(text) if name not in known]


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_template_compiles(name):
    assert engines["django"].from_string(read(name))


def test_a_template_that_does_not_compile_is_seen():
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% if open %}never closed")


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_template_names_files_and_addresses_that_exist(name):
    text = read(name)
    assert missing_static(text) == []
    assert missing_addresses(text) == []


def test_a_missing_static_file_is_seen():
    text = '{% static "css/tokens.css" %} {% static "css/nowhere.css" %}'
    assert missing_static(text) == ["css/nowhere.css"]


def test_a_missing_address_is_seen():
    text = "{% url 'admin:index' %} {% url 'evaluations:nowhere' %} {% url 'home' %}"
    assert missing_addresses(text) == ["evaluations:nowhere"]
