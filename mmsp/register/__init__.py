"""The public repository of IOM evaluations: its rows in, and our evaluations out in the same shape."""
