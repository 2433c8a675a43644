"""Building the abstract fields of problem shots."""

import cv2
import numpy as np

from tools.providers.local.backdrop import clouds, grain
from tools.providers.local.colour import Colour
from tools.providers.local.lightplay import Silk
from tools.providers.local.stage import Stage

COARSE = 8
ROOM = 1.9                          # the noise is this much larger than the frame


def silk(
    stage: Stage, low: Colour, high: Colour, cells: float, fold: float, stretch: float = 1.0
) -> Silk:
    """Folded noise: `cells` blobs across, folded over `fold` of the shorter side; `stretch` > 1
    draws it out sideways."""
    shape = (stage.height // COARSE + 2, stage.width // COARSE + 2)
    big = (int(shape[0] * ROOM), int(shape[1] * ROOM))
    sheet = clouds(big, cells * ROOM, stage.chance("silk"), 2)
    if stretch > 1:
        narrow = np.ascontiguousarray(sheet[:, : int(big[1] / stretch)])
        sheet = cv2.resize(narrow, (big[1], big[0]), interpolation=cv2.INTER_CUBIC)
    folds = tuple(clouds(big, cells * 0.8 * ROOM, stage.chance(f"fold {i}"), 1) for i in (0, 1))
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    x, y = columns / shape[1] - 0.5, rows / shape[0] - 0.5
    vignette = np.clip(1.0 - 1.5 * (x * x + y * y), 0.2, 1).astype(np.float32)
    noise = np.clip(grain(stage, 1.5) * 256 + 1100, 0, 3000).astype(np.uint16)
    return Silk(
        np.clip(sheet, 0, 1), (folds[0], folds[1]), 0.6 + 1.6 * stage.energy,
        fold * min(shape), low - 4, high, noise, vignette,
    )
