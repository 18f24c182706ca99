"""Puts a fixed SQLite library in the place of the system's.

Debian 12 ships 3.40, whose write-ahead log can lose commits when several connections reset it
(mended in 3.51.3). The wheel bundles a current library; `accounts.checks` refuses an unfixed one.
"""

import sys


def use_bundled() -> None:
    """Makes `import sqlite3` mean the bundled library; does nothing where the wheel is absent."""
    try:
        import pysqlite3
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
