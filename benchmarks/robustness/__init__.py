"""A rerunnable attack on the product, with counts."""
