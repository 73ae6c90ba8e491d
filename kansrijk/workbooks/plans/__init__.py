"""A plan once it is made: what it says, how it is kept, and how pages and the command tell it."""
