"""The floor that all rooms share: months, violence types, intervals, seeds, places, figures.

Each module here is a face of its own, named by its subject: ``from peaceops.domain.months import
month_after``. Nothing here reads an edition.
"""
