from django.urls import path

from dashboard import copy_views, desk_views, figure_views, live_views, report_views

app_name = "dashboard"
_FIGURES = "petugas/dasbor/"
_FIGURE = f"{_FIGURES}<slug:figure>/"
_MONTH = "petugas/laporan/<int:year>-<int:month>"
urlpatterns = [
    path("langsung/", live_views.live, name="live"),
    path("petugas/", desk_views.desk, name="desk"),
    path("petugas/langsung/", desk_views.desk_live, name="desk_live"),
    path("petugas/tindakan/", desk_views.desk_bulk, name="desk_bulk"),
    path("pesan/<int:conversation_id>/persetujuan/", copy_views.copy_consent, name="copy_consent"),
    path("petugas/pesan/<int:conversation_id>/salinan/", copy_views.copy_edit, name="copy_edit"),
    path(
        "petugas/pesan/<int:conversation_id>/salinan/penerbitan/",
        copy_views.copy_publication,
        name="copy_publication",
    ),
    path(_FIGURES, figure_views.figures_page, name="figures"),
    path(f"{_FIGURES}langsung/", figure_views.figures_live, name="figures_live"),
    path(_FIGURE, figure_views.figure, name="figure"),
    path(f"{_FIGURE}ekspor/<slug:form>/", figure_views.figure_export, name="figure_export"),
    path("petugas/laporan/", report_views.report_list, name="report_list"),
    path(f"{_MONTH}/", report_views.report_month, name="report"),
    path(f"{_MONTH}/ekspor/<slug:form>/", report_views.report_export, name="report_export"),
]
