"""Signing in, one's own account, and the admins' page of people."""
