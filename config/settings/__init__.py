"""Settings of the site, read from the environment (README: Settings).

Development needs none of them. With DEBUG=false every secret must be given.
"""

from config.settings.accounts import *  # noqa: F403
from config.settings.base import *  # noqa: F403
from config.settings.database import *  # noqa: F403
from config.settings.logs import *  # noqa: F403
from config.settings.office import *  # noqa: F403
from config.settings.push import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.settings.sources import *  # noqa: F403
