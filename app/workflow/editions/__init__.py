"""Published editions: how they are made, read, proved and checked, and when English moves on."""
