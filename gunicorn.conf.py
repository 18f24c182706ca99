"""How gunicorn serves the application, in the demonstration and in production."""

import os
from pathlib import Path

wsgi_app = "mmsp.wsgi"
bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
# Pages wait for the database more than they compute, and printing happens in a process of its own.
workers = int(os.environ.get("WEB_CONCURRENCY", 0)) or min(4, os.cpu_count() or 1)
threads = 4
worker_class = "gthread"
# Found faults show at once, and the workers share the memory of the loaded code.
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
# Memory that a rare big request left behind is given back now and then.
max_requests = 5000
max_requests_jitter = 500
# The heartbeat file in memory: on a slow disk a healthy worker would be taken for a dead one.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Nobody steers the server from outside; the socket would lie in the home directory.
control_socket_disable = True
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")


def when_ready(server: object) -> None:
    """Tell the person who started the demonstration that pages are answered from now on."""
    if text := os.environ.get("READY_TEXT"):
        print(text, flush=True)  # noqa: T201
