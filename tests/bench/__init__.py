"""What `make bench` measures: ratios between things run side by side in one process, printed as
JSON lines."""
