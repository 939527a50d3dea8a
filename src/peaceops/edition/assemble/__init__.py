"""From publishers' records to the tables of an edition."""
