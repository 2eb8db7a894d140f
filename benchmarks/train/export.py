"""Writes trained weights as one ONNX file of a few megabytes that counts in bytes: `data/tagger.onnx`.

Every convolution is a matrix product of bytes with sums in whole numbers, so that a token's scores are the same bit by
bit whatever other texts stand in the same run; and it is three times as fast as in floating point. Weights have
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
from engine.scan.tagger import STEPS

_TAPS = (-1, 0, 1)
_SEVEN_BITS, _EIGHT_BITS, _BYTE = 63, 127, 255
_SEEN = 99.999  # percentile of what a layer gives on the samples that a byte still holds


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
    exit_weights = _numbers(student.exit.weight)[:, :, 0].T
    graph.node(
        "Gemm",
        [x, graph.constant("exit", exit_weights), graph.constant("exit_bias", _numbers(student.exit.bias))],
        "scores",
    )
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["tokens", 6])
    near = helper.make_tensor_value_info("near", TensorProto.INT64, ["tokens", len(STEPS)])
    scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["tokens", len(TAGS)])
    made = helper.make_graph(graph.nodes, "tagger", [ids, near], [scores], graph.constants)
    domains = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=domains, ir_version=9)


def _embedded(graph: _Graph, student: Student) -> str:
    """The sum of a token's rows in one table of bytes."""
    tables = [_numbers(table.weight) for table in student.tables]
    step = float(np.percentile(np.abs(np.concatenate(tables)), _SEEN)) / _EIGHT_BITS
    rows = np.clip(np.round(np.concatenate(tables) / step), -_EIGHT_BITS, _EIGHT_BITS).astype(np.int8)
    offsets = np.cumsum([0, *map(len, tables[:-1])], dtype=np.int64)
    graph.constant("one", np.array([1], np.int64))
    graph.node("Add", ["ids", graph.constant("offsets", offsets[None])], "places")
    graph.node("Gather", [graph.constant("table", rows), "places"], "rows")
    graph.node("Cast", ["rows"], "values", to=TensorProto.FLOAT)
    graph.node("ReduceSum", ["values", "one"], "sum", keepdims=0)
    return graph.node("Mul", ["sum", graph.constant("step", np.float32(step))], "embedded")


def _numbers(weights: torch.Tensor) -> NDArray[np.float32]:
    return weights.detach().numpy()


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
    """A convolution over tokens as one product of three rows side by side with the weights, positive."""
    zero = np.uint8(0 if n else _EIGHT_BITS + 1)
    step, none = graph.constant(f"step{n}", np.float32(scale)), graph.constant(f"zero{n}", zero)
    graph.node("QuantizeLinear", [x, step, none], f"bytes{n}")
    width = len(weights) // len(_TAPS)
    beyond = graph.constant(f"beyond{n}", np.full((1, width), zero))
    graph.node("Concat", [f"bytes{n}", beyond], f"ended{n}", axis=0)
    columns = graph.constant(f"columns{n}", np.array([STEPS.index(tap * dilation) for tap in _TAPS], np.int64))
    graph.node("Gather", ["near", columns], f"near{n}", axis=1)
    graph.node("Gather", [f"ended{n}", f"near{n}"], f"three{n}", axis=0)
    sizes = graph.constant(f"sizes{n}", np.array([-1, len(weights)], np.int64))
    graph.node("Reshape", [f"three{n}", sizes], f"window{n}")
    steps = np.maximum(np.abs(weights).max(0), 1e-8) / _SEVEN_BITS
    product = [
        f"window{n}",
        graph.constant(f"weights{n}", np.round(weights / steps).astype(np.int8)),
        step,
        graph.constant(f"steps{n}", steps.astype(np.float32)),
        none,
        graph.constant(f"zeros{n}", np.zeros(len(steps), np.int8)),
        graph.constant(f"bias{n}", bias),
    ]
    graph.node("MatMulIntegerToFloat", product, f"product{n}")
    return graph.node("Relu", [f"product{n}"], f"positive{n}")
