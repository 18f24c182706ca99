"""The pieces pages are made of; docs/components.md shows each with an example."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from editing.asked import in_words, set_fields
from editing.tables import Column, spoken

register = template.Library()

TONE_ICONS = {
    "done": "circle-check",
    "attention": "triangle-alert",
    "late": "circle-alert",
    "waiting": "circle-dashed",
    "blocked": "hand-coins",
    "info": "info",
}
SAVE_STATES = {
    "saving": ("waiting", "refresh-cw", _("Saving")),
    "saved": ("done", "check", _("Saved")),
    "draft": ("info", "save", _("Saved as your draft")),
    "offline": ("attention", "cloud-off", _("Not saved: offline")),
    "signed_out": ("attention", "lock", _("Not saved: sign in again in another tab")),
    "refused": ("late", "triangle-alert", _("Not saved")),
    "conflict": ("late", "git-merge", _("Changed by someone else meanwhile")),
    "locked": ("waiting", "lock", _("Locked")),
    "frozen": ("info", "snowflake", _("Frozen: this is the published text")),
}
# What a list keeps of its address when other filters are set.
KEPT = ("sort", "columns", "saved")
DOT_WORDS = {"empty": _("Not started"), "started": _("Started"), "complete": _("Complete")}


def _block(name: str, **context: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", context)


@register.simple_tag
def icon(name: str, label: str = "", large: bool = False) -> SafeString:
    """A symbol of the sprite; without a label it is decoration and hidden from screen readers."""
    size = " icon--large" if large else ""
    href = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            size,
            label,
            href,
        )
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}"></use></svg>', size, href
    )


@register.inclusion_tag("components/pill.html")
def pill(tone: str, label: str, icon: str = "") -> dict[str, Any]:
    """A state as colour, icon and word; `tone` is a key of `TONE_ICONS`."""
    return {"tone": tone, "label": label, "icon": icon or TONE_ICONS[tone]}


@register.inclusion_tag("components/pill.html")
def status(state: Any) -> dict[str, Any]:
    """The pill of anything that carries `label` and `tone`, and an `icon` if it wants its own."""
    return pill(state.tone, state.label, getattr(state, "icon", ""))


@register.inclusion_tag("components/save_state.html")
def save_state(state: str, detail: str = "") -> dict[str, Any]:
    tone, icon_name, label = SAVE_STATES[state]
    return {"state": state, "tone": tone, "icon": icon_name, "label": label, "detail": detail}


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    return _block("breadcrumb", content=content)


@register.inclusion_tag("components/crumb.html")
def crumb(label: str, href: str = "") -> dict[str, str]:
    """One step of the breadcrumb; the last one, where we are, has no address."""
    return {"label": label, "href": href}


@register.simple_block_tag
def page_head(content: str, title: str, kicker: str = "", lead: str = "") -> SafeString:
    """The page's h1; the content is the row of actions beside it."""
    return _block("page_head", content=content, title=title, kicker=kicker, lead=lead)


@register.simple_block_tag
def section(
    content: str, title: str, anchor: str = "", href: str = "", action: str = ""
) -> SafeString:
    """A titled part of a page; `href` and `action` put one link beside the title."""
    return _block("section", content=content, title=title, anchor=anchor, href=href, action=action)


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    level: int = 2,
    href: str = "",
    tone: str = "",
    quiet: bool = False,
) -> SafeString:
    return _block(
        "card", content=content, title=title, level=level, href=href, tone=tone, quiet=quiet
    )


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    return _block("notice", content=content, tone=tone, title=title, icon=TONE_ICONS[tone])


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title: str, text: str = "", href: str = "", action: str = "", icon: str = "inbox"
) -> dict[str, Any]:
    """What a list says when nothing is in it: what it is for, and the first step."""
    return {"title": title, "text": text, "href": href, "action": action, "icon": icon}


