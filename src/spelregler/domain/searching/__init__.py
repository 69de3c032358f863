"""Words that are searched for and found: stems, parts of compounds, typing errors, and what is shown of a text."""
