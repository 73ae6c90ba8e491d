"""What touches the bytes of a file somebody sent. Runs in the limited child process only (see reading/).

Imports nothing of Django or of the rest of the site: the child starts in a few hundredths of a second.
"""
