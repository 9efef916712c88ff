from dashboard.models.public_copy import PublicCopy
from dashboard.models.report import ReportSettings

__all__ = ["PublicCopy", "ReportSettings"]
