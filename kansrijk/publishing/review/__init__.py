"""Screens of the admin for looking at work: compare, review, history and the log of the site."""
