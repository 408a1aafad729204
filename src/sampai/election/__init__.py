"""What every tps must get: the regulation, needs, goods, stock, packing."""

from sampai.election.goods import Sizes, consignments, sizes
from sampai.election.needs import needs
from sampai.election.packing import packing_list
from sampai.election.reading import load_regulation
from sampai.election.regulation import Deadline, Item, Limit, Regulation
from sampai.election.stock import balance, shortages, unknown_stock

__all__ = [
    "Deadline",
    "Item",
    "Limit",
    "Regulation",
    "Sizes",
    "balance",
    "consignments",
    "load_regulation",
    "needs",
    "packing_list",
    "shortages",
    "sizes",
    "unknown_stock",
]
