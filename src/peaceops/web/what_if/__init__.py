"""A what-if on the desk: what is supposed, the answer, and the page that shows both."""
