"""Grid references to latitude and longitude.

The transformations are spelt out, not looked up: PROJ would choose a better one where its OSTN15 grid is
installed, and two machines would then publish different editions of the same content. Helmert's is
within about 3 m of the exact one (EPSG:1314, EPSG:1641), on top of the directory's 1 m.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

MICRO: Final = 1_000_000

_PIPELINE: Final = (
    "+proj=pipeline +step +inv +proj=tmerc {grid} +step +proj=push +v_3 +step +proj=cart {ellipsoid} "
    "+step +proj=helmert {helmert} +convention=position_vector "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
BRITISH: Final = _PIPELINE.format(
    grid="+lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy",
    ellipsoid="+ellps=airy",
    helmert="+x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489",
)
IRISH: Final = _PIPELINE.format(
    grid="+lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 +ellps=mod_airy",
    ellipsoid="+ellps=mod_airy",
    helmert="+x=482.5 +y=-130.6 +z=564.6 +rx=-1.042 +ry=-0.214 +rz=-0.631 +s=8.15",
)

Floats = npt.NDArray[np.float64]
Micros = npt.NDArray[np.int32]


def micro_degrees(easting: Floats, northing: Floats, irish: npt.NDArray[np.bool_]) -> tuple[Micros, Micros]:
    """Latitude and longitude in millionths of a degree (0.11 m at most) of grid references in metres.

    Whole numbers, so that `value / 1e6` is the same double on every machine and in a browser, and a
    distance rounded to 10 m comes out alike everywhere.
    """
    latitude = np.empty(len(easting), dtype=np.int32)
    longitude = np.empty(len(easting), dtype=np.int32)
    for pipeline, rows in ((BRITISH, ~irish), (IRISH, irish)):
        if not rows.any():
            continue
        lon, lat = Transformer.from_pipeline(pipeline).transform(easting[rows], northing[rows])
        latitude[rows] = np.rint(np.asarray(lat) * MICRO).astype(np.int32)
        longitude[rows] = np.rint(np.asarray(lon) * MICRO).astype(np.int32)
    return latitude, longitude
