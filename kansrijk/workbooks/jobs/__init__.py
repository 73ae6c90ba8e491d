"""Work that outlasts a request: a table says what is to be done, who does it, until when, and how far it is."""
