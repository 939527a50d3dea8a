"""The tables of the edition on the desk: a page, a file, or a question in SQL."""
