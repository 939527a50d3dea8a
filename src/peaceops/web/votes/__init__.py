"""The Council's votes on the desk: as they are filtered, and drawn by year."""
