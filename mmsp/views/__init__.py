from mmsp.views.bring_back import bring_back
from mmsp.views.components import components
from mmsp.views.health import health
from mmsp.views.home import home
from mmsp.views.presence import presence

__all__ = ["bring_back", "components", "health", "home", "presence"]
