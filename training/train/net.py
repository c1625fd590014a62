"""The net: two plain convolutions, then inverted residuals (MobileNetV2), about a tenth of a million weights.

A net may have two heads for bona fide on one trunk: `frames` learns from frames of cameras, `made` from attacks that were
made of bona fide pictures. The trunk profits from both; a head that learned from both would have to believe that the first
are as plain as the second. After training the two are one layer of twice the width.
"""

import torch
from torch import nn


class ConvUnit(nn.Sequential):
    """Convolution, batch norm and activation: one fused operation after export."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, depthwise=False, activation="relu6"):
        conv = nn.Conv2d(
            inputs, outputs, kernel, stride, kernel // 2, groups=inputs if depthwise else 1, bias=False
        )
        layers = [conv, nn.BatchNorm2d(outputs)]
        if activation == "relu6":
            layers.append(nn.ReLU6(inplace=True))
        super().__init__(*layers)
        self.depthwise = depthwise
        self.activation = activation

    @property
    def stride(self):
        return self[0].stride[0]

    @property
    def padding(self):
        return self[0].padding[0]

    def folded(self):
        """Kernel (PyTorch's OIHW) and bias with the batch norm folded in."""
        conv, norm = self[0], self[1]
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        return conv.weight * gain.reshape(-1, 1, 1, 1), norm.bias - norm.running_mean * gain


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        self.expand = ConvUnit(inputs, hidden)
        self.spatial = ConvUnit(hidden, hidden, 3, stride, depthwise=True)
        self.project = ConvUnit(hidden, outputs, activation="linear")
        self.residual = stride == 1 and inputs == outputs

    def units(self):
        return [self.expand, self.spatial, self.project]

    def forward(self, x):
        y = x
        for unit in self.units():
            y = unit(y)
        return x + y if self.residual else y


#: Plain 3x3 convolutions of stride 2: at these resolutions they cost less than inverted residuals, and train faster.
STEM = [16, 24]
#: outputs, stride, expansion
STAGES = [(24, 1, 3), (40, 2, 3), (40, 1, 3), (64, 2, 3), (64, 1, 3), (64, 1, 3)]
HEAD = 128


class Head(nn.Module):
    """width: of the features that come in. Gives one logit for bona fide."""

    def __init__(self, width, dropout=0.2):
        super().__init__()
        self.features = ConvUnit(width, HEAD)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(HEAD, 1)

    def forward(self, x):
        return self.classifier(self.dropout(self.features(x).mean(dim=(2, 3)))).squeeze(1)


class LivenessNet(nn.Module):
    def __init__(self, heads):
        """heads: their names."""
        super().__init__()
        widths = [3, *STEM]
        self.stem = nn.ModuleList(ConvUnit(inputs, outputs, 3, 2) for inputs, outputs in zip(widths, STEM))
        blocks, width = [], STEM[-1]
        for outputs, stride, expansion in STAGES:
            blocks.append(InvertedResidual(width, outputs, stride, expansion))
            width = outputs
        self.blocks = nn.ModuleList(blocks)
        self.heads = nn.ModuleDict({name: Head(width) for name in heads})

    def trunk(self, x):
        """x: N x 3 x size x size, normalised."""
        for unit in self.stem:
            x = unit(x)
        for block in self.blocks:
            x = block(x)
        return x

    def forward(self, x):
        """N logits of each head."""
        x = self.trunk(x)
        return {name: head(x) for name, head in self.heads.items()}
