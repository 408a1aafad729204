"""
The rain that a weather code of BMKG stands for, where no amount is given.

BMKG forecasts a code for each slot (``weather``), and mostly an amount
(``tp``). Its classes of rain are by the hour: light from 1 mm, moderate from
5 mm, heavy from 10 mm. A code stands for a shower somewhere within its slot,
not for three hours of it, so the amounts below are those of one hour or two
of its class. They are assumed, and a forecast that rests on them says so.
"""

from collections.abc import Mapping

NOMINAL_MM_3H: Mapping[int, float] = {
    0: 0.0,  # cerah: clear
    1: 0.0,  # cerah berawan: partly cloudy
    2: 0.0,  # the same
    3: 0.0,  # berawan: cloudy
    4: 0.0,  # berawan tebal: overcast
    5: 0.0,  # udara kabur: haze
    10: 0.0,  # asap: smoke
    45: 0.0,  # kabut: fog
    60: 2.0,  # hujan ringan: light rain, in the older list
    61: 2.0,  # hujan ringan: light rain
    63: 8.0,  # hujan sedang: moderate rain
    65: 20.0,  # hujan lebat: heavy rain
    80: 5.0,  # hujan lokal: local showers
    95: 20.0,  # hujan petir: thunderstorm
    97: 20.0,  # the same, stronger
}
