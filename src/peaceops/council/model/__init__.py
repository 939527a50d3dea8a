"""A model of each member's vote from what is known before a draft is put to it."""
