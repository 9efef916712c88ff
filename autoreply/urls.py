from django.urls import path

from autoreply import feeds
from autoreply.views import acts, canned, exchange, histories, public, replays, trial, workbench

app_name = "autoreply"
_BENCH = "petugas/jawaban/"
urlpatterns = [
    path("jawaban/", public.answer_list, name="answer_list"),
    path("jawaban/saran/", public.suggestions, name="suggestions"),
    path("jawaban/atom/", feeds.AnswerFeed(), name="feed"),
    path("jawaban/<slug:slug>/", public.answer, name="answer"),
    path("jawaban/<slug:slug>/suara/", public.vote, name="vote"),
    path("jawaban/<slug:slug>/pengikut/baru/", public.follow_new, name="follow_new"),
    path("jawaban/<slug:slug>/pengikut/akhir/", public.follow_end, name="follow_end"),
    path("keputusan/<int:decision_id>/umpan-balik/", public.feedback, name="feedback"),
    path("keputusan/<int:decision_id>/pilihan/", public.choice, name="choice"),
    path(_BENCH, workbench.answer_shelf, name="answer_shelf"),
    path(f"{_BENCH}baru/", workbench.answer_new, name="answer_new"),
    path(f"{_BENCH}perhatian/", trial.attention, name="attention"),
    path(f"{_BENCH}celah/", trial.gap_list, name="gaps"),
    path(f"{_BENCH}celah/jawaban/", trial.answer_from_gap, name="answer_from_gap"),
    path(f"{_BENCH}dari-balasan/<int:post_id>/", trial.answer_from_reply, name="answer_from_reply"),
    path(f"{_BENCH}coba/", trial.trial, name="trial"),
    path(f"{_BENCH}uji/", trial.all_checks, name="all_checks"),
    path(f"{_BENCH}pertukaran/", exchange.exchange, name="exchange"),
    path(f"{_BENCH}pertukaran/impor/", exchange.importing, name="importing"),
    path(f"{_BENCH}pertukaran/<slug:form>/", exchange.export, name="export"),
    path(f"{_BENCH}riwayat/", histories.histories, name="histories"),
    path(f"{_BENCH}riwayat/<int:history_id>/", histories.history, name="history"),
    path(
        f"{_BENCH}riwayat/<int:history_id>/petugas/", histories.history_start, name="history_start"
    ),
    path(f"{_BENCH}riwayat/<int:history_id>/akhir/", histories.history_end, name="history_end"),
    path(
        f"{_BENCH}riwayat/<int:history_id>/jawaban/<int:cluster>/",
        histories.answer_from_history,
        name="answer_from_history",
    ),
    path(f"{_BENCH}putar-ulang/<int:version_id>/baru/", replays.replay_new, name="replay_new"),
    path(f"{_BENCH}putar-ulang/<int:replay_id>/", replays.replay, name="replay"),
    path(f"{_BENCH}putar-ulang/<int:replay_id>/akhir/", replays.replay_end, name="replay_end"),
    path(f"{_BENCH}<int:answer_id>/", workbench.curated, name="curated"),
    path(f"{_BENCH}<int:answer_id>/ubah/", workbench.answer_edit, name="answer_edit"),
    path(f"{_BENCH}<int:answer_id>/uji/", trial.checks, name="checks"),
    path(f"{_BENCH}<int:answer_id>/kepastian/", acts.confirmation, name="confirmation"),
    path(f"{_BENCH}<int:answer_id>/versi/<int:version_id>/", workbench.version, name="version"),
    path(
        f"{_BENCH}<int:answer_id>/versi/<int:version_id>/pemulihan/",
        acts.reversion,
        name="reversion",
    ),
    path(f"{_BENCH}<int:answer_id>/<slug:act>/", acts.draft_act, name="draft_act"),
    path("petugas/balasan-siap/", canned.canned_list, name="canned_list"),
    path("petugas/balasan-siap/baru/", canned.canned_new, name="canned_new"),
    path("petugas/balasan-siap/saran/<int:ticket_id>/", canned.canned_near, name="canned_near"),
    path("petugas/balasan-siap/<int:canned_id>/ubah/", canned.canned_edit, name="canned_edit"),
    path("petugas/balasan-siap/<int:canned_id>/akhir/", canned.canned_end, name="canned_end"),
    path(
        "petugas/balasan-siap/<int:canned_id>/pemakaian/<int:ticket_id>/",
        canned.canned_use,
        name="canned_use",
    ),
]
