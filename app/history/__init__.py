"""History: every change of a record, with who, when and why (docs/decisions/0015).

`marking` sees what changes, `recording` writes it down at the commit, `moments` gives the tables as they
were, `telling` says it in words. Whoever changes records says who and why around it:

    with said("ann", "edit", "new opening hours"):
        session.commit()
"""

from .said import Said, UnsaidError, said, somebody

__all__ = ["Said", "UnsaidError", "said", "somebody"]
