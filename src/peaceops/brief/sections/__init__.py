"""Sections of the brief: what each model found, as the document holds it."""
