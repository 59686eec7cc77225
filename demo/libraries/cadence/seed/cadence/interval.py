"""Fixed intervals."""

from datetime import timedelta


class Every:
    """Every so often, counted from the anchor: anchor, anchor + step, anchor + 2 × step …"""

    def __init__(self, anchor, **step):
        self.anchor = anchor
        self.step = timedelta(**step)
        if self.step <= timedelta(0):
            raise ValueError("the step must be positive")

    def next(self, after):
        """The first moment strictly after the one given."""
        if after < self.anchor:
            return self.anchor
        return after + self.step

    def __repr__(self):
        return "Every({!r}, step={!r})".format(self.anchor, self.step)
