"""What saving an area costs, held to its budgets without `make bench`: a made-up one of 1,000 services."""

from pathlib import Path

from bench import phone
from directory_data.gazetteer import Gazetteer


def test_lists_and_places_of_an_area_stay_within_their_budgets(
    gazetteer_folder: Path, places: Gazetteer, tmp_path: Path
) -> None:
    (tmp_path / "gazetteer").symlink_to(gazetteer_folder)
    made = phone.area(tmp_path, places, phone.SIZES[0])
    figures = phone.sizes_of_area(made)
    held = [each for each in figures if each.bound is not None]
    assert [each.what for each in held if each.missed] == []
    assert len(held) == 2 and all(each.value > 1 for each in figures)
