"""The tagger's network as it is trained; `export` writes it for the engine."""

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from benchmarks.train.samples import TAGS
from engine.scan.tokens import FLAGS, PAIRS, PLACES, SHAPES, WORDS

_WIDTH = 64
CHANNELS = 128
DILATIONS = (1, 2, 4, 8, 1, 2, 4, 8)
"""How far apart the three tokens that a block looks at stand: each one of the scan's `tagger.STEPS`."""


class _Block(nn.Module):
    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.convolution = nn.Conv1d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.norm = nn.BatchNorm1d(channels)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return x + self.dropout(torch.relu(self.norm(self.convolution(x)))) * mask


class Student(nn.Module):
    """Sums of feature embeddings, a stack of dilated convolutions, one score per tag and token."""

    def __init__(self, channels: int = CHANNELS) -> None:
        super().__init__()
        sizes = (WORDS, PAIRS, PAIRS, SHAPES, FLAGS, PLACES)
        self.tables = nn.ModuleList(nn.Embedding(size, _WIDTH) for size in sizes)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        self.dropout = nn.Dropout(0.15)
        self.entry = nn.Conv1d(_WIDTH, channels, 3, padding=1)
        self.blocks = nn.ModuleList(_Block(channels, dilation) for dilation in DILATIONS)
        self.exit = nn.Conv1d(channels, len(TAGS), 1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        *_, last = self._layers(ids, mask)
        return self.exit(last).transpose(1, 2)

    def layers(self, ids: Tensor) -> Iterator[Tensor]:
        """What each convolution reads for whole texts: the sums, then the residual stream before each block."""
        *read, _ = self._layers(ids, torch.ones(len(ids), 1, ids.shape[1]))
        yield from read

    def _layers(self, ids: Tensor, mask: Tensor) -> Iterator[Tensor]:
        x = sum(table(ids[:, :, n]) for n, table in enumerate(self.tables))
        x = self.dropout(x).transpose(1, 2) * mask
        yield x
        x = torch.relu(self.entry(x)) * mask
        yield x
        for block in self.blocks:
            x = block(x, mask)
            yield x
