"""Routes only: parse, call one workflow function, redirect or render. No query, no rule."""
