"""The trail of every decision (ADR 30): which rows are decisions, how they are appended to a chain
of hashes in their own transaction, and how the chain is checked and handed out. Nothing of a
woman's plan is in it, and of a person no more than the number of their account.
"""
