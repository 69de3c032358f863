from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    """Kolada's figures for every municipality, and where the own one stands among them."""

    name = "spelregler.apps.comparison"
    label = "comparison"
