"""Papers that come in: looked over, read in a separate process, shown, and only then written."""
