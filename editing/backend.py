"""Lets Django's own `user.has_perm(permission, row)` ask the declared predicates."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from editing.permissions import RULES


class PredicateBackend(BaseBackend):
    """Answers `user.has_perm(permission, row)` by the declared predicates; silent without a row."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        predicate = RULES.get(perm)
        if obj is None or predicate is None or not user_obj.is_active:
            return False
        return predicate(user_obj, obj)
