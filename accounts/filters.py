"""What the list of organisations can be narrowed to."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationKind


class OrganisationFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name"), method="search")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind, empty_label=_("Any"))

    class Meta:
        model = Organisation
        fields: list[str] = []

    def search(self, rows: QuerySet, name: str, term: str) -> QuerySet:
        return rows.search(term)
