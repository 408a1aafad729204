"""Ways over the legs of a regency, by kind of vehicle."""

from sampai.geography.network import Network, TravelMatrix, build_network

__all__ = ["Network", "TravelMatrix", "build_network"]
