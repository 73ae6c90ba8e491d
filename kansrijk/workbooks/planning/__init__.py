"""Makes the plan of an import: what each cell of a file would do. Pure; what the database knows comes along as data."""
