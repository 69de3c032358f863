"""What this room answers: what people have assessed, who looks at each rule, and who has evaluated a year."""

from spelregler.apps.evaluation.checks import assessed, surveys, yearly  # noqa: F401  each puts its own in the registry
