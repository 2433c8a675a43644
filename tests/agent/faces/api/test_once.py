"""A create with a key is carried out once, however often and however broken it is sent."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from storage.once import Once
from tools.pipeline.production import Production

KEY = {"Idempotency-Key": "order-1"}


async def test_the_same_request_again_gets_the_same_answer(
    api: Any, http: httpx.AsyncClient
) -> None:
    body = {"title": "Summer"}
    first = await http.post("/projects", json=body, headers=KEY)
    again = await http.post("/projects", json=body, headers=KEY)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replay"] == "true"
    assert "idempotent-replay" not in first.headers
    other = await http.post("/projects", json=body, headers={"Idempotency-Key": "order-2"})
    assert other.json()["project"] != first.json()["project"]
    assert len(api.production.projects.all("local")) == 2


async def test_another_request_under_the_same_key_is_refused(http: httpx.AsyncClient) -> None:
    await http.post("/projects", json={"title": "Summer"}, headers=KEY)
    for path, body in (("/projects", {"title": "Winter"}), ("/pictures", {"address": "a"})):
        answer = await http.post(path, json=body, headers=KEY)
        assert answer.status_code == 422
        assert "another request" in answer.json()["message"]


async def test_what_was_refused_may_be_sent_again(http: httpx.AsyncClient, api: Any) -> None:
    photo = api.photo.read_bytes()
    bad = await http.post("/media", content=photo[:100], headers=KEY)
    assert bad.status_code == 422
    assert (await http.post("/media", content=photo, headers=KEY)).status_code == 201


async def test_at_once_it_is_carried_out_once(
    http: httpx.AsyncClient, ordered: Callable[..., Any], production: Production
) -> None:
    project = (await ordered())["project"]
    answers = await asyncio.gather(*(
        http.post(f"/projects/{project}/quotes", headers=KEY, json={}) for _ in range(5)))
    found = sorted(one.status_code for one in answers)
    assert set(found) <= {201, 409}
    assert found[0] == 201
    rows = production.catalogue.db.query("select count(*) as n from quotes")
    assert next(rows)["n"] == 2                                # the order's own, and this one


async def test_a_key_survives_a_restart_and_an_order_is_not_begun_twice(
    http: httpx.AsyncClient, ordered: Callable[..., Any], api: Any, production: Production
) -> None:
    first = await ordered(headers=KEY)
    api.counter.once = Once(production.catalogue)              # another process
    assert await ordered(headers=KEY) == first
    production.catalogue.db.execute("update api_requests set status = 0")
    production.catalogue.db.conn.commit()
    again = await ordered(headers=KEY)                         # the process died before it answered
    assert again["project"] == first["project"]
    assert again["version"] == first["version"] == production.projects.newest(first["project"])


async def test_a_key_with_less_allowed_is_another_request(api: Any) -> None:
    async with api.client(api.token()) as all_of_it, \
            api.client(api.token("local", "create")) as less:
        assert (await all_of_it.post("/projects", json={}, headers=KEY)).status_code == 201
        assert (await less.post("/projects", json={}, headers=KEY)).status_code == 422
