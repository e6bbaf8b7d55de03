"""Answering: the one question, `match`, over one published edition."""
