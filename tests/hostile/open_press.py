"""The control: WeasyPrint as it comes, in a process of its own, for documents that reach for our own
canaries and our own listener alone. Reads one line with paths in and out a document, answers with one."""

import json
import logging
import sys

import weasyprint
from weasyprint.urls import URLFetcher


def main() -> None:
    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        job = json.loads(line)
        try:
            page = weasyprint.HTML(string=job["html"], url_fetcher=URLFetcher(timeout=2))
            page.write_pdf(job["out"])
        except BaseException as error:
            sys.stdout.write(f"{type(error).__name__}\n")
        else:
            sys.stdout.write("printed\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
