"""Machine drafts and back-translations: the jobs that make them and what became of them."""
