"""The colour networks in torch, what they are trained against, and their export to ONNX."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

OPSET = 17
DETAIL = 4
"""Detail is what the radar image has finer than so many pixels."""

MEAN_COLOUR = (0.50, 0.56, 0.62)
"""Where training begins; near the mean of the Sentinel-2 pictures."""

HEAD_DIMENSIONS = 16


@dataclass(frozen=True)
class Design:
    """What can be varied."""

    kind: str = "attention"
    """attention, an encoder-decoder with self-attention at the bottom; or adversarial, a U-Net with an opponent."""

    cell: int = 2
    """Rows and columns of a cell: colours are found per cell."""

    widths: tuple[int, ...] = (16, 32, 64, 96)
    """Channels at one cell, two cells, four (and so on) a side."""

    blocks: int = 1
    """Residual blocks per scale, down and up."""

    reach: int = 3
    """Attention looks so many steps of `dilation` positions to each side."""

    dilation: int = 2

    @property
    def attended(self) -> int:
        """Rows and columns of the input that attention compares a place with."""
        return 2 * self.reach * self.dilation * self.stride

    @property
    def stride(self) -> int:
        """Rows and columns of the input must be multiples of this."""
        return self.cell * 2 ** (len(self.widths) - 1)


DROPPED = 0.1
"""Share of the channels inside a block that are left out at random while training: there are few scenes."""


class Residual(nn.Module):
    """x + conv(relu(conv(x)))."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dropped = nn.Dropout2d(DROPPED)
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(self.dropped(functional.relu(self.first(x))))


class NeighbourAttention(nn.Module):
    """Self-attention of each position to those around it, x + project(softmax(query key) value).

    (2 reach + 1)^2 positions, `dilation` apart, so that memory grows with the image and not with its square, and a
    position's result does not depend on where a tile begins. A. Hassani et al., "Neighborhood attention transformer",
    CVPR 2023; S. Zhang et al. have shown dilation for convolutions, here it is of the neighbourhood. Beyond the border
    are zeros, which take part with the logit that their place has.
    """

    def __init__(self, width: int, reach: int, dilation: int) -> None:
        super().__init__()
        self.heads, self.edge = width // HEAD_DIMENSIONS, reach * dilation
        steps = range(-self.edge, self.edge + 1, dilation)
        self.offsets = [(row, col) for row in steps for col in steps]
        self.query, self.key, self.value, self.project = (nn.Conv2d(width, width, 1) for _ in range(4))
        self.place = nn.Parameter(torch.zeros(len(self.offsets), self.heads))

    def forward(self, x: Tensor) -> Tensor:
        heads, edge = self.heads, self.edge
        count, width, rows, cols = x.shape
        query = self.query(x).reshape(count, heads, HEAD_DIMENSIONS, rows, cols) * HEAD_DIMENSIONS**-0.5
        around = [functional.pad(one(x), (edge, edge, edge, edge)) for one in (self.key, self.value)]
        key, value = (
            one.reshape(count, heads, HEAD_DIMENSIONS, rows + 2 * edge, cols + 2 * edge) for one in around
        )  # fmt: skip
        logits = [
            (query * _shifted(key, edge, offset, rows, cols)).sum(dim=2) + self.place[index][None, :, None, None]
            for index, offset in enumerate(self.offsets)
        ]
        weights = torch.softmax(torch.stack(logits), dim=0)
        found = sum(
            weights[index][:, :, None] * _shifted(value, edge, offset, rows, cols)
            for index, offset in enumerate(self.offsets)
        )
        return x + self.project(found.reshape(count, width, rows, cols))


def _shifted(padded: Tensor, edge: int, offset: tuple[int, int], rows: int, cols: int) -> Tensor:
    row, col = edge + offset[0], edge + offset[1]
    return padded[..., row : row + rows, col : col + cols]


class Coloured(NamedTuple):
    """What a network makes of a radar image."""

    picture: Tensor
    """Red, green and blue, (n, 3, rows, cols)."""

    error: Tensor
    """Root mean square error of the picture that is to be expected around a pixel, (n, 1, rows, cols)."""

    cells: Tensor
    """Colours of the cells, (n, 3, rows / cell, cols / cell)."""

    bottom: Tensor
    """Features, (n, channels, rows / stride, cols / stride)."""


