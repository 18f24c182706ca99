"""`make words`: compile the catalogues of the papers with msgfmt, of Debian's package gettext."""

import subprocess

from tools.machine import program
from tools.terminal import ROOT, say, stop


def main() -> None:
    msgfmt = program("msgfmt")
    if not msgfmt:
        stop("msgfmt is not installed. Try: sudo apt-get install gettext")
    for source in sorted((ROOT / "mmsp/reports/locale").rglob("*.po")):
        ask = [msgfmt, "--check-format", "-o", str(source.with_suffix(".mo")), str(source)]
        subprocess.run(ask, check=True)
        say(f"compiled {source.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
