"""Turns a plan into drafts of one change set, batch by batch, each row exactly once."""
