"""The despeckling network in torch, and its export to ONNX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

OPSET = 17


@dataclass(frozen=True)
class Design:
    """What can be varied; the defaults are what was chosen (docs/benchmarks.md has the table)."""

    stem: int = 1
    """Pixel-unshuffle factor in front of the first convolution; 1 means full resolution."""

    widths: tuple[int, ...] = (16, 32, 64, 128)
    """Channels of each scale, each half as fine as the one before."""

    encoder: int = 1
    """Residual blocks of two 3 x 3 convolutions per scale on the way down, at the bottom, and on the way up."""

    bottom: int = 1
    decoder: int = 2
    kind: str = "plain"
    """plain, or depthwise: 3 x 3 depthwise and 1 x 1 convolutions, four times as wide inside."""

    bias: bool = True

    @property
    def stride(self) -> int:
        """Rows and columns of the input must be multiples of this."""
        return self.stem * 2 ** (len(self.widths) - 1)


class Plain(nn.Module):
    """x + conv(relu(conv(x)))."""

    def __init__(self, width: int, bias: bool) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1, bias=bias)
        self.second = nn.Conv2d(width, width, 3, padding=1, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(functional.relu(self.first(x)))


class Depthwise(nn.Module):
    """x + project(relu(expand(depthwise(x)))), twice the depth for the weights of one plain block."""

    def __init__(self, width: int, bias: bool) -> None:
        super().__init__()
        self.spatial = nn.Conv2d(width, width, 5, padding=2, groups=width, bias=bias)
        self.expand = nn.Conv2d(width, 4 * width, 1, bias=bias)
        self.project = nn.Conv2d(4 * width, width, 1, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.project(functional.relu(self.expand(self.spatial(x))))


BLOCKS: dict[str, Callable[[int, bool], nn.Module]] = {"plain": Plain, "depthwise": Depthwise}


class Despeckler(nn.Module):
    """Log-intensity (n, 1, rows, cols) and looks (n,) to despeckled log-intensity.

    A U-Net of residual blocks that predicts what is to be taken off. Each filter of its first convolution sums
    to zero, so adding a constant to the input (a gain of the intensity) adds the same constant to the output:
    the scale of the backscatter cannot matter.
    """

    def __init__(self, design: Design = Design()) -> None:
        super().__init__()
        self.design = design
        width, bias = design.widths[0], design.bias
        block = BLOCKS[design.kind]

        def stack(width: int, blocks: int) -> nn.Sequential:
            return nn.Sequential(*(block(width, bias) for _ in range(blocks)))

        self.stem = nn.Conv2d(design.stem**2, width, 3, padding=1, bias=False)
        self.looks = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, width))
        self.down, self.encode, self.up, self.decode = (nn.ModuleList() for _ in range(4))
        for fine, coarse in zip(design.widths, design.widths[1:]):
            self.encode.append(stack(fine, design.encoder))
            self.down.append(nn.Conv2d(fine, coarse, 2, stride=2, bias=bias))
            self.up.append(nn.ConvTranspose2d(coarse, fine, 2, stride=2, bias=bias))
            self.decode.append(stack(fine, design.decoder))
        self.bottom = stack(design.widths[-1], design.bottom)
        self.head = nn.Conv2d(width, design.stem**2, 3, padding=1, bias=bias)

    def forward(self, logs: Tensor, looks: Tensor) -> Tensor:
        # In full precision whatever the rest runs in: the logs are large against what is to be taken off.
        with torch.autocast("cpu", enabled=False), torch.autocast("cuda", enabled=False):
            weight = self.stem.weight - self.stem.weight.mean(dim=(1, 2, 3), keepdim=True)
            # Edge pixels repeated, not zeros, which would tell logs of one level from those of another.
            around = functional.pad(functional.pixel_unshuffle(logs, self.design.stem), (1, 1, 1, 1), "replicate")
            x = functional.conv2d(around, weight)
            terms = self.looks(torch.stack([torch.log2(looks) / 4, 1 / looks], dim=1))
            x = x + terms[:, :, None, None]
        skips = []
        for encode, down in zip(self.encode, self.down):
            x = encode(x)
            skips.append(x)
            x = down(x)
        x = self.bottom(x)
        for level in reversed(range(len(skips))):
            x = self.decode[level](skips[level] + self.up[level](x))
        return logs - functional.pixel_shuffle(self.head(x).float(), self.design.stem)


def parameters(network: nn.Module) -> int:
    return sum(one.numel() for one in network.parameters())


def halo(design: Design) -> int:
    """Pixels that an output pixel sees in each direction, rounded up to the stride.

    For blocks that begin and end at multiples of the stride: there the steps between scales do not reach further.
    """
    per_block = 2  # two 3 x 3 convolutions, or a 5 x 5 one
    seen = 1 + per_block * design.encoder  # in pixels of the scale: stem and the finest blocks
    for _ in design.widths[1:-1]:
        seen = -(-seen // 2) + per_block * design.encoder
    seen = -(-seen // 2) + per_block * design.bottom
    for _ in design.widths[1:]:
        seen = 2 * seen + per_block * design.decoder
    return -(-(seen + 1) * design.stem // design.stride) * design.stride


def export(network: Despeckler, path: Path) -> None:
    """Write the network as ONNX with free batch, rows and columns."""
    side = 4 * network.design.stride
    torch.onnx.export(
        network.eval().cpu().to(memory_format=torch.contiguous_format),
        (torch.zeros(1, 1, side, side), torch.ones(1)),
        str(path),
        input_names=["log_intensity", "looks"],
        output_names=["despeckled_log_intensity"],
        dynamic_axes={
            "log_intensity": {0: "n", 2: "rows", 3: "cols"},
            "looks": {0: "n"},
            "despeckled_log_intensity": {0: "n", 2: "rows", 3: "cols"},
        },
        opset_version=OPSET,
        dynamo=False,
    )
