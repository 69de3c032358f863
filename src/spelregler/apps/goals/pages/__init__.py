"""The pages of this room, a folder each. The rules of one chapter stand beside all of them."""

MODULES = ("GOAL",)
