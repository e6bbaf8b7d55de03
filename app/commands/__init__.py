"""The commands of `flask --app wsgi directory …`, one module each, with a `command` in it."""
