"""The main pages of the site, each with someone who may open it."""

from typing import NamedTuple

from tests.browser.demo import REGENCY


class Seen(NamedTuple):
    """
    One page, as someone sees it.

    Parameters
    ----------
    username
        Of the cast; blank for nobody.
    path
        Where.
    """

    username: str
    path: str

    def __str__(self) -> str:
        """Name the page in the report of a test."""
        return f"{self.username or 'nobody'} {self.path}"


OUTSIDE = ("/demo/", "/masuk/login/", f"{REGENCY}ringkasan/")
SHARED = ("/akun/", "/bantuan/", "/cari/?q=pulau", "/notifikasi/", "/tentang/")
ROOMS = (
    "",
    "rencana/peta/",
    "data/",
    "data/tabel/tps/",
    "data/impor/",
    "kebutuhan/",
    "persediaan/",
    "rencana/",
    "rencana/1/",
    "rencana/1/gantt/",
    "rencana/1/perjalanan/",
    "rencana/1/perjalanan/T0001/",
    "rencana/1/berkas/",
    "rencana/1/andai/",
    "rencana/baru/",
    "rencana/banding/?plan=1",
    "rencana/risiko/",
    "rencana/harga/",
    "rencana/cuaca/",
    "catatan/",
    "catatan/gudang/",
    "catatan/impor/",
    "tugas/",
    "orang/",
    "orang/undang/",
    "orang/darurat/",
    "orang/jejak/",
)
# Whose first page differs from that of the KPU.
FIRST = ("budi", "ratih", "joko", "dewi", "hendra", "agus", "maria")
MAIN = (
    *(Seen("", path) for path in OUTSIDE),
    *(Seen("sari", path) for path in SHARED),
    *(Seen("sari", f"{REGENCY}{room}") for room in ROOMS),
    *(Seen(username, REGENCY) for username in FIRST),
)
