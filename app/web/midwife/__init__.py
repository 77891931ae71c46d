"""The desk: prints of plans, and her answers read in English."""