@register.inclusion_tag("components/figure.html")
def figure(
    number: Any, label: str, href: str = "", tone: str = "", note: str = ""
) -> dict[str, Any]:
    """A number that links to what it counts."""
    return {"number": number, "label": label, "href": href, "tone": tone, "note": note}


@register.inclusion_tag("components/progress.html")
def progress(
    done: int, total: int, label: str, tone: str = "", about: bool = False
) -> dict[str, Any]:
    """`about` for a total that is reckoned."""
    return {"done": done, "total": total, "label": label, "tone": tone, "about": about}


@register.inclusion_tag("components/dot.html")
def dot(state: str) -> dict[str, Any]:
    """How complete one item is: "empty", "started" or "complete"."""
    return {"state": state, "word": DOT_WORDS[state]}


@register.inclusion_tag("components/dots.html")
def dots(done: int, total: int) -> dict[str, Any]:
    """`done` of `total` as dots; read out as words."""
    return {"full": range(done), "open": range(total - done), "done": done, "total": total}


@register.simple_block_tag
def stage_line(content: str, stages: list[tuple[str, str]], current: str) -> SafeString:
    """Where we are among `stages` (value, label); the content says what is next and what is missing."""
    values = [value for value, _label in stages]
    place = values.index(current)
    steps = [
        (label, "past" if i < place else "current" if i == place else "next")
        for i, (_value, label) in enumerate(stages)
    ]
    return _block("stage_line", content=content, steps=steps)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    return _block("tabs", content=content, label=label)


@register.inclusion_tag("components/tab.html")
def tab(label: str, href: str, current: bool = False, count: int | None = None) -> dict[str, Any]:
    return {"label": label, "href": href, "current": current, "count": count}


@register.simple_block_tag
def disclosure(
    content: str, summary: str, unfolded: bool = False, count: int | None = None
) -> SafeString:
    return _block("disclosure", content=content, summary=summary, unfolded=unfolded, count=count)


@register.simple_block_tag
def definitions(content: str) -> SafeString:
    return format_html('<dl class="definitions">{}</dl>', content)


@register.simple_block_tag
def term(content: str, name: str) -> str | SafeString:
    """A line of a definition list; says nothing at all when it has no value."""
    return format_html("<dt>{}</dt><dd>{}</dd>", name, content) if content.strip() else ""


@register.inclusion_tag("components/log_entry.html")
def log_entry(who: str, when: Any, text: str, tone: str = "", label: str = "") -> dict[str, Any]:
    return {"who": who, "when": when, "text": text, "tone": tone, "label": label}


@register.inclusion_tag("components/due.html")
def due(on: Any, late_days: int = 0, promised_on: Any = None, why_not: str = "") -> dict[str, Any]:
    """A due date with its days late and the first promise, or the reason why there is no date."""
    return {"on": on, "late_days": late_days, "promised_on": promised_on, "why_not": why_not}


@register.simple_block_tag
def table_scroll(content: str, label: str) -> SafeString:
    """A frame in which a wide table scrolls alone; `label` names it for a keyboard user."""
    return _block("table_scroll", content=content, label=label)


@register.simple_block_tag
def matrix(content: str, label: str, editable: bool = False) -> SafeString:
    """The response matrix: its columns; the content is one tbody a recommendation."""
    return _block("matrix", content=content, label=label, editable=editable)


@register.simple_block_tag
def list_head(content: str, text: str) -> SafeString:
    """The result count of a list, with its export and other actions as content."""
    return _block("list_head", content=content, text=text)


@register.inclusion_tag("components/sort_head.html", takes_context=True)
def sort_head(
    context: Context, label: str, field: str, param: str = "sort", number: bool = False
) -> dict[str, Any]:
    """A column head that sorts: first press ascending, second descending."""
    current = context["request"].GET.get(param, "")
    ascending, descending = current == field, current == f"-{field}"
    return {
        "label": label,
        "query": _query(context, **{param: f"-{field}" if ascending else field, "page": None}),
        "order": "ascending" if ascending else "descending" if descending else "",
        "number": number,
    }


