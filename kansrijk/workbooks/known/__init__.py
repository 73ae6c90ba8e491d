"""What the database knows of what a file is about, loaded once, so that planning asks nobody."""
