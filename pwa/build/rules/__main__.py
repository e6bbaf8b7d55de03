"""`python -m pwa.build.rules FOLDER`: the rules and views as readable modules, each with its source map.

For whoever looks for a fault on the phone, or wants to read what is compiled. The site serves none of it.
"""

import sys
from pathlib import Path

from . import map_of, path_of, translated

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = (ROOT / "search" / "rules", ROOT / "pwa" / "views")


def write(folder: Path) -> int:
    """Write them; gives how many modules."""
    modules = translated(*PACKAGES)
    for module in modules.values():
        path = folder / path_of(module.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if module.file == "":
            path.write_text(module.text, "utf-8")
            continue
        path.write_text(f"{module.text}//# sourceMappingURL={path.name}.map\n", "utf-8")
        path.with_name(f"{path.name}.map").write_text(map_of(module), "utf-8")
    return len(modules)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"{__doc__}")
    sys.stdout.write(f"{write(Path(sys.argv[1]))} modules\n")
