"""The missions on the desk: all of them as of a day, and one with all that is known of it."""
