"""What a file is called in the folder of whoever fetched it."""

from datetime import date


def file_name(
    slug: str, paper: str, dated: date | None = None, ending: str = "pdf", *,
    version: str = "", lang: str = "", edition: int | None = None, audience: str = "public",
) -> str:  # fmt: skip
    """Of what, which paper, which version of it, from which day where it may still change, in which
    language: `slug-final-report-v2.0-en.pdf`, `slug-final-report-v2.0-draft-2026-11-23-en.pdf`. What is
    not for everybody says for whom, so that nobody sends the wrong one of two."""
    parts = [
        slug,
        paper,
        f"v{version}" if version else "",
        "draft" if version and dated else "",
        dated.isoformat() if dated else "",
        f"edition-{edition}" if edition else "",
        audience if audience != "public" else "",
        lang.split("-")[0].lower(),
    ]
    return "-".join(filter(None, parts)) + f".{ending}"
