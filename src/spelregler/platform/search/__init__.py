"""What can be searched for, kept in one table of its own, and the one door to it on either database (ADR 60)."""
