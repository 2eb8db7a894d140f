"""Writes trained weights as one ONNX file of a few megabytes that counts in bytes: `data/tagger.onnx`.

Every convolution is a matrix product of bytes with sums in whole numbers, so that a token's scores are the same bit by
bit whatever stands in the same run behind the gap; and it is three times as fast as in floating point. Weights have
seven bits: on processors without VNNI two products of eight bits each would overflow (ONNX Runtime, "Quantize ONNX
Models", reduce_range).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from benchmarks.train.network import DILATIONS, Student
from benchmarks.train.samples import TAGS, Sample

_TAPS = 3
_SEVEN_BITS, _EIGHT_BITS, _BYTE = 63, 127, 255
_SEEN = 99.999  # percentile of what a layer gives on the samples that a byte still holds
_END = 1 << 62


class _Graph:
    """A graph under construction: constants and nodes by name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray | float) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: object) -> str:
        domain = "com.microsoft" if kind == "MatMulIntegerToFloat" else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output


def export(student: Student, samples: Sequence[Sample], path: Path, note: str) -> None:
    """Write `student` to `path`, its scales fitted to `samples`; `note` says how it was made."""
    student.eval()
    model = _model(student, _scales(student, samples))
    kinds = " ".join(tag.removeprefix("B-") for tag in TAGS if tag.startswith("B-"))
    for key, value in (("kinds", kinds), ("note", note)):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _scales(student: Student, samples: Iterable[Sample]) -> list[float]:
    """The step of a byte for what each layer reads, the first being signed."""
    seen: list[list[NDArray[np.float32]]] = [[] for _ in range(1 + len(student.blocks))]
    with torch.no_grad():
        for one in samples:
            for values, layer in zip(seen, student.layers(torch.from_numpy(one.ids[None])), strict=True):
                values.append(np.abs(layer.numpy()).ravel())
    most = [float(np.percentile(np.concatenate(values), _SEEN)) for values in seen]
    return [top / (_BYTE if number else _EIGHT_BITS) for number, top in enumerate(most)]


def _model(student: Student, scales: Sequence[float]) -> onnx.ModelProto:
    graph = _Graph()
    x = _embedded(graph, student)
    for number, (weights, bias) in enumerate(_products(student)):
        dilation = DILATIONS[number - 1] if number else 1
        y = _layer(graph, x, number, weights, bias, dilation, scales[number])
        x = graph.node("Add", [x, y], f"x{number}") if number else y
    exit_weights = student.exit.weight.detach().numpy()[:, :, 0].T
    graph.node("MatMul", [x, graph.constant("exit", exit_weights)], "unbiased")
    graph.node("Add", ["unbiased", graph.constant("exit_bias", student.exit.bias.detach().numpy())], "scores")
    tokens = helper.make_tensor_value_info("ids", TensorProto.INT64, ["tokens", 6])
    scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["tokens", len(TAGS)])
    made = helper.make_graph(graph.nodes, "tagger", [tokens], [scores], graph.constants)
    domains = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=domains, ir_version=9)


def _embedded(graph: _Graph, student: Student) -> str:
    """The sum of a token's rows in one table of bytes; nothing for the tokens of a gap."""
    tables = [table.weight.detach().numpy() for table in student.tables]
    step = float(np.percentile(np.abs(np.concatenate(tables)), _SEEN)) / _EIGHT_BITS
    rows = np.clip(np.round(np.concatenate(tables) / step), -_EIGHT_BITS, _EIGHT_BITS).astype(np.int8)
    offsets = np.cumsum([0, *map(len, tables[:-1])], dtype=np.int64)
    graph.constant("one", np.array([1], np.int64))
    graph.node("Add", ["ids", graph.constant("offsets", offsets[None])], "places")
    graph.node("Gather", [graph.constant("table", rows), "places"], "rows")
    graph.node("Cast", ["rows"], "values", to=TensorProto.FLOAT)
    graph.node("ReduceSum", ["values", "one"], "sum", keepdims=0)
    graph.node("Slice", ["ids", graph.constant("from", [3]), graph.constant("to", [4]), "one"], "shape")
    graph.node("Greater", ["shape", graph.constant("nothing", np.array(0, np.int64))], "is_token")
    graph.node("Cast", ["is_token"], "mask", to=TensorProto.FLOAT)
    graph.node("Mul", ["mask", graph.constant("step", np.float32(step))], "scaled_mask")
    return graph.node("Mul", ["sum", "scaled_mask"], "embedded")


def _products(student: Student) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Weights (taps * inputs, outputs) and biases of the entry and of each block, its norm folded in."""
    blocks = [(block.convolution, block.norm) for block in student.blocks]
    return [_product(student.entry, None), *(_product(*block) for block in blocks)]


def _product(convolution: nn.Conv1d, norm: nn.BatchNorm1d | None) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    weights, bias = convolution.weight.detach().double(), convolution.bias.detach().double()
    if norm is not None:
        gain = norm.weight.detach().double() / torch.sqrt(norm.running_var.double() + norm.eps)
        weights = weights * gain[:, None, None]
        bias = (bias - norm.running_mean.double()) * gain + norm.bias.detach().double()
    return weights.permute(2, 1, 0).reshape(-1, weights.shape[0]).float().numpy(), bias.float().numpy()


def _layer(
    graph: _Graph, x: str, n: int, weights: NDArray[np.float32], bias: NDArray[np.float32], dilation: int, scale: float
) -> str:
    """A convolution over tokens as one product of three shifted copies with the weights, positive and masked."""
    zero = graph.constant(f"zero{n}", np.uint8(0 if n else _EIGHT_BITS + 1))
    step = graph.constant(f"step{n}", np.float32(scale))
    graph.node("QuantizeLinear", [x, step, zero], f"bytes{n}")
    graph.node("Pad", [f"bytes{n}", graph.constant(f"edges{n}", [dilation, 0, dilation, 0]), zero], f"padded{n}")
    graph.constant(f"rows{n}", [0])
    for tap in range(_TAPS):
        begin, end = tap * dilation, (tap - _TAPS + 1) * dilation or _END
        bounds = [graph.constant(f"begin{n}_{tap}", [begin]), graph.constant(f"end{n}_{tap}", [end])]
        graph.node("Slice", [f"padded{n}", *bounds, f"rows{n}"], f"shifted{n}_{tap}")
    graph.node("Concat", [f"shifted{n}_{tap}" for tap in range(_TAPS)], f"window{n}", axis=1)
    steps = np.maximum(np.abs(weights).max(0), 1e-8) / _SEVEN_BITS
    product = [
        f"window{n}",
        graph.constant(f"weights{n}", np.round(weights / steps).astype(np.int8)),
        step,
        graph.constant(f"steps{n}", steps.astype(np.float32)),
        zero,
        graph.constant(f"zeros{n}", np.zeros(len(steps), np.int8)),
        graph.constant(f"bias{n}", bias),
    ]
    graph.node("MatMulIntegerToFloat", product, f"product{n}")
    graph.node("Relu", [f"product{n}"], f"positive{n}")
    return graph.node("Mul", [f"positive{n}", "mask"], f"masked{n}")
