"""From tables to an edition: read, redact by allow-list, compile, write, swap in whole."""
