"""`make bench`: measures of what the README promises about speed, as ratios, with their bounds."""
