"""From publishers' records to the tables of an edition, one module a subject."""
