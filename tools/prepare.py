"""What the demonstration needs before it can be served; runs inside the virtual environment."""

import os

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tools.terminal import say, stop

REPORT = "/evaluations/mmsp-final-evaluation/report/final.pdf"


def main() -> None:
    """Bring tables, static files and data up to date; each step is quick when nothing changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
    try:
        django.setup()
        say("Preparing the database and the static files ...")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("load_demo")
        say(
            f"\nThe final report as PDF, for those who are signed in: {os.environ['SITE_URL']}{REPORT}"
        )
    except OperationalError as error:
        stop(f"The database does not answer: {str(error).strip()}")
    except (ImproperlyConfigured, CommandError) as error:
        stop(str(error))


if __name__ == "__main__":
    main()
