"""Work that nobody waits for: prints (`printing`) and machine drafts (`worker`)."""
