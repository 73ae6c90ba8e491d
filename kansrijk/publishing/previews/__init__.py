"""Looking at what is not public yet: the real site with drafts in it, for the office and for outside readers."""
