import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { checkoutDoor } from "@/lib/doors/checkout";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { aKey, ask } from "@/lib/requests/testing";
import { healthDoor } from "@/lib/server/health";
import { metricsDoor } from "./door";
import { observeRequests } from "./observe-requests";

const stop = observeRequests();
afterAll(stop);
afterEach(() => {
  process.env.METRICS_TOKEN = "";
});

const HERE = { "x-counterfoil-client-address": "127.0.0.1" };
const get = (headers: Record<string, string>, method = "GET") =>
  metricsDoor(new Request("http://counterfoil.test/api/metrics", { method, headers }));

describe("the metrics", () => {
  it("count requests by the route's template, never by the path", async () => {
    const key = await aKey();
    const made = await ask(checkoutDoor, "POST", "/v0/payments", key.secret, {
      amount: "1.00",
      currency: "GBP",
    });
    await ask(checkoutDoor, "GET", `/v0/payments/${made.body.id}`, key.secret);
    await ask(checkoutDoor, "GET", `/v0/whatever/${newId()}/x`, key.secret);
    const text = await (await get(HERE)).text();
    expect(text).toContain(
      'counterfoil_request_duration_seconds_count{door="checkout",route="/v0/payments/:id",method="GET",status="2xx"} 1',
    );
    expect(text).toContain('route="none",method="GET",status="4xx"} 1');
    expect(text).not.toContain(made.body.id);
  });

  it("tell how far behind readers are, what waits, and how the pool stands", async () => {
    const text = await (await get(HERE)).text();
    for (const line of [
      /^counterfoil_database_up 1$/m,
      /^counterfoil_outbox_last_id \d+$/m,
      /^counterfoil_outbox_lag_rows\{reader="webhooks"\} \d+$/m,
      /^counterfoil_outbox_lag_seconds\{reader="webhooks"\} [\d.]+$/m,
      /^counterfoil_jobs_waiting \d+$/m,
      /^counterfoil_policy_async_requests_waiting 0$/m,
      /^counterfoil_imports_waiting 0$/m,
      /^counterfoil_policy_retries_waiting 0$/m,
      /^counterfoil_attempts_open\{state="unknown"\} 0$/m,
      /^counterfoil_pool_connections\{state="idle"\} \d+$/m,
      /^process_resident_memory_bytes \d+$/m,
      /^counterfoil_request_log_dropped_total 0$/m,
    ]) {
      expect(text).toMatch(line);
    }
  });

  it("ask the database once for many scrapes", async () => {
    await get(HERE);
    const query = vi.spyOn(pool(), "query");
    await Promise.all([get(HERE), get(HERE), get(HERE)]);
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
  });

  it("are this machine's alone until there is a token, and then the token's", async () => {
    expect((await get({})).status).toBe(403);
    const other = await get({ "x-counterfoil-client-address": "192.0.2.7" });
    expect([other.status, await other.text()]).toEqual([403, expect.stringContaining("METRICS_TOKEN")]);
    process.env.METRICS_TOKEN = "scrape-me";
    expect((await get(HERE)).status).toBe(401);
    expect((await get({ ...HERE, authorization: "Bearer scrape-you" })).status).toBe(401);
    expect((await get({ authorization: "Bearer scrape-me" })).status).toBe(200);
  });

  it("are told under a name that is not this server's to whoever shows the token, and to nobody else", async () => {
    const rebound = { ...HERE, "x-counterfoil-unknown-host": "1" };
    expect((await get(rebound)).status).toBe(421);
    expect((await get({ ...rebound, authorization: "Bearer anything" })).status).toBe(421);
    process.env.METRICS_TOKEN = "scrape-me";
    expect((await get(rebound)).status).toBe(421);
    expect((await get({ ...rebound, authorization: "Bearer scrape-you" })).status).toBe(421);
    expect((await get({ ...rebound, authorization: "Bearer scrape-me" })).status).toBe(200);
  });

  it("are only read", async () => {
    expect((await get(HERE, "POST")).status).toBe(405);
    expect(await (await get(HERE, "HEAD")).text()).toBe("");
  });
});

describe("the log", () => {
  it("has a line for each request, with its id and the key's, and without its path or body", async () => {
    const key = await aKey();
    const level = log.level;
    log.level = "info";
    const info = vi.spyOn(log, "info").mockImplementation(() => {});
    const { headers } = await ask(checkoutDoor, "GET", "/v0/payments?limit=1", key.secret);
    expect(info).toHaveBeenCalledWith(
      {
        requestId: headers.get("x-request-id"),
        ...{ door: "checkout", route: "/v0/payments", method: "GET", status: 200 },
        ...{ durationMs: expect.any(Number), keyId: key.id },
      },
      "request",
    );
    info.mockRestore();
    log.level = level;
  });
});

describe("the health", () => {
  const health = (path: string, method = "GET") =>
    healthDoor(new Request(`http://counterfoil.test${path}`, { method }));

  it("is asked as ready and as live, by path or by query", async () => {
    for (const path of ["/api/health", "/api/health/ready"]) {
      const answer = await health(path);
      expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
      expect(answer.headers.get("x-request-id")).toBeTruthy();
    }
    for (const path of ["/api/health?live", "/api/health/live"])
      expect(await (await health(path)).json()).toEqual({ status: "live" });
    expect((await health("/api/health/other")).status).toBe(404);
    expect((await health("/api/health", "POST")).status).toBe(405);
  });
});
