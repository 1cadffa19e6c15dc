"""The system routes of API v2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator_support import V2, fits, make_cluster, signed_in

from aiothoughtspot.simulator import serve

if TYPE_CHECKING:
    import httpx

    from aiothoughtspot.simulator.cluster import Cluster

CHANNELS = f"{V2}/system/preferences/communication-channels"
SECURITY = f"{V2}/system/security-settings"
EVENT = "LIVEBOARD_SCHEDULE"


async def test_information_tells_release_and_zone() -> None:
    cluster = make_cluster(release="10.1.0.cl", time_zone="Asia/Tokyo")
    async with signed_in(cluster, "ana") as client:
        value = (await client.get(f"{V2}/system")).json()
    fits("GET", f"{V2}/system", 200, value)
    assert (value["release_version"], value["time_zone"]) == ("10.1.0.cl", "Asia/Tokyo")
    assert value["all_user_group_member_user_count"] == 40


async def test_information_without_tsadmin(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    tsadmin = cluster.state.find_user("tsadmin")
    assert tsadmin is not None
    del cluster.state.users[tsadmin["id"]]
    assert (await ana.get(f"{V2}/system")).json()["tsadmin_user_id"] is None


async def test_config_and_overrides(admin: httpx.AsyncClient) -> None:
    value = (await admin.get(f"{V2}/system/config")).json()
    fits("GET", f"{V2}/system/config", 200, value)
    assert (
        await admin.post(f"{V2}/system/config-update", json={"configuration": {"a.b": 1}})
    ).status_code == 204
    value = (await admin.get(f"{V2}/system/config-overrides")).json()
    fits("GET", f"{V2}/system/config-overrides", 200, value)
    assert value["config_override_info"] == {"enableCustomCalendar": False, "a.b": 1}
    assert (await admin.post(f"{V2}/system/config-update", json={})).status_code == 400


async def test_channels(admin: httpx.AsyncClient) -> None:
    async def search(**body: Any) -> Any:
        value = (await admin.post(f"{CHANNELS}/search", json=body)).json()
        fits("POST", f"{CHANNELS}/search", 200, value)
        return value

    async def configure(**body: Any) -> int:
        return (await admin.post(f"{CHANNELS}/configure", json=body)).status_code

    email = [{"event_type": EVENT, "channels": ["EMAIL"]}]
    webhook = [{"event_type": EVENT, "channels": ["WEBHOOK"]}]
    assert await search() == {"cluster_preferences": email, "org_preferences": []}
    assert await configure(cluster_preferences=webhook) == 204
    assert await configure(org_preferences=[{"org_identifier": "Acme", "preferences": email}]) == 204
    value = await search(cluster_preferences=[EVENT])
    assert value["cluster_preferences"] == webhook
    assert value["org_preferences"][0]["org"]["name"] == "Acme"
    assert value["org_preferences"][0]["preferences"] == email
    value = await search(org_preferences=[{"org_identifier": "Globex", "event_types": [EVENT]}])
    assert value["org_preferences"][0]["preferences"] == []
    for reset in ({"reset_events": [EVENT]}, {}):
        assert (
            await configure(org_preferences=[{"org_identifier": "Acme", "operation": "RESET", **reset}])
            == 204
        )
    assert (await search())["org_preferences"][0]["preferences"] == []
    assert await configure() == 400
    assert await configure(org_preferences=[{"org_identifier": "nowhere"}]) == 400
    assert await configure(org_preferences=[{}]) == 400


async def test_security_settings(admin: httpx.AsyncClient) -> None:
    async def search(**body: Any) -> Any:
        value = (await admin.post(f"{SECURITY}/search", json=body)).json()
        fits("POST", f"{SECURITY}/search", 200, value)
        return value

    cluster = {
        "cors_whitelisted_urls": ["a.example"],
        "enable_partitioned_cookies": True,
        "csp_settings": {"connect_src_urls": ["https://b.example"]},
        "non_embed_access": {
            "block_full_app_access": True,
            "groups_identifiers_with_access": ["Analyst", "nothing"],
        },
    }
    org = {"org_identifier": "Acme", "cors_whitelisted_urls": ["c.example"]}
    assert (
        await admin.post(f"{SECURITY}/configure", json={"cluster_preferences": cluster})
    ).status_code == 204
    assert (await admin.post(f"{SECURITY}/configure", json={"org_preferences": [org]})).status_code == 204
    value = await search()
    kept = value["cluster_preferences"]
    assert kept["enable_partitioned_cookies"] is True
    assert kept["csp_settings"]["connect_src_urls"] == ["https://b.example"]
    assert kept["csp_settings"]["font_src_urls"] == []
    assert [group["name"] for group in kept["non_embed_access"]["groups_with_access"]] == ["Analyst"]
    assert value["org_preferences"][0]["cors_whitelisted_urls"] == ["c.example"]
    assert (await search(scope="ORG"))["cluster_preferences"] is None
    assert (await search(scope="CLUSTER"))["org_preferences"] == []
    assert (await admin.post(f"{SECURITY}/configure", json={})).status_code == 400


async def test_channel_validation(admin: httpx.AsyncClient) -> None:
    path = f"{V2}/system/communication-channels/validate"
    receiver = make_cluster()
    receiver.faults.add(path="/login", status=200, body={}, times=None)
    body = {"channel_type": "WEBHOOK", "channel_identifier": "hook", "event_type": EVENT}
    with serve(receiver) as url:
        hook = {"name": "hook", "url": f"{url}/login", "events": [EVENT]}
        await admin.post(f"{V2}/webhooks/create", json=hook)
        good = (await admin.post(path, json=body)).json()
        await admin.post(f"{V2}/webhooks/hook/update", json={"url": f"{url}/nothing"})
        bad = (await admin.post(path, json=body)).json()
    for value in (good, bad):
        fits("POST", path, 200, value)
    assert (good["channel_name"], good["result_code"]) == ("hook", "SUCCESS")
    assert (bad["result_code"], bad["details"][0]["status"]) == ("FAILED", "FAILED")
    assert "404" in bad["details"][0]["error_message"]
    for name in body:
        assert (await admin.post(path, json={**body, name: ""})).status_code == 400
    assert (await admin.post(path, json={**body, "channel_identifier": "none"})).status_code == 400
