"""The report: a static site made from the database, read in a browser without any server or network."""
