"""A translation opened for work (a desk), the memory it draws on, where its words came from,
and who may do what to it."""
