"""The English of each resource: its revisions, and what a revision may not be published without."""
