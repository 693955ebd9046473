"""Credit: whom a text names for what it says, and how far from a figure.

Who reports a number and who is blamed for it are separate: "killed by", "blamed on" and "accused" credit nobody.
"""

from tieout.evidence.credit.attribution import Attribution
from tieout.evidence.credit.verdict import Credit, CreditVerdict, Distance, Level

__all__ = ["Attribution", "Credit", "CreditVerdict", "Distance", "Level"]
