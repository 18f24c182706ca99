from django import template

from mmsp import inbox

register = template.Library()


@register.simple_tag
def mails_stay_here() -> bool:
    """Whether mails are kept on this machine, so that the page which shows them exists."""
    return inbox.is_open()
