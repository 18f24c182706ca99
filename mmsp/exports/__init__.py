"""Lists as files: a sheet, CSV and a quick paper, from the filter that the page shows."""
