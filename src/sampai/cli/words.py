"""The words of the result on the terminal, in both languages."""

from datetime import datetime
from enum import StrEnum

from sampai.clock import ZONE_NAMES


class Language(StrEnum):
    """Languages that results and papers are written in."""

    INDONESIAN = "id"
    ENGLISH = "en"


_WORDS = {
    "voters": ("pemilih", "voters"),
    "regulation": ("peraturan", "regulation"),
    "item": ("Kode", "Item"),
    "name": ("Nama", "Name"),
    "contest": ("Pemilihan", "Contest"),
    "needed": ("Kebutuhan", "Needed"),
    "usable": ("Baik di gudang", "Good in stock"),
    "short": ("Kurang", "Short"),
    "unknown_stock": (
        "Kosong: persediaan tidak diketahui, bukan nol.",
        "Blank: the stock is unknown, which is not zero.",
    ),
    "served": ("TPS terlayani", "TPS served"),
    "of": ("dari", "of"),
    "boxes": ("Kotak suara keluar", "Boxes going out"),
    "trips": ("Perjalanan", "Trips"),
    "vehicle_days": ("Hari kendaraan", "Vehicle-days"),
    "unserved": ("TPS tidak terlayani", "TPS not served"),
    "exceptions": ("Pengecualian aturan", "Exceptions to a rule"),
    "vehicles": ("Kendaraan menurut hari", "Vehicles by day"),
    "vehicle_type": ("Jenis", "Type"),
    "owned": ("Ada", "Owned"),
    "cost": ("Biaya (Rp)", "Cost (IDR)"),
    "plan": ("Rencana", "Plan"),
    "all_stages": ("semua tahap", "all stages"),
    "out_stages": ("pengiriman saja", "out only"),
    "baseline": ("Hitungan biasa", "Baseline"),
    "total": ("Jumlah", "Total"),
    "fixed_idr": ("Sewa harian", "Vehicle-days"),
    "km_idr": ("Kilometer", "Kilometres"),
    "hour_idr": ("Jam", "Hours"),
    "ratio": (
        "Biaya pengiriman dibanding hitungan biasa",
        "Cost of going out against the baseline",
    ),
    "tightest": (
        "Tiga TPS dengan waktu paling sempit",
        "The three tightest TPS",
    ),
    "village": ("Desa", "Village"),
    "handed_over": ("Diserahkan", "Handed over"),
    "due": ("Batas", "Due"),
    "slack": ("Sisa waktu", "Time to spare"),
    "tps_id": ("TPS", "TPS"),
    "subject_id": ("TPS atau tempat", "TPS or place"),
    "reason": ("Sebab", "Reason"),
    "why": ("Sebab", "Reason"),
    "remedy": ("Jalan keluar", "Remedy"),
    "rule": ("Aturan", "Rule"),
    "allowed_until": ("Batas aturan", "Allowed until"),
    "planned_at": ("Rencana", "Planned"),
    "more": ("lagi di", "more in"),
    "report": ("Laporan", "Report"),
    "workbook": ("Buku kerja", "Workbook"),
    "papers": ("Dokumen cetak", "Papers"),
    "tables": ("Tabel", "Tables"),
    "restricted": (
        "Terbatas: memuat rute dan pengawalan.",
        "Restricted: these hold routes and escorts.",
    ),
}


class Words:
    """
    The words of one language.

    Parameters
    ----------
    language
        Language to speak.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def __getitem__(self, key: str) -> str:
        """Find the word or phrase for a key."""
        indonesian, english = _WORDS[key]
        if self.language is Language.INDONESIAN:
            return indonesian
        return english

    def number(self, value: int) -> str:
        """
        Write a whole number with marks at the thousands.

        Parameters
        ----------
        value
            Any whole number.

        Returns
        -------
        str
            Such as ``26.100.000``, or ``26,100,000`` in English.
        """
        text = f"{value:,}"
        if self.language is Language.INDONESIAN:
            return text.replace(",", ".")
        return text

    def number_or_blank(self, value: int | None) -> str:
        """
        Write a whole number, or nothing where there is none.

        Parameters
        ----------
        value
            Any whole number, or ``None``.

        Returns
        -------
        str
            As ``number`` writes it, or a blank.
        """
        return "" if value is None else self.number(value)

    def ratio(self, value: float) -> str:
        """
        Write a share with three decimals.

        Parameters
        ----------
        value
            Any number.

        Returns
        -------
        str
            Such as ``0,563``, or ``0.563`` in English.
        """
        text = f"{value:.3f}"
        if self.language is Language.INDONESIAN:
            return text.replace(".", ",")
        return text


def day_name(day: int) -> str:
    """
    Name a day as officials count it from voting day.

    Parameters
    ----------
    day
        Whole days from voting day.

    Returns
    -------
    str
        Such as ``H-3``; voting day is ``H``.
    """
    return "H" if day == 0 else f"H{day:+d}"


def spoken_moment(moment: datetime) -> str:
    """
    Write a moment as people read it.

    Parameters
    ----------
    moment
        Aware, in the zone of the regency.

    Returns
    -------
    str
        Such as ``25/11 07.30 WIB``.
    """
    zone = ZONE_NAMES.get(str(moment.tzinfo), moment.strftime("%z"))
    return f"{moment:%d/%m %H.%M} {zone}"


def spoken_span(seconds: int) -> str:
    """
    Write a span of time in hours and minutes.

    Parameters
    ----------
    seconds
        Length; rounded down to the minute, so that no one has less. [s]

    Returns
    -------
    str
        Such as ``2 h 05 min``; below zero with a minus.
    """
    sign = "-" if seconds < 0 else ""
    minutes = abs(seconds) // 60
    return f"{sign}{minutes // 60} h {minutes % 60:02d} min"
