"""The moment at which browser tests stand still."""

#: The clock of the phone and of the server it meets: the day on which the sample is published.
PUBLISHED = "2026-11-20T12:00"
