"""Digital numbers to backscatter. Arrays and documents only."""

from .borders import border_noise
from .calibration import Quantity, backscatter
from .tables import Noise, Table, read_calibration, read_noise

__all__ = ["Noise", "Quantity", "Table", "backscatter", "border_noise", "read_calibration", "read_noise"]
