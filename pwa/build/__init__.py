"""What makes the phone's code out of the server's sources, at build time. Needs no Node.

Imports nothing of ours: it reads the sources as text.
"""
