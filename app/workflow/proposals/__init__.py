"""English as its authors want it: written beside what is published, shown before it counts, and
handed in for signing."""
