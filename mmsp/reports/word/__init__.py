"""Papers as Word documents: real styles, tables, lists, notes and comments. Knows no model."""

from mmsp.reports.word.one_table import one_table

__all__ = ["one_table"]
