"""A worker of `tests.load.mails`: ticks until it is killed, and names its process to the mail server.

`claim-then-send` is the control: it notes a mail as sent when it takes it, the way it is often done.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
django.setup()

from django.core.mail.utils import DNS_NAME  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts import outbox  # noqa: E402
from accounts.models import Mail  # noqa: E402
from mmsp.tick import tick  # noqa: E402


def claim_then_send(mail: Mail, at: object) -> bool:
    return bool(Mail.objects.unsettled().filter(pk=mail.pk).update(sent_at=at, tries=1))


def work() -> None:
    DNS_NAME._fqdn = f"worker-{os.getpid()}"  # type: ignore[attr-defined]
    if sys.argv[1] == "claim-then-send":
        outbox._take = claim_then_send  # type: ignore[assignment]
    # Whoever started it may be killed as well, perhaps before this line is reached.
    while os.getppid() == int(sys.argv[2]):
        list(tick(timezone.now()))
        time.sleep(0.2)


if __name__ == "__main__":
    work()
