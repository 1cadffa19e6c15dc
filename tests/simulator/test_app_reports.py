"""Reports of answers that Spotter made and nobody saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator_support import V2

if TYPE_CHECKING:
    import httpx


async def test_an_answer_of_spotter_as_a_file(ana: httpx.AsyncClient) -> None:
    question = {"query": "Revenue by region", "metadata_identifier": "Retail Sales"}
    made = (await ana.post(f"{V2}/ai/answer/create", json=question)).json()
    (made,) = made if isinstance(made, list) else [made]
    body = {name: made[name] for name in ("session_identifier", "generation_number")}
    file = await ana.post(f"{V2}/report/answer", json=body)
    assert file.status_code == 200
    lines = file.text.splitlines()
    assert "Region" in lines[0]
    assert len(lines) > 2
    wrong = await ana.post(f"{V2}/report/answer", json={**body, "generation_number": 99})
    assert wrong.status_code == 400
