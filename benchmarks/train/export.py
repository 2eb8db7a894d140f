"""Writes trained weights as one ONNX file of a few megabytes: tables of one byte a weight, the rest as trained."""

from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from benchmarks.train.network import Student
from benchmarks.train.samples import TAGS


class _Table(nn.Module):
    """An embedding whose weights are kept as bytes with one scale per row."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weights = table.weight.detach()
        scale = weights.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("bytes", (weights / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        rows, scales = torch.Tensor(self.bytes), torch.Tensor(self.scale)
        return nn.functional.embedding(ids, rows).to(torch.float32) * nn.functional.embedding(ids, scales)


class _Exported(nn.Module):
    def __init__(self, student: Student) -> None:
        super().__init__()
        self.tables = nn.ModuleList(_Table(table) for table in student.tables)
        self.student = student

    def forward(self, ids: Tensor) -> Tensor:
        x = sum(table(ids[:, :, n]) for n, table in enumerate(self.tables)).transpose(1, 2)
        x = torch.relu(self.student.entry(x))
        for block in self.student.blocks:
            x = x + torch.relu(block.norm(block.convolution(x)))
        return self.student.exit(x).transpose(1, 2)


def export(student: Student, path: Path, note: str) -> None:
    """Write `student` to `path`; `note` says how it was made."""
    ids = torch.zeros(1, 40, 6, dtype=torch.long)
    torch.onnx.export(
        _Exported(student.eval()), (ids,), str(path), input_names=["ids"], output_names=["scores"],
        dynamic_axes={"ids": {0: "texts", 1: "tokens"}, "scores": {0: "texts", 1: "tokens"}}, dynamo=False,
    )  # fmt: skip
    model = onnx.load(str(path))
    kinds = " ".join(tag.removeprefix("B-") for tag in TAGS if tag.startswith("B-"))
    for key, value in (("kinds", kinds), ("note", note)):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(model, str(path))
