"""Sources that the net finds hard count more (group-robust optimisation, Sagawa et al. 2020, "Distributionally Robust Neural
Networks"), within bounds: without it the net leans on what the many easy cameras share.
"""

import numpy as np
import torch

#: How fast a source's share follows its loss.
RATE = 0.05
#: What no source's share falls below, of all together.
FLOOR = 1e-4
#: A source counts from a third to four times what it does without.
BOUNDS = (0.3, 4.0)


class SourceWeights:
    """sources: the name of each crop's, repeated."""

    def __init__(self, sources):
        self.places = {name: place for place, name in enumerate(sorted(set(sources)))}
        self.shares = np.ones(len(self.places)) / len(self.places)

    def weigh(self, losses, sources):
        """losses: N, of crops of these N sources. Learns from them, and gives each its weight: N, about 1."""
        places = np.array([self.places[source] for source in sources])
        each = losses.detach().cpu().numpy()
        for place in np.unique(places):
            self.shares[place] *= np.exp(RATE * each[places == place].mean())
        self.shares = (1 - FLOOR) * self.shares / self.shares.sum() + FLOOR / len(self.shares)
        return torch.from_numpy((self.shares[places] * len(self.shares)).astype(np.float32)).clamp(*BOUNDS)
