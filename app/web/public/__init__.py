"""What anybody may read: pages, PDFs and the API, from published editions alone."""
