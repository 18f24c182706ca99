from mmsp.views.bring_back import bring_back
from mmsp.views.components import components
from mmsp.views.health import health
from mmsp.views.home import home
from mmsp.views.inbox import inbox_html, inbox_list, inbox_mail
from mmsp.views.presence import presence
from mmsp.views.saved_filters import (
    column_choice,
    saved_filter_edit,
    saved_filter_list,
    saved_filter_new,
    saved_filter_open,
    saved_filter_remove,
)

__all__ = [
    "bring_back",
    "column_choice",
    "components",
    "health",
    "home",
    "inbox_html",
    "inbox_list",
    "inbox_mail",
    "presence",
    "saved_filter_edit",
    "saved_filter_list",
    "saved_filter_new",
    "saved_filter_open",
    "saved_filter_remove",
]
