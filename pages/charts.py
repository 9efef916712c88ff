"""What a bar chart is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its height, and how much of it has the second colour."""

    label: str
    value: int
    part: int = 0
