"""The parts of `directory_data.hours_words`: tokens, clock, grammar, saying. All pure."""
