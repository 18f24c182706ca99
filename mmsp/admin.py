"""Tables of libraries that support staff have no use for: rights come from roles, not from groups."""

import allauth.account.admin  # noqa: F401 - registers what is taken out below
import django.contrib.auth.admin  # noqa: F401 - registers what is taken out below
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group

admin.site.unregister(Group)
admin.site.unregister(EmailAddress)
