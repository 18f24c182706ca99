"""Where lines, notes and rows are set otherwise than by WeasyPrint 70. Read by the press alone, from its file.

Each function raises RuntimeError when another version has other words there: then this needs a new look.
"""

import inspect
from typing import Any


def keep_notes_with_their_calls() -> None:
    """Takes back one choice of WeasyPrint 70: to save an orphan line it moves the page's notes on."""
    from weasyprint.layout import block

    choice = "report = not context.in_column and can_break_now and not could_break_before"
    amend(block._linebox_layout, choice, "report = False")


def fill_lines_to_a_space() -> None:
    """Has a text before bold words stay in its line where only its last space does not fit: WeasyPrint 70
    takes it for too long then, and leaves one word of it in the line."""
    from weasyprint.text import line_break

    def fits_without_space(text: str, most: float, style: Any, context: Any) -> bool:
        bare = text.rstrip(" ")
        if bare == text or style["white_space"] not in ("normal", "nowrap", "pre-line"):
            return False
        layout = line_break.create_layout(bare, style, context, None, 0)
        width, _height = line_break.line_size(layout.get_first_line()[0], style)
        layout.deactivate()
        return bool(width <= most)

    vars(line_break)["fits_without_space"] = fits_without_space
    choice = "if resume_index is None and first_line_width <= max_width:"
    fits = "(first_line_width <= max_width or fits_without_space(text, max_width, style, context))"
    amend(line_break.split_first_line, choice, f"if resume_index is None and {fits}:")


def begin_rows_with_every_cell() -> None:
    """Moves a row on to the next page where one of its cells would begin empty: WeasyPrint 70 prints what
    fits of the others. Where the row fits nowhere, as below a band that is as tall as a page, it does so."""
    from weasyprint.layout import block, table

    rows = {"may begin empty": False}

    def begins_empty(cells: Any, going_on: Any) -> bool:
        return not rows["may begin empty"] and any(cells[index].empty for index in going_on)

    vars(table)["begins_empty"] = begins_empty
    choice = (
        "avoid_break = (\n                    avoid_page_break(row.style['break_inside'], context)"
    )
    begun = "not skip_stack and begins_empty(new_row_children, resume_at[index_row]) or avoid_page_break"
    amend(table.table_layout, choice, choice.replace("avoid_page_break", begun))
    lay_out = table.table_layout

    def table_layout(*given: Any) -> Any:
        laid_out, page_is_empty = lay_out(*given), given[5]
        if laid_out[0] is None and page_is_empty:
            rows["may begin empty"] = True
            laid_out = lay_out(*given)
            rows["may begin empty"] = False
        return laid_out

    block.table_layout = table_layout


def amend(function: Any, choice: str, instead: str) -> None:
    """Puts other words in the place of a choice. The function stays, with other code: modules know it by
    name."""
    source = inspect.getsource(function)
    if choice not in source:
        raise RuntimeError(f"WeasyPrint has other words in {function.__name__} now")
    written: dict[str, Any] = {}
    exec(source.replace(choice, instead), written)  # noqa: S102
    function.__code__ = written[function.__name__].__code__
