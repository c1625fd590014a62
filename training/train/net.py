"""The nets: the first blocks of a MobileNetV2, and one head. The input is a crop of the face, or the whole frame.

Training starts from weights that were trained on many more pictures than any data folder of attacks has (backbone.ts), and
changes all of them. Strides of two pad on the right and below, as in that net.
"""

import torch
from torch import nn
from torch.nn import functional

#: Outputs, stride and expansion of each block of MobileNetV2 (table 2) that this net has.
BLOCKS = [(16, 1, 1), (24, 2, 6), (24, 1, 6), (32, 2, 6), (32, 1, 6), (32, 1, 6)] + [(64, 2, 6)] + [(64, 1, 6)] * 3 + [(96, 1, 6)]
STEM = 32
HEAD = 128
DROPOUT = 0.3
#: Lower bound for the share of the frame that a face box covers, against a division by zero.
SMALLEST_FACE = 0.001
#: Epsilon of the batch norm, as in the net that this one starts from.
EPSILON = 1e-3


class ConvUnit(nn.Module):
    """Convolution, batch norm and activation: one fused operation after export."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, depthwise=False, activation="relu6"):
        super().__init__()
        padding = 0 if stride == 2 else kernel // 2
        groups = inputs if depthwise else 1
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs, eps=EPSILON)
        self.stride, self.depthwise, self.activation = stride, depthwise, activation

    def forward(self, x):
        if self.stride == 2:
            x = functional.pad(x, (0, 1, 0, 1))
        x = self.norm(self.conv(x))
        return functional.relu6(x, inplace=True) if self.activation == "relu6" else x

    def folded(self):
        """Kernel (PyTorch's OIHW) and bias with the batch norm folded in."""
        gain = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        return self.conv.weight * gain.reshape(-1, 1, 1, 1), self.norm.bias - self.norm.running_mean * gain


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        expand = [ConvUnit(inputs, hidden)] if expansion > 1 else []
        spatial = ConvUnit(hidden, hidden, 3, stride, depthwise=True)
        self.units = nn.ModuleList([*expand, spatial, ConvUnit(hidden, outputs, activation="linear")])
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = x
        for unit in self.units:
            y = unit(y)
        return x + y if self.residual else y


class LivenessNet(nn.Module):
    """N x 3 x size x size, -1..1, to N logits; positive means bona fide. size is a multiple of 16.

    whole: for pictures of the whole frame. Such a net also takes `face`, N x cells x cells: the share of each cell that the face
    box covers. It pools the features within the face box beside those of the whole frame. cells: size / 16."""

    def __init__(self, whole=False):
        super().__init__()
        self.whole = whole
        self.stem = ConvUnit(3, STEM, 3, 2)
        blocks, width = [], STEM
        for outputs, stride, expansion in BLOCKS:
            blocks.append(InvertedResidual(width, outputs, stride, expansion))
            width = outputs
        self.blocks = nn.ModuleList(blocks)
        views = 2 if whole else 1
        self.features = ConvUnit(width * views, HEAD)
        self.dropout = nn.Dropout(DROPOUT)
        self.classifier = nn.Linear(HEAD * views, 1)

    def trunk(self):
        """The units with weights to start from, in the order of execution: (name of the convolution there, of the norm, unit)."""
        parts = [("Conv1", "bn_Conv1", self.stem)]
        for index, block in enumerate(self.blocks):
            prefix = "expanded_conv" if index == 0 else f"block_{index}"
            names = ["expand", "depthwise", "project"][-len(block.units) :]
            parts += [(f"{prefix}_{name}", f"{prefix}_{name}_BN", unit) for name, unit in zip(names, block.units)]
        return parts

    def forward(self, x, face=None):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        if not self.whole:
            return self.classifier(self.dropout(self.features(x).mean(dim=(2, 3)))).squeeze(1)
        face = face[:, None]
        features = self.features(torch.cat([x, x * face], 1))
        # Share of the frame that the face covers, bounded against a division by zero.
        share = face.mean(dim=(2, 3)).clamp(min=SMALLEST_FACE)
        views = [features.mean(dim=(2, 3)), (features * face).mean(dim=(2, 3)) / share]
        return self.classifier(self.dropout(torch.cat(views, 1))).squeeze(1)

    def train(self, mode=True):
        """Keeps the batch norm statistics that the trunk started with: batches from a few sources would replace them."""
        super().train(mode)
        for _, _, unit in self.trunk() if self.has_start else []:
            unit.norm.eval()
        return self

    has_start = False

    def start_from(self, arrays):
        """arrays: weights of the backbone by name (backbone.py), in TensorFlow's order of axes, outputs last."""
        for conv, norm, unit in self.trunk():
            if unit.depthwise:
                kernel = arrays[f"{conv}/depthwise_kernel"].transpose(2, 3, 0, 1)
            else:
                kernel = arrays[f"{conv}/kernel"].transpose(3, 2, 0, 1)
            unit.conv.weight.data.copy_(torch.from_numpy(kernel.copy()))
            for ours, theirs in (("weight", "gamma"), ("bias", "beta"), ("running_mean", "moving_mean")):
                getattr(unit.norm, ours).data.copy_(torch.from_numpy(arrays[f"{norm}/{theirs}"]))
            # The 8-bit weights of the package round some variances to 0.
            unit.norm.running_var.copy_(torch.from_numpy(arrays[f"{norm}/moving_variance"]).clamp(min=EPSILON))
        self.has_start = True
