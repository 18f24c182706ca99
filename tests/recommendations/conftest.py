from tests.follow_up import follow_up, rival, submitted

__all__ = ["follow_up", "rival", "submitted"]
