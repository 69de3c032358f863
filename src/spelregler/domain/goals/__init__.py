"""Goals: how attainment is counted, and the checks on the chain from vision to action.

Steering by goals (MR-13, MR-14, MR-17) needs a three-step answer per goal (P05) with "not measurable"
kept apart, and a human judgement that may overrule the automatic one with a reason.
"""
