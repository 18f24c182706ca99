"""How gunicorn serves the application, in the demonstration and in production."""

import os
import subprocess
import sys
from contextlib import suppress
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
# A list that is asked about much arrives, and one that is too much for a paper is told so by its page.
limit_request_line = 8190
# Memory that a rare big request left behind is given back now and then.
max_requests = 5000
max_requests_jitter = 500
# The heartbeat file in memory: on a slow disk a healthy worker would be taken for a dead one.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Nobody steers the server from outside; the socket would lie in the home directory.
control_socket_disable = True
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")


# The process that prints what people order lives beside the server. PAPER_WORKER=no where it is a service
# of its own.
has_paper_worker = os.environ.get("PAPER_WORKER", "yes") != "no"
paper_worker: "list[subprocess.Popen[bytes]]" = []


def start_paper_worker() -> None:
    if has_paper_worker:
        manage = Path(__file__).with_name("manage.py")
        command = [sys.executable, str(manage), "print_papers", "--with-parent"]
        paper_worker.append(subprocess.Popen(command))  # noqa: S603 - our own command, no shell


def stop_paper_worker() -> None:
    """What it was printing goes back into the queue."""
    while paper_worker:
        process = paper_worker.pop()
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


def on_reload(server: object) -> None:
    """New code prints as well."""
    stop_paper_worker()
    start_paper_worker()


def on_exit(server: object) -> None:
    stop_paper_worker()


def when_ready(server: object) -> None:
    """Tell the person who started the demonstration that pages are answered from now on."""
    start_paper_worker()
    if text := os.environ.get("READY_TEXT"):
        print(text, flush=True)  # noqa: T201
