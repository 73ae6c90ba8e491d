"""Long runs that hurt the site on purpose: `make faults`. The suite holds a short version of each."""
