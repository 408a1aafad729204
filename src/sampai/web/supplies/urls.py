"""Addresses of needs and stock of a regency."""

from django.urls import path

from sampai.web.supplies.views import letter, needs, packing, stock

app_name = "supplies"

urlpatterns = [
    path("kebutuhan/", needs.needs_page, name="needs"),
    path("kebutuhan.<str:form>", needs.needs_export, name="needs_export"),
    path("kebutuhan/kemas/", packing.packing_page, name="packing"),
    path("kebutuhan/kemas/buat/", packing.packing_start, name="packing_start"),
    path("kebutuhan/kemas/berkas/", packing.packing_file, name="packing_file"),
    path("persediaan/", stock.stock_page, name="stock"),
    path("persediaan.<str:form>", stock.stock_export, name="stock_export"),
    path("persediaan/isi/", stock.stock_change, name="stock_change"),
    path("persediaan/kurang/", stock.shortages_page, name="shortages"),
    path("persediaan/surat/", letter.letter_page, name="letter"),
    path("persediaan/surat.pdf", letter.letter_file, name="letter_pdf"),
]
