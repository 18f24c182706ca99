"""Where something stands in a form, as a person would look it up."""

from django.utils.translation import gettext as _

from mmsp.imports.parsed_matrix import Place


def where(place: Place, name: str = "") -> str:
    """The table and row in Word, or the cell of a sheet; `name` is the column that is spoken of."""
    if place.sheet and (letter := place.cells.get(name) or place.cells.get("")):
        cell = f"{letter}{place.row}"
        return _("Sheet “%(sheet)s”, cell %(cell)s") % {"sheet": place.sheet, "cell": cell}
    if place.sheet:
        said = _("Sheet “%(sheet)s”, row %(row)s")
        return said % {"sheet": place.sheet, "row": place.row}
    if place.table:
        said = _("Table %(table)s, row %(row)s")
        return said % {"table": place.table, "row": place.row}
    return _("Above the tables")


def at(place: Place, what: str, name: str = "") -> str:
    """A sentence about the place."""
    return _("%(where)s: %(what)s") % {"where": where(place, name), "what": what}
