"""The whole question (words, place, hours, needs, eligibility) asked of three engines in one run:
`search.match`, PostgreSQL with PostGIS, and SQLite with FTS5 and R*Tree. All must answer alike.

The other two are given what an edition has worked out at publishing: hours as joined stretches, distinct
sets of hours, distinct clauses, words with their stems, and the meaning of what was typed. They are asked
for less: groups, counts and the order of a page, without reasons, sentences or next steps.
"""
