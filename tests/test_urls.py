"""Every address of the site, tried as a stranger, a member and an officer, against one table."""

from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from forum.models import Tag
from notices.models import Notice
from tests import factories

LOGIN, OK, NO, METHOD, MOVED = "login", 200, 403, 405, 302

# Name: what GET answers to (a stranger, a member, an officer).
TABLE = {
    "pages:theme": (METHOD,) * 3,
    "pages:healthz": (OK,) * 3,
    "pages:readyz": (OK,) * 3,
    "pages:manual": (OK,) * 3,
    "pages:chapter_list": (OK,) * 3,
    "pages:chapter": (OK,) * 3,
    "pages:robots": (OK,) * 3,
    "sitemap_index": (OK,) * 3,
    "django.contrib.sitemaps.views.sitemap": (OK,) * 3,
    "pages:styleguide": (404,) * 3,
    "forum:home": (OK,) * 3,
    "forum:topic_list": (OK,) * 3,
    "forum:topic": (OK,) * 3,
    "forum:category": (OK,) * 3,
    "forum:feed": (OK,) * 3,
    "forum:category_feed": (OK,) * 3,
    "forum:tag": (OK,) * 3,
    "forum:tag_feed": (OK,) * 3,
    "forum:region": (OK,) * 3,
    "forum:region_feed": (OK,) * 3,
    "forum:tracking": (OK,) * 3,
    "forum:attachment": (404,) * 3,
    "forum:thumbnail": (404,) * 3,
    "forum:rating_new": (LOGIN, METHOD, METHOD),
    "forum:draft_saving": (LOGIN, METHOD, METHOD),
    "forum:search": (OK,) * 3,
    "forum:topic_new": (OK,) * 3,
    "forum:preview": (METHOD,) * 3,
    "forum:post_new": (METHOD,) * 3,
    "forum:follow_new": (LOGIN, METHOD, METHOD),
    "forum:follow_end": (LOGIN, METHOD, METHOD),
    "forum:me_too_new": (LOGIN, METHOD, METHOD),
    "forum:me_too_end": (LOGIN, METHOD, METHOD),
    "forum:helpful_new": (LOGIN, METHOD, METHOD),
    "forum:helpful_end": (LOGIN, METHOD, METHOD),
    "forum:solution_new": (LOGIN, METHOD, METHOD),
    "forum:solution_end": (LOGIN, METHOD, METHOD),
    "forum:post_edit": (LOGIN, NO, OK),
    "forum:post_versions": (OK,) * 3,
    "forum:post_deletion": (LOGIN, METHOD, METHOD),
    "forum:post_restoration": (LOGIN, METHOD, METHOD),
    "forum:flag_new": (LOGIN, OK, OK),
    "forum:moderation_queue": (LOGIN, NO, OK),
    "forum:topic_move": (LOGIN, NO, OK),
    "forum:topic_act": (LOGIN, NO, METHOD),
    "forum:post_act": (LOGIN, NO, METHOD),
    "forum:flag_dismissal": (LOGIN, NO, METHOD),
    "forum:suspension_new": (LOGIN, NO, NO),
    "forum:suspension_end": (LOGIN, NO, METHOD),
    "forum:topic_merge": (LOGIN, NO, OK),
    "forum:topic_duplicate": (LOGIN, NO, METHOD),
    "forum:topic_split": (LOGIN, NO, OK),
    "forum:duplicate_undoing": (LOGIN, NO, METHOD),
    "forum:topic_claim": (LOGIN, NO, METHOD),
    "forum:topic_status": (LOGIN, NO, METHOD),
    "forum:topic_context": (LOGIN, NO, OK),
    "forum:topic_assignment": (LOGIN, NO, METHOD),
    "forum:topic_handover": (LOGIN, NO, METHOD),
    "forum:topic_classification": (LOGIN, NO, METHOD),
    "forum:topic_note": (LOGIN, NO, METHOD),
    "forum:topic_presence": (LOGIN, NO, METHOD),
    "forum:duplicate_list": (LOGIN, NO, OK),
    "forum:duplicate_confirmation": (LOGIN, NO, METHOD),
    "forum:duplicate_rejection": (LOGIN, NO, METHOD),
    "autoreply:answer_list": (OK,) * 3,
    "autoreply:suggestions": (OK,) * 3,
    "autoreply:answer": (OK,) * 3,
    "autoreply:feed": (OK,) * 3,
    "autoreply:vote": (METHOD,) * 3,
    "autoreply:follow_new": (LOGIN, METHOD, METHOD),
    "autoreply:follow_end": (LOGIN, METHOD, METHOD),
    "autoreply:feedback": (LOGIN, METHOD, METHOD),
    "autoreply:choice": (LOGIN, METHOD, METHOD),
    "autoreply:answer_shelf": (LOGIN, NO, OK),
    "autoreply:answer_new": (LOGIN, NO, OK),
    "autoreply:attention": (LOGIN, NO, OK),
    "autoreply:gaps": (LOGIN, NO, OK),
    "autoreply:answer_from_gap": (LOGIN, NO, METHOD),
    "autoreply:answer_from_reply": (LOGIN, NO, METHOD),
    "autoreply:trial": (LOGIN, NO, OK),
    "autoreply:all_checks": (LOGIN, NO, OK),
    "autoreply:exchange": (LOGIN, NO, OK),
    "autoreply:importing": (LOGIN, NO, MOVED),
    "autoreply:export": (LOGIN, NO, OK),
    "autoreply:histories": (LOGIN, NO, OK),
    "autoreply:history": (LOGIN, NO, 404),
    "autoreply:history_start": (LOGIN, NO, METHOD),
    "autoreply:history_end": (LOGIN, NO, METHOD),
    "autoreply:answer_from_history": (LOGIN, NO, METHOD),
    "autoreply:replay_new": (LOGIN, NO, OK),
    "autoreply:replay": (LOGIN, NO, 404),
    "autoreply:replay_end": (LOGIN, NO, METHOD),
    "autoreply:curated": (LOGIN, NO, OK),
    "autoreply:answer_edit": (LOGIN, NO, OK),
    "autoreply:checks": (LOGIN, NO, MOVED),
    "autoreply:confirmation": (LOGIN, NO, METHOD),
    "autoreply:version": (LOGIN, NO, OK),
    "autoreply:reversion": (LOGIN, NO, METHOD),
    "autoreply:draft_act": (LOGIN, NO, METHOD),
    "autoreply:canned_list": (LOGIN, NO, OK),
    "autoreply:canned_new": (LOGIN, NO, OK),
    "autoreply:canned_near": (LOGIN, NO, OK),
    "autoreply:canned_edit": (LOGIN, NO, 404),
    "autoreply:canned_end": (LOGIN, NO, METHOD),
    "autoreply:canned_use": (LOGIN, NO, METHOD),
    "notifications:notification_list": (LOGIN, OK, OK),
    "notifications:notification_reading": (LOGIN, METHOD, METHOD),
    "notifications:preferences": (LOGIN, OK, OK),
    "notifications:push_new": (LOGIN, METHOD, METHOD),
    "notifications:push_end": (LOGIN, METHOD, METHOD),
    # Off without keys.
    "notifications:service_worker": (404,) * 3,
    "notifications:bounce_clearing": (LOGIN, METHOD, METHOD),
    "notifications:unsubscription": (404, 404, 404),
    "notifications:notification_reading_all": (LOGIN, METHOD, METHOD),
    "dashboard:live": (OK,) * 3,
    "dashboard:copy_consent": (LOGIN, METHOD, METHOD),
    "dashboard:copy_edit": (LOGIN, NO, OK),
    "dashboard:copy_publication": (LOGIN, NO, METHOD),
    "chat:conversation_list": (LOGIN, OK, OK),
    "chat:conversation_new": (LOGIN, OK, OK),
    "chat:conversation": (LOGIN, 404, OK),
    "chat:message_new": (LOGIN, METHOD, METHOD),
    "chat:conversation_news": (LOGIN, 404, OK),
    "chat:conversation_mark": (LOGIN, METHOD, METHOD),
    "chat:conversation_end": (LOGIN, METHOD, METHOD),
    "chat:attachment": (LOGIN, 404, 404),
    "chat:thumbnail": (LOGIN, 404, 404),
    "chat:rating_new": (LOGIN, METHOD, METHOD),
    "chat:conversation_claim": (LOGIN, NO, METHOD),
    "chat:conversation_status": (LOGIN, NO, METHOD),
    "chat:conversation_context": (LOGIN, NO, OK),
    "chat:conversation_assignment": (LOGIN, NO, METHOD),
    "chat:conversation_handover": (LOGIN, NO, METHOD),
    "chat:conversation_classification": (LOGIN, NO, METHOD),
    "chat:conversation_note": (LOGIN, NO, METHOD),
    "chat:conversation_presence": (LOGIN, NO, METHOD),
    "dashboard:desk": (LOGIN, NO, OK),
    "dashboard:desk_live": (LOGIN, NO, OK),
    "dashboard:desk_bulk": (LOGIN, NO, METHOD),
    "dashboard:figures": (LOGIN, NO, OK),
    "releases:release_list": (OK,) * 3,
    "releases:calendar": (OK,) * 3,
    "releases:feed": (OK,) * 3,
    "releases:subject": (OK,) * 3,
    "releases:subject_calendar": (OK,) * 3,
    "releases:subject_feed": (OK,) * 3,
    "releases:region": (OK,) * 3,
    "releases:region_calendar": (OK,) * 3,
    "releases:region_feed": (OK,) * 3,
    "releases:release_month": (OK,) * 3,
    "releases:release": (OK,) * 3,
    "releases:subscription_list": (LOGIN, OK, OK),
    "releases:subscription_new": (LOGIN, METHOD, METHOD),
    "releases:subscription_end": (LOGIN, METHOD, METHOD),
    "releases:release_desk": (LOGIN, NO, OK),
    "releases:release_new": (LOGIN, NO, OK),
    "releases:release_edit": (LOGIN, NO, OK),
    "releases:release_publication": (LOGIN, NO, METHOD),
    "releases:release_withdrawal": (LOGIN, NO, METHOD),
    "releases:release_deletion": (LOGIN, NO, METHOD),
    "releases:release_import": (LOGIN, NO, OK),
    "releases:release_export": (LOGIN, NO, OK),
    "releases:subject_desk": (LOGIN, NO, OK),
    "releases:subject_new": (LOGIN, NO, OK),
    "releases:subject_edit": (LOGIN, NO, OK),
    "notices:notice_list": (OK,) * 3,
    "notices:feed": (OK,) * 3,
    "notices:notice": (OK,) * 3,
    "notices:notice_dismissal": (METHOD,) * 3,
    "notices:notice_desk": (LOGIN, NO, OK),
    "notices:notice_new": (LOGIN, NO, OK),
    "notices:notice_edit": (LOGIN, NO, OK),
    "notices:notice_end": (LOGIN, NO, METHOD),
    "dashboard:figures_live": (LOGIN, NO, OK),
    "dashboard:figure": (LOGIN, NO, OK),
    "dashboard:figure_export": (LOGIN, NO, OK),
    "dashboard:report_list": (LOGIN, NO, OK),
    "dashboard:report": (LOGIN, NO, OK),
    "dashboard:report_export": (LOGIN, NO, OK),
    "set_language": (MOVED,) * 3,
    "accounts:profile": (LOGIN, OK, OK),
    "account_login": (OK, MOVED, MOVED),
    "account_signup": (OK, MOVED, MOVED),
    "account_logout": (MOVED, OK, OK),
    "account_inactive": (OK,) * 3,
    "account_email": (LOGIN, OK, OK),
    "account_change_password": (LOGIN, OK, OK),
    "account_set_password": (LOGIN, MOVED, MOVED),
    "account_reauthenticate": (LOGIN, OK, OK),
    "account_email_verification_sent": (MOVED,) * 3,
    "account_reset_password": (OK,) * 3,
    "account_reset_password_done": (OK,) * 3,
    "account_reset_password_from_key": (OK,) * 3,
    "account_reset_password_from_key_done": (OK,) * 3,
    "account_request_login_code": (OK, MOVED, MOVED),
    "account_confirm_login_code": (MOVED,) * 3,
}

