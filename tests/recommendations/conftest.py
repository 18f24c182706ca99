from tests.browser import chromium, tab_of
from tests.follow_up import follow_up, rival, submitted

__all__ = ["chromium", "follow_up", "rival", "submitted", "tab_of"]
