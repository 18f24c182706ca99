from mmsp.views.components import components
from mmsp.views.health import health
from mmsp.views.home import home

__all__ = ["components", "health", "home"]