ARGUMENTS = {
    "topic_id": 1,
    "post_id": 1,
    "decision_id": 1,
    "replay_id": 1,
    "history_id": 1,
    "cluster": 1,
    "canned_id": 1,
    "form": "csv",
    "figure": "permintaan",
    "year": 2026,
    "month": 10,
    "manual": "petugas",
    "chapter": "meja",
    "duplicate_id": 1,
    "notification_id": 1,
    "section": "topik",
    "attachment_id": UUID(int=1),
    "code": "1871",
    "act": "penguncian",
    "user_id": 1,
    "suspension_id": 1,
    "key": "x",
    "token": "x",
    "uidb36": "1",
    "subscription_id": 1,
}


def addresses(resolver, namespace=""):
    """(name, its arguments) of everything under `resolver`, the admin apart."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.pattern.regex.groupindex


ADDRESSES = dict(addresses(get_resolver()))


def test_the_table_names_every_address_and_no_other():
    assert set(TABLE) == set(ADDRESSES)


@pytest.mark.parametrize("name", TABLE)
def test_who_may_open_it(
    name, client, logged_in, ana, ben, sari, topic, category, answer, conversation
):
    slugs = {
        "forum:topic": topic.slug,
        "forum:category": category.slug,
        "forum:category_feed": category.slug,
        "forum:tag": "penduduk",
        "forum:tag_feed": "penduduk",
        "autoreply:answer": answer.slug,
    }
    subject = factories.subject("Inflasi")
    release = factories.release(subject, "Inflasi Lampung")
    for page in ("subject", "subject_calendar", "subject_feed"):
        slugs[f"releases:{page}"] = subject.slug
    slugs["releases:release"] = release.slug
    notice = Notice(title="Libur", body="Kantor tutup.")
    notice.write(sari)
    question = topic.posts.get(path="")
    Tag.objects.named(["penduduk"])
    values = {
        **ARGUMENTS,
        "topic_id": topic.pk,
        "ticket_id": topic.ticket_id,
        "conversation_id": conversation.pk,
        "post_id": question.pk,
        "slug": slugs.get(name, answer.slug),
        "answer_id": answer.pk,
        "version_id": answer.version_id,
        "subject_id": subject.pk,
        "release_id": release.pk,
        "notice_id": notice.pk,
    }
    url = reverse(name, kwargs={argument: values[argument] for argument in ADDRESSES[name]})
    seen = []
    for reader in (client, logged_in(ben), logged_in(sari)):
        response = reader.get(url)
        to_login = response.status_code == 302 and response.url.startswith("/akun/login/?next=")
        seen.append(LOGIN if to_login else response.status_code)
    assert tuple(seen) == TABLE[name]


def test_the_admin_is_closed_to_members_and_officers(client, logged_in, ben, sari):
    admin = next(
        pattern
        for pattern in get_resolver().url_patterns
        if getattr(pattern, "namespace", None) == "admin"
    )
    names = [name for name, arguments in addresses(admin, "admin:") if not arguments]
    open_to_all = {"admin:login", "admin:logout"}
    assert len(names) > 20
    for name in set(names) - open_to_all:
        for reader in (client, logged_in(ben), logged_in(sari)):
            assert reader.get(reverse(name)).status_code in (302, 403), name
