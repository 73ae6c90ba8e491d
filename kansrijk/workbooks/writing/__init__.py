"""Makes a workbook for one person and one moment: their records, the lists of today, and help in the file itself."""
