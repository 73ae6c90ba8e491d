"""Measurements: `make bench`. What they print are ratios measured in one run, on whatever machine."""
