"""A document read on the desk: its statements reviewed, and taken into a case."""
