"""The English source, pure: schema, loading, segments and style. Nothing here knows the
database."""
