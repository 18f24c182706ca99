"""Who was consulted, as far as their consent and the audience of the paper allow."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from evaluations.models import Consent, Interview
from mmsp.reports.shapes import Audience, Consulted

# From what tells least to what tells most; a paper takes the least of consent and audience.
STEPS = [Consent.NONE, Consent.CATEGORY, Consent.ORGANISATION, Consent.NAME]
MOST = {
    Audience.INTERNAL: Consent.NAME,
    Audience.RESTRICTED: Consent.NAME,
    Audience.PUBLIC: Consent.ORGANISATION,
}


def consulted(interviews: Iterable[Interview], audience: Audience) -> tuple[Consulted, ...]:
    """A line for each person, organisation or category that may be told, in groups by category."""
    people: dict[tuple[str, str, str], int] = {}
    for interview in interviews:
        if line := _line(interview, _allowed(interview, audience)):
            people[line] = people.get(line, 0) + interview.people
    groups = list(dict.fromkeys(group for group, _name, _detail in people))
    lines = sorted(people.items(), key=lambda item: groups.index(item[0][0]))
    return tuple(Consulted(*line, people=count) for line, count in lines)


def _allowed(interview: Interview, audience: Audience) -> Consent:
    return min(Consent(interview.consent), MOST[audience], key=STEPS.index)


def _line(interview: Interview, allowed: Consent) -> tuple[str, str, str] | None:
    """Category, name and function; None where nothing may be printed."""
    organisation = (
        interview.organisation.name if interview.organisation else interview.organisation_name
    )
    if allowed == Consent.NONE:
        return None
    if allowed == Consent.NAME and interview.name:
        return interview.category, interview.name, _joined(interview.position_title, organisation)
    if allowed != Consent.CATEGORY and organisation:
        return interview.category, organisation, ""
    return interview.category, _("Persons not named"), ""


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)
