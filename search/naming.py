"""Lists of codes as sentences take them, fixed when an edition is published."""

ROUTES = ("agency", "peer-mentor", "probation", "council", "gp", "court", "outreach")


def routes_said(routes: list[str]) -> str:
    """Who may refer somebody, `self` left out: "probation|council|outreach" (answers.md section 2), which
    `say` puts into words. In the order of contract.md; "" when nobody is left; unknown codes are left out."""
    return "|".join(route for route in ROUTES if route in routes)
