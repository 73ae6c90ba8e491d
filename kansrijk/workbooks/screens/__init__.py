"""Screens of the admin on which workbooks are made, taken in, looked through, set ready and taken back."""
