"""Changes to what is compared: the catalogue, what is followed, and the figures that are fetched."""
