"""A look-alike of the list endpoint on Django's ORM, on the product's own tables and without any checks.

Environment: BENCH_SOCKET_DIR, BENCH_ACCOUNTS (comma-separated).
"""

import datetime
import itertools
import os

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="not a secret",
    ROOT_URLCONF="django_list",
    ALLOWED_HOSTS=["*"],
    USE_TZ=True,
    INSTALLED_APPS=[],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "meetric",
            "USER": "meetric",
            "HOST": os.environ["BENCH_SOCKET_DIR"],
            "CONN_MAX_AGE": 600,
        }
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

ACCOUNTS = itertools.cycle(os.environ["BENCH_ACCOUNTS"].split(","))
LIMIT = 25


class User(models.Model):
    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    email = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "app_user"
        managed = False


class Department(models.Model):
    id = models.UUIDField(primary_key=True)
    name = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "department"
        managed = False


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True)
    account_id = models.UUIDField()
    user = models.ForeignKey(User, models.DO_NOTHING)
    department = models.ForeignKey(Department, models.DO_NOTHING)
    status = models.TextField()
    title = models.TextField()
    company = models.TextField()
    started_at = models.DateTimeField()
    duration_seconds = models.IntegerField()
    medium = models.TextField()
    sentiment = models.TextField()
    conversation_type = models.TextField()
    summary = models.TextField()
    participants = models.JSONField()

    class Meta:
        app_label = "bench"
        db_table = "conversation"
        managed = False


def list_conversations(_request):
    since = timezone.now() - datetime.timedelta(days=30)
    query = Conversation.objects.select_related("user", "department").filter(
        account_id=next(ACCOUNTS), started_at__gte=since
    )
    rows = list(query.order_by("-started_at", "-id")[: LIMIT + 1])
    shown = [
        {
            "id": row.id,
            "status": row.status,
            "title": row.title,
            "company": row.company,
            "date": row.started_at,
            "duration": row.duration_seconds,
            "medium": row.medium,
            "sentiment": row.sentiment,
            "conversation_type": row.conversation_type,
            "summary": row.summary,
            "department": {"id": row.department.id, "name": row.department.name},
            "user": {"id": row.user.id, "name": row.user.name, "email": row.user.email},
            "participants": row.participants,
        }
        for row in rows[:LIMIT]
    ]
    return JsonResponse({"conversations": shown, "pagination": {"limit": LIMIT, "has_more": len(rows) > LIMIT}})


urlpatterns = [path("orm", list_conversations)]
application = get_wsgi_application()
