from enum import Enum


class Unit(Enum):
    """What a number is, so how it is written."""

    COUNT = "count"
    SHARE = "share"
    TIME = "time"
    WORKING_TIME = "working time"
    HOURS = "hours"
    INDEX = "index"
    GRADE = "grade"
