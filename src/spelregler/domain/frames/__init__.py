"""Frames: sums that hold, forecasts with their method in words, and the deviation levels of P07.

Control is on the net frame only (MR-39): nothing in here knows an account or a budget line.
"""
