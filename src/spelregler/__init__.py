"""A municipality's own governance policy, running."""

__version__ = "0.2.0.dev0"
"""The one place that says the version: the package and the program read it here."""
