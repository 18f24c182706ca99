"""One structured line a request: what, who, how long. Readable in a terminal, JSON elsewhere."""

import re
from typing import Any

import structlog

# What opens a door by itself, in the addresses of links that we send by mail.
KEY_IN_ADDRESS = re.compile(r"(/update/|/reset/key/|/calendar/)[^/\s]+")


def without_keys(_logger: Any, _method: str, said: dict[str, Any]) -> dict[str, Any]:
    """The line without the keys of links: who reads the log must not be able to use them."""
    for name in ("event", "request"):
        if isinstance(said.get(name), str):
            said[name] = KEY_IN_ADDRESS.sub(r"\1…", said[name])
    return said


def configure(*, level: str, as_json: bool) -> dict[str, Any]:
    """Sets up structlog and returns Django's `LOGGING`; texts that people write are never logged."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        without_keys,
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": last,
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"level": level},
            "django_structlog": {"level": level},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
        },
    }
