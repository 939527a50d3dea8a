"""The options brief: composed from the models' findings, written as pages and data."""
