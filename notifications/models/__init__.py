from notifications.models.delivery import Delivery
from notifications.models.incoming import Incoming
from notifications.models.notification import Notification, load_targets
from notifications.models.preference import Channel, Preference
from notifications.models.push_subscription import PushSubscription

__all__ = [
    "Channel",
    "Delivery",
    "Incoming",
    "Notification",
    "Preference",
    "PushSubscription",
    "load_targets",
]
