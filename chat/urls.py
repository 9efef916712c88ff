from django.urls import path

from chat.views import attachments, conversations, messages, officers, ratings

app_name = "chat"
_ONE = "pesan/<int:conversation_id>/"
_OFFICE = "petugas/pesan/<int:conversation_id>/"
urlpatterns = [
    path("pesan/", conversations.conversation_list, name="conversation_list"),
    path("pesan/baru/", conversations.conversation_new, name="conversation_new"),
    path(_ONE, conversations.conversation, name="conversation"),
    path(f"{_ONE}balasan/baru/", messages.message_new, name="message_new"),
    path(f"{_ONE}terbaru/", messages.conversation_news, name="conversation_news"),
    path(f"{_ONE}tanda/", messages.conversation_mark, name="conversation_mark"),
    path(f"{_ONE}penyelesaian/", conversations.conversation_end, name="conversation_end"),
    path("pesan/lampiran/<uuid:attachment_id>/", attachments.attachment, name="attachment"),
    path("pesan/lampiran/<uuid:attachment_id>/kecil/", attachments.thumbnail, name="thumbnail"),
    path("pesan/penilaian/<slug:code>/", ratings.rating_new, name="rating_new"),
    path(f"{_OFFICE}pengambilan/", officers.conversation_claim, name="conversation_claim"),
    path(f"{_OFFICE}status/", officers.conversation_status, name="conversation_status"),
    path(f"{_OFFICE}konteks/", officers.conversation_context, name="conversation_context"),
    path(f"{_OFFICE}penugasan/", officers.conversation_assignment, name="conversation_assignment"),
    path(f"{_OFFICE}pelimpahan/", officers.conversation_handover, name="conversation_handover"),
    path(
        f"{_OFFICE}klasifikasi/",
        officers.conversation_classification,
        name="conversation_classification",
    ),
    path(f"{_OFFICE}catatan/", officers.conversation_note, name="conversation_note"),
    path(f"{_OFFICE}kehadiran/", officers.conversation_presence, name="conversation_presence"),
]
