"""Pages of engines and of the jobs that they do."""
