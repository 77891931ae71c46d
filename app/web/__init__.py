"""Routes only: parse, call one workflow function, redirect or render. No query and no rule lives here."""
