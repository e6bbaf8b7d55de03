"""Whose data the gazetteer is made of: shown on the About page, as the licences ask."""

from typing import Final

POSTCODES: Final = (
    "Contains OS data © Crown copyright and database right; "
    "contains Royal Mail data © Royal Mail copyright and database right; "
    "source: Office for National Statistics, Open Government Licence v3.0"
)
BANK_HOLIDAYS: Final = (
    "Bank holidays: GOV.UK. Contains public sector information licensed under the "
    "Open Government Licence v3.0"
)
ATTRIBUTIONS: Final = (POSTCODES, BANK_HOLIDAYS)
