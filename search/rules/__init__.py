"""Pure rules: data in, data out. No clock, no input or output, no framework, no time zone.

Written in the typed subset that is compiled for the phone (docs/decisions/0002-rules.md).
"""
