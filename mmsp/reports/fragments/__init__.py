"""Long reports printed by their sections, which are kept and joined; knows no table."""

from mmsp.reports.fragments import excerpt as excerpt
from mmsp.reports.fragments.printing import write as write
