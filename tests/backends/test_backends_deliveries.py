"""What a delivery says, in both forms and in the older one, and that no body does harm."""

import hashlib
import json
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webhooks_support import BOUNDARY, FORM, NOW, delivery, multipart

from aiothoughtspot.backends.webhooks import UnreadableError, event_of


def test_a_scheduled_liveboard_with_its_files() -> None:
    pdf = b"%PDF-1.7\r\n--b0und\r\n\r\n\x00\xff--"
    body = multipart(
        delivery(),
        ("../../säles.pdf", "application/pdf", pdf),
        ("..\\x.csv", "text/csv", b""),
        ("/", "a/b", b"1"),
    )
    event = event_of(FORM, body)
    assert (event.id, event.type, event.at, event.org) == ("n.1/m", "LIVEBOARD_SCHEDULE", NOW, "7")
    assert (event.object_type, event.object_id, event.object_name) == ("LIVEBOARD", "lb-1", "Säles")
    assert event.object_url == "https://a.example/"
    assert event.recipients == ("ana@a.example",)
    assert [(one.name, one.media_type, one.content) for one in event.attachments] == [
        ("säles.pdf", "application/pdf", pdf),
        ("x.csv", "text/csv", b""),
        ("file", "a/b", b"1"),
    ]
    assert event.payload["schemaVersion"] == "1.0"
    assert "PDF-1.7" not in repr(event)
    assert event.alert is None


def test_files_in_a_storage() -> None:
    files = [
        {"filename": "a.pdf", "contentType": "application/pdf", "size": 10, "bucketName": "b", "objectKey": "k", "uploadStatus": "SUCCESS"},
        {"filename": "b.csv", "size": "ten", "uploadStatus": "FAILED", "errorMessage": "AccessDenied"},
    ]  # fmt: skip
    first, second = event_of("application/json", delivery(files=files)).stored
    assert (first.ok, first.name, first.size, first.bucket, first.key) == (True, "a.pdf", 10, "b", "k")
    assert (second.ok, second.size, second.error, second.key) == (False, None, "AccessDenied", None)


ALERT: dict[str, Any] = {
    "currentUser": {"displayName": "Ana", "email": "ana@a.example"},
    "schemaVersion": "v1",
    "schemaType": "MONITOR",
    "notificationType": "THRESHOLD_METRIC_UPDATE",
    "thresholdReachedMetricUpdateWebhookNotification": {
        "monitorRuleForWebhook": {
            "metricName": "Revenue",
            "ruleName": "Too low",
            "ruleId": "r-1",
            "conditionString": "< 3",
            "metricUrl": "https://a.example/",
            "metricId": {"pinboardVizId": {"pinboardId": "lb-1", "vizId": "v-1"}},
        },
    },
}


def test_the_older_payload_of_a_kpi_monitor() -> None:
    body = json.dumps({"data": ALERT}).encode()
    event = event_of("application/json", body)
    assert (event.type, event.at) == ("MONITOR", None)
    assert event.id == hashlib.sha256(body).hexdigest()
    alert = event.alert
    assert alert is not None
    assert (alert.notification, alert.rule_id, alert.rule_name) == (
        "THRESHOLD_METRIC_UPDATE",
        "r-1",
        "Too low",
    )
    assert (alert.metric_name, alert.condition, alert.metric_url) == ("Revenue", "< 3", "https://a.example/")
    assert (alert.liveboard, alert.visualization) == ("lb-1", "v-1")
    assert (alert.user_name, alert.user_email) == ("Ana", "ana@a.example")


def test_the_alert_of_a_deleted_monitor_and_one_that_says_little() -> None:
    deleted = {"notificationType": "DELETION", "deletionWebhookNotification": {"ruleName": "Too low"}}
    alert = event_of("application/json", json.dumps({"data": deleted}).encode()).alert
    assert alert is not None
    assert alert.rule_name == "Too low"
    bare = event_of("application/json", b'{"data": {"notificationType": "FAILURE"}}')
    assert bare.alert is not None
    assert (bare.type, bare.alert.rule_name) == ("UNKNOWN", None)


@pytest.mark.parametrize(
    ("text", "at"), [("2026-03-01T12:00:00", NOW), ("yesterday", None), (3, None), (None, None)]
)
def test_a_time_without_a_zone_is_utc_and_no_time_is_none(text: Any, at: datetime | None) -> None:
    assert event_of("application/json", json.dumps({"timestamp": text}).encode()).at == at


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b""),
        ("application/json", b"{"),
        ("application/json", b"\xff"),
        ("application/json", b"[" * 200_000),
        ("application/json", b"3"),
        ("multipart/form-data", multipart(b"{}")),
        (FORM, b""),
        (FORM, multipart(b"{}").removesuffix(b"--\r\n")),
        (FORM, multipart(b"{}").replace(b'"payload"', b'"other"')),
        (FORM, multipart(b"[]")),
        (FORM, f"--{BOUNDARY}\r\nno blank line\r\n--{BOUNDARY}--".encode()),
    ],
)
def test_a_body_that_is_no_delivery_says_so(kind: str, body: bytes) -> None:
    with pytest.raises(UnreadableError):
        event_of(kind, body)


@given(st.binary(max_size=200), st.sampled_from(["application/json", FORM, "", "text/plain; charset=x"]))
def test_no_body_does_worse_than_being_unreadable(body: bytes, kind: str) -> None:
    for one in (body, multipart(body), b"--b0undary" + body + b"\r\n--b0undary--"):
        with suppress(UnreadableError):
            assert event_of(kind, one).id


@given(
    st.lists(
        st.binary(max_size=300).filter(lambda one: b"\r\n--" + BOUNDARY.encode() not in b"\r\n" + one),
        max_size=4,
    )
)
def test_files_come_out_as_they_went_in(contents: list[bytes]) -> None:
    files = [("a.bin", "application/octet-stream", content) for content in contents]
    assert [one.content for one in event_of(FORM, multipart(delivery(), *files)).attachments] == contents
