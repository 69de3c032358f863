"""What the policy documents say, computed.

No Django, no clock, no input or output: facts, parameters and a date go in, judgements come out.
"""