@register.inclusion_tag("components/sort_head.html", takes_context=True)
def column_head(context: Context, column: Column) -> dict[str, Any]:
    """The head of a declared column, which sorts where the list can be sorted by it."""
    if column.order:
        return sort_head(context, column.label, column.name, number=column.is_number)
    return {"label": column.label, "number": column.is_number}


@register.simple_tag(takes_context=True)
def cell(context: Context, column: Column, row: Any) -> SafeString:
    """The cell of a declared column; its template is asked for `value` only if it wants it."""
    shown = {"column": column, "row": row, "value": lambda: spoken(column.value(row))}
    with context.push(**shown):
        template = context.template.engine.get_template(column.cell)  # type: ignore[union-attr]
        return template.render(context)


def _query(context: Context, **changes: str | int | None) -> str:
    """The address's query with `changes`; None takes a key away."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            params.pop(key, None)
        else:
            params[key] = str(value)
    return f"?{params.urlencode()}"


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Any, param: str = "page") -> dict[str, Any]:
    """Links to the pages of a `Paginator` page; keeps the rest of the query."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    gap = page.paginator.ELLIPSIS
    return {
        "page": page,
        "links": [(n, "" if n == gap else _query(context, **{param: n})) for n in numbers],
        "before": page.has_previous() and _query(context, **{param: page.number - 1}),
        "after": page.has_next() and _query(context, **{param: page.number + 1}),
    }


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: Any, shown: int = 4) -> dict[str, Any]:
    """The filters of a list as one GET form; the first `shown` at once, the rest under "More filters"."""
    fields, asked = form.visible_fields(), context["request"].GET
    return {
        "kept": [(name, asked[name]) for name in KEPT if asked.get(name)],
        "form": form,
        "first": fields[:shown],
        "rest": fields[shown:],
        "rest_open": any(asked.get(field.html_name) for field in fields[shown:]),
    }


@register.inclusion_tag("components/filter_chips.html", takes_context=True)
def filter_chips(context: Context, form: Any) -> dict[str, Any]:
    """What is set in a bound filter form, each as a link that takes it away. An address that asks for
    nothing is not the bare one, which opens somebody's default filter."""
    chips = [
        (label, words, _query(context, **{field.html_name: None, "page": None}))
        for field, (label, words) in zip(set_fields(form), in_words(form), strict=True)
    ]
    return {"chips": chips, "clear": f"{context['request'].path}?q="}


@register.simple_tag(takes_context=True)
def page_media(context: Context, media: Any) -> SafeString:
    """The sheets and scripts of a form; its import map gets the nonce that the policy asks for."""
    return Media.from_media(media, nonce=str(context["request"].csp_nonce)).render()


@register.simple_block_tag
def outline(content: str, label: str) -> SafeString:
    """The outline of a workspace, for the block of that name; folds away on small screens."""
    return _block("outline", content=content, label=label)


@register.simple_block_tag
def outline_group(
    content: str, title: str, done: int | None = None, total: int | None = None
) -> SafeString:
    return _block("outline_group", content=content, title=title, done=done, total=total)


@register.inclusion_tag("components/outline_item.html")
def outline_item(
    label: str, href: str, state: str = "", number: Any = "", current: bool = False
) -> dict[str, Any]:
    return {
        "label": label,
        "href": href,
        "state": state,
        "word": DOT_WORDS.get(state, ""),
        "number": number,
        "current": current,
    }


@register.simple_block_tag
def side_panel(content: str, label: str, icon: str = "message-square") -> SafeString:
    """The column beside the text, for the block "aside"; a drawer on small screens."""
    return _block("side_panel", content=content, label=label, icon=icon)


@register.inclusion_tag("components/form/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """Every error of a form with a link to its field; `{{ form }}` has one already."""
    return {"form": form}


@register.simple_tag
def fields(form: Any, *names: str) -> SafeString:
    """The named fields of a form, in that order, each with label, hint and error."""
    return _block("form/fields", fields=[form[name] for name in names])