class Colourer(nn.Module):
    """Relative log-intensity (n, 1, rows, cols) to red, green and blue, around 0 to 1.

    Colours and their brightness are found per cell and interpolated; what is finer is the radar image's own detail, at
    two scales, times a gain that is found per cell too. So no edge is sharper than two cells unless the radar image has
    it.
    """

    def __init__(self, design: Design = Design()) -> None:
        super().__init__()
        self.design = design
        widths = design.widths

        def stack(width: int) -> nn.Sequential:
            return nn.Sequential(*(Residual(width) for _ in range(design.blocks)))

        self.stem = nn.Conv2d(design.cell**2, widths[0], 3, padding=1)
        self.encode, self.down, self.up, self.decode = (nn.ModuleList() for _ in range(4))
        for fine, coarse in zip(widths, widths[1:]):
            self.encode.append(stack(fine))
            self.down.append(nn.Conv2d(fine, coarse, 2, stride=2))
            self.up.append(nn.Conv2d(coarse, fine, 1))
            self.decode.append(stack(fine))
        bottom: list[nn.Module] = [Residual(widths[-1]), Residual(widths[-1])]
        if design.kind == "attention":
            bottom.insert(1, NeighbourAttention(widths[-1], design.reach, design.dilation))
        self.bottom = nn.Sequential(*bottom)
        self.colour = nn.Conv2d(widths[0], 3, 3, padding=1)
        self.gains = nn.Conv2d(widths[0], 2, 3, padding=1)
        self.doubt = nn.Conv2d(widths[0], 1, 3, padding=1)
        self.shades = nn.Parameter(torch.ones(3))
        with torch.no_grad():
            self.colour.bias.copy_(torch.tensor(MEAN_COLOUR))
            self.colour.weight.mul_(0.1)
            self.gains.weight.mul_(0.1)
            self.doubt.weight.mul_(0.1)
            self.doubt.bias.fill_(-2.0)

    def features(self, logs: Tensor) -> Tensor:
        """At the bottom, (n, channels, rows / stride, cols / stride)."""
        return self._encoded(logs)[0]

    def forward(self, logs: Tensor) -> Tensor:
        """Red, green, blue and the error to be expected in them, (n, 4, rows, cols)."""
        found = self.coloured(logs)
        return torch.cat([found.picture, found.error], dim=1)

    def coloured(self, logs: Tensor) -> Coloured:
        bottom, skips = self._encoded(logs)
        x = bottom
        for level in reversed(range(len(skips))):
            # Resize, then convolve: transposed convolutions leave a checkerboard (A. Odena et al., Distill 2016).
            x = self.decode[level](skips[level] + _doubled(self.up[level](x)))
        # What is doubted is found from features that are not changed for it.
        colour, gains, doubt = self.colour(x).float(), self.gains(x).float(), self.doubt(x.detach()).float()
        fields = functional.interpolate(
            torch.cat([colour, gains, functional.softplus(doubt)], dim=1),
            scale_factor=self.design.cell, mode="bilinear", align_corners=False,
        )  # fmt: skip
        shade = (fields[:, 3:5] * self._details(logs)).sum(dim=1, keepdim=True)
        picture = fields[:, :3] + self.shades[None, :, None, None] * shade
        return Coloured(picture, fields[:, 5:], colour, bottom)

    def _encoded(self, logs: Tensor) -> tuple[Tensor, list[Tensor]]:
        x = functional.relu(self.stem(functional.pixel_unshuffle(logs, self.design.cell)))
        skips = []
        for encode, down in zip(self.encode, self.down):
            x = encode(x)
            skips.append(x)
            x = down(x)
        return self.bottom(x), skips

    @staticmethod
    def _details(logs: Tensor) -> Tensor:
        """What the radar image has finer than 3 pixels, and between 3 and 4, (n, 2, rows, cols)."""
        means = functional.avg_pool2d(logs, 3, stride=1, padding=1, count_include_pad=False)
        cells = functional.interpolate(
            functional.avg_pool2d(logs, DETAIL), scale_factor=DETAIL, mode="bilinear", align_corners=False
        )
        return torch.cat([logs - means, means - cells], dim=1)


def _doubled(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2, mode="nearest")


class Discriminator(nn.Module):
    """Radar image and picture (n, 4, rows, cols) to one logit for each overlapping 70 x 70 pixels.

    P. Isola et al., "Image-to-image translation with conditional adversarial networks", CVPR 2017, with a half of the
    channels and without batch normalisation, which small batches make noisy.
    """

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        before = 4
        for after, stride in ((width, 2), (2 * width, 2), (4 * width, 2), (4 * width, 1)):
            layers += [nn.Conv2d(before, after, 4, stride=stride, padding=1), nn.LeakyReLU(0.2)]
            before = after
        self.layers = nn.Sequential(*layers, nn.Conv2d(before, 1, 4, padding=1))

    def forward(self, logs: Tensor, picture: Tensor) -> Tensor:
        found: Tensor = self.layers(torch.cat([logs, picture], dim=1))
        return found


class Features(nn.Module):
    """A small network whose inner layers tell how a picture looks: it mends grey, noisy pictures with gaps.

    Trained here, on the optical pictures of the training scenes, since no network trained on other pictures is at hand.
    """

    WIDTHS = (16, 32, 64)

    def __init__(self) -> None:
        super().__init__()
        self.layers, before = nn.ModuleList(), 3
        for after in self.WIDTHS:
            self.layers.append(nn.Conv2d(before, after, 3, stride=2, padding=1))
            before = after
        self.mend = nn.Sequential(nn.Conv2d(before, 3 * 8**2, 3, padding=1), nn.PixelShuffle(8))

    def forward(self, picture: Tensor) -> list[Tensor]:
        """At 2, 4 and 8 pixels."""
        found, x = [], picture - 0.5
        for layer in self.layers:
            x = functional.relu(layer(x))
            found.append(x)
        return found

    def mended(self, picture: Tensor) -> Tensor:
        found: Tensor = self.mend(self(picture)[-1])
        return found


def parameters(network: nn.Module) -> int:
    return sum(one.numel() for one in network.parameters())


class Clipped(nn.Module):
    """What is exported: the picture and its expected error from 0 to 1."""

    def __init__(self, network: Colourer) -> None:
        super().__init__()
        self.network = network

    def forward(self, logs: Tensor) -> Tensor:
        return self.network(logs).clamp(0, 1)


def export(network: Colourer, path: Path) -> None:
    """Write the network as ONNX with free batch, rows and columns."""
    side = 8 * network.design.stride
    torch.onnx.export(
        Clipped(network).eval().cpu().to(memory_format=torch.contiguous_format),
        (torch.zeros(1, 1, side, side),),
        str(path),
        input_names=["relative_log_intensity"],
        output_names=["colours"],
        dynamic_axes={
            "relative_log_intensity": {0: "n", 2: "rows", 3: "cols"},
            "colours": {0: "n", 2: "rows", 3: "cols"},
        },
        opset_version=OPSET,
        dynamo=False,
    )
