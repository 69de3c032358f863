"""A body's meetings, computed: when papers are late, who serves, what stands on every agenda, what the rules say."""
