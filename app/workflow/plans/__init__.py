"""What plans need of the database: published plans to fill in, and plans that are stored."""
