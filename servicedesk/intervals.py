"""How sure a share is: a confidence interval for a proportion."""

from math import sqrt
from statistics import NormalDist

_Z_95 = NormalDist().inv_cdf(0.975)


def wilson(successes: int, n: int) -> tuple[float, float] | None:
    """The 95 % score interval (low, high) of a share, each 0 to 1; None of nothing. It holds for
    few rows and for shares near 0 and 1, where the usual normal one does not. Wilson, "Probable
    Inference, the Law of Succession, and Statistical Inference", Journal of the American
    Statistical Association 22 (1927) 209-212. Raises ValueError unless 0 <= successes <= n."""
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share")
    if n == 0:
        return None
    share, z2 = successes / n, _Z_95**2
    centre = share + z2 / (2 * n)
    reach = _Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low, high = ((centre + sign * reach) / (1 + z2 / n) for sign in (-1, 1))
    return max(0.0, low), min(1.0, high)
