"""What `make` runs: on the machine's own Python and its standard library, `prepare` excepted."""

import sys

# Asked here, before a newer spelling in any other file could end in a traceback.
if sys.version_info < (3, 11):  # noqa: UP036 - that is the question
    sys.exit("Python 3.11 or newer is needed. Name it like this: make demo PYTHON=python3.11")
