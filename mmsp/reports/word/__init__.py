"""Papers as Word documents: real styles, tables, lists, notes and comments. Knows no model."""
