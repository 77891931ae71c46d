"""Files that bring translations in: what they would change, and what an agency says of itself."""
