"""Who works on what: a person's day, assignments, unsaved words, presence, and leaving."""
