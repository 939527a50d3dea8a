"""Questions in SQL: read-only, of known rows alone, in a process with limits of its own."""
