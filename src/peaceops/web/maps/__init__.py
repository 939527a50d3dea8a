"""The maps of the desk: outlines and points as GeoJSON, and a picture without scripts."""
