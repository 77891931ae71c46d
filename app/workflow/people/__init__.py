"""Accounts and what goes with them: roles, competence, passwords and signed-in browsers."""
