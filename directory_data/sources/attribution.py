"""Whose lists these are, and how old: what the licences ask us to say, as dated facts."""

from dataclasses import dataclass
from typing import Final

OGL: Final = "Contains public sector information licensed under the Open Government Licence v3.0"
MIT: Final = "MIT licence, Crown copyright"


@dataclass(frozen=True)
class Attribution:
    """source: the name after `--source`. words: what stands on the About page.
    of_date: the day the list describes, ISO, or its month, or "" where the list does not say.
    checked_on: the day somebody last looked at licence and date."""

    source: str
    words: str
    licence: str
    of_date: str
    checked_on: str


ATTRIBUTIONS: Final = (
    Attribution(
        "pharmacies",
        "Pharmacies: NHS Business Services Authority, Pharmacy Openings and Closings, "
        f"through Trafford Data Lab. {OGL}.",
        "OGL-UK-3.0",
        "2025-03-31",
        "2026-11-20",
    ),
    Attribution(
        "food-banks",
        f"Food banks: Greater Manchester Poverty Action, through Trafford Data Lab. {OGL}.",
        "OGL-UK-3.0",
        "2018-01",
        "2026-11-20",
    ),
    Attribution(
        "job-centres",
        f"Jobcentres: Department for Work and Pensions, through Trafford Data Lab. {OGL}.",
        "OGL-UK-3.0",
        "",
        "2026-11-20",
    ),
    Attribution(
        "libraries",
        f"Libraries: Greater Manchester councils, through Trafford Data Lab. {OGL}.",
        "OGL-UK-3.0",
        "",
        "2026-11-20",
    ),
    Attribution(
        "probation-offices",
        f"Probation offices: Trafford Data Lab ({OGL}); Ministry of Justice, hmpps-interventions-ui ({MIT}).",
        "OGL-UK-3.0 AND MIT",
        "",
        "2026-11-20",
    ),
    Attribution(
        "prisons", f"Prisons: Ministry of Justice, prison-register ({MIT}).", "MIT", "", "2026-11-20"
    ),
)
