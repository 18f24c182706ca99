"""How strong the evidence of a finding is, as its links alone suggest."""

from evaluations.models import EvidenceStrength, Finding

# The links in which a finding names its evidence; each is a kind of source independent of the others.
KINDS = ("activities", "documents", "interviews", "indicators")
# By how many kinds speak for it (docs/adr/0009-strength-of-evidence.md).
BY_KINDS = ("", EvidenceStrength.WEAK, EvidenceStrength.INDICATIVE, EvidenceStrength.STRONG)


def kinds_of(finding: Finding) -> int:
    """How many independent kinds of source the stored finding rests on."""
    return sum(getattr(finding, kind).exists() for kind in KINDS)


def strength_of(kinds: int) -> str:
    """The suggestion for so many kinds: weak, indicative, strong from three on; empty for none."""
    return str(BY_KINDS[min(kinds, 3)])


def suggested_strength(finding: Finding) -> str:
    return strength_of(kinds_of(finding))
