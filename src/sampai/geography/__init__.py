"""Ways over the legs of a regency, by kind of vehicle."""

from sampai.geography.network import Network, TravelMatrix, build_network
from sampai.geography.transfers import transfer_places

__all__ = ["Network", "TravelMatrix", "build_network", "transfer_places"]
