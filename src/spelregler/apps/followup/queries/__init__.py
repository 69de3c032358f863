"""What a committee got for its money, and the dialogues of each body."""
