"""The cast everyone remembers: a visitor, an editor of the office, a coordinator of Zaandam, one of Schiedam."""
