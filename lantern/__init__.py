"""Lantern: pupil profiles, behaviour and meetings for primary schools."""
