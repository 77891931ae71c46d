"""Where translators and reviewers work: a day, lists, the editor, proofs and decisions."""
