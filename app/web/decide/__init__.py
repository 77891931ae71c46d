"""One page with all that waits for a clinician."""
