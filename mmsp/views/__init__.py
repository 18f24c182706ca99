from mmsp.views.health import health
from mmsp.views.home import home

__all__ = ["health", "home"]
