"""The change detection network in torch, and its export to ONNX."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from .despeckle_network import OPSET, Plain, parameters

__all__ = ["OPSET", "Change", "Design", "export", "halo", "parameters"]

ODD = 8
"""Channels that change their sign when the dates are swapped."""

FINE = 12
"""Even channels at full resolution, from which the strength is read; the model gives them as features."""


@dataclass(frozen=True)
class Design:
    """What can be varied."""

    stem: int = 2
    """Pixel-unshuffle factor in front of the first convolution."""

    widths: tuple[int, ...] = (16, 48, 48, 64, 80)
    """Channels of each scale, each half as fine as the one before."""

    encoder: int = 1
    """Residual blocks per scale for each date, and for both together."""

    decoder: int = 1
    bands: int = 2

    @property
    def stride(self) -> int:
        return int(self.stem * 2 ** (len(self.widths) - 1))


class Change(nn.Module):
    """Two dates (n, bands, rows, cols) and a question to logits of decrease, none, increase (n, 3, rows, cols).

    The question is (n,) `flood`, 1 for floods and 0 for any change, and (n,) `threshold`: the difference from which on
    a change counts, in the unit of the normalised input.

    Both dates pass one encoder. What is told of them together is even, built of |after - before| and after + before,
    or odd, built of after - before without any bias. The even part says how much changed, the odd part which way:
    decrease is even - odd, increase even + odd. So swapping the dates swaps decrease and increase, to the last bit.
    All scales are coarser than the image by the stem; what they say is laid over a last look at single pixels.
    """

    def __init__(self, design: Design = Design()) -> None:
        super().__init__()
        self.design = design
        widths, bands = design.widths, design.bands
        self.stem = nn.Conv2d(design.bands * design.stem**2, widths[0], 3, padding=1)
        self.encode, self.down, self.fuse, self.decode, self.up, self.odd, self.odd_up = (
            nn.ModuleList() for _ in range(7)
        )
        for width in widths:
            self.encode.append(nn.Sequential(*(Plain(width, True) for _ in range(design.encoder))))
            self.fuse.append(nn.Conv2d(2 * width, width, 3, padding=1))
            self.decode.append(nn.Sequential(*(Plain(width, True) for _ in range(design.decoder))))
            self.odd.append(nn.Conv2d(width, ODD, 1, bias=False))
        for fine, coarse in zip(widths, widths[1:]):
            self.down.append(nn.Conv2d(fine, coarse, 2, stride=2))
            self.up.append(nn.ConvTranspose2d(coarse, fine, 2, stride=2))
            self.odd_up.append(nn.ConvTranspose2d(ODD, ODD, 2, stride=2, bias=False))
        self.question = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, sum(widths)))
        self.last_up = nn.ConvTranspose2d(widths[0], FINE, design.stem, stride=design.stem)
        self.last_odd_up = nn.ConvTranspose2d(ODD, ODD, design.stem, stride=design.stem, bias=False)
        self.pixels = nn.Conv2d(2 * bands, FINE, 3, padding=1)
        self.odd_pixels = nn.Conv2d(bands, ODD, 3, padding=1, bias=False)
        self.last = nn.Conv2d(FINE, FINE, 3, padding=1)
        self.gate = nn.Conv2d(FINE, ODD, 1)
        self.head = nn.Conv2d(FINE, 1, 1)

    def forward(self, before: Tensor, after: Tensor, flood: Tensor, threshold: Tensor) -> tuple[Tensor, Tensor]:
        """The logits, and the even features (n, channels, rows, cols) that the strength was read from."""
        dates = self.stem(functional.pixel_unshuffle(torch.cat([before, after]), self.design.stem))
        scales = []
        for level, encode in enumerate(self.encode):
            dates = encode(self.down[level - 1](dates) if level else dates)
            scales.append(dates)
        question = torch.stack([flood, torch.log(threshold)], dim=1)
        asked = self.question(question)[:, :, None, None].split(self.design.widths, dim=1)
        even, odd = None, None
        for level in reversed(range(len(scales))):
            first, second = scales[level].chunk(2)
            both = self.fuse[level](_even(first, second)) + asked[level]
            even = self.decode[level](both if even is None else both + self.up[level](even))
            signed = self.odd[level](second - first)
            odd = signed if odd is None else signed + self.odd_up[level](odd)
        even = functional.relu(self.last_up(functional.relu(even)) + self.pixels(_even(before, after)))
        even = functional.relu(even + self.last(even))
        odd = self.last_odd_up(odd) + self.odd_pixels(after - before)
        strength, way = self.head(even).float(), (odd * self.gate(even)).sum(1, keepdim=True).float()
        return torch.cat([strength - way, torch.zeros_like(strength), strength + way], dim=1), even


def _even(first: Tensor, second: Tensor) -> Tensor:
    """What does not change when the dates are swapped."""
    return torch.cat([(second - first).abs(), second + first], dim=1)


def halo(design: Design) -> int:
    """Pixels that an output pixel sees in each direction, rounded up to the stride, at which blocks begin."""
    seen = 1 + 2 * design.encoder  # in pixels of each scale in turn
    for _ in design.widths[1:]:
        seen = -(-seen // 2) + 2 * design.encoder
    seen += 1 + 2 * design.decoder
    for _ in design.widths[1:]:
        seen = 2 * seen + 1 + 2 * design.decoder
    return -(-(design.stem * seen + 2) // design.stride) * design.stride


def export(network: Change, path: Path) -> None:
    """Write the network as ONNX with free batch, rows and columns."""
    side = 4 * network.design.stride
    images = {0: "n", 2: "rows", 3: "cols"}
    date = torch.zeros(1, network.design.bands, side, side)
    torch.onnx.export(
        network.eval().cpu().to(memory_format=torch.contiguous_format),
        (date, date, torch.zeros(1), torch.ones(1)),
        str(path),
        input_names=["before", "after", "flood", "threshold"],
        output_names=["logits", "features"],
        dynamic_axes={
            "before": images,
            "after": images,
            "flood": {0: "n"},
            "threshold": {0: "n"},
            "logits": images,
            "features": images,
        },
        opset_version=OPSET,
        dynamo=False,
    )
