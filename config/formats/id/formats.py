"""Indonesian dates with the month written out; Django abbreviates it ("24 Nov. 2026")."""

DATE_FORMAT = "j F Y"
