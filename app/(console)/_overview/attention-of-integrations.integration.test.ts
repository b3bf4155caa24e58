import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { hasUnapplied, listConnections } from "@/lib/connections/list-connections";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { isOnShelf } from "../webhooks/endpoints-query";
import { told } from "./testing-attention";

// What is the whole deployment's, and no merchant's.
describe("what needs a person", () => {
  it("counts providers that have told what could not be applied, for admins alone", async () => {
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await runPrepared(CONNECTION, [id]);
    for (const [at, state] of [
      [0, "failed"],
      [0, "failed"],
      [1, "failed"],
      [2, "applied"],
    ] as const)
      await runPrepared(PROVIDER_EVENT, [newId(), ids[at], newId(), state]);
    expect((await told(contextOf("admin"))).get("provider_told")).toBe(2);
    const shown = (await listConnections({ ctx: contextOf("admin") })).filter(hasUnapplied);
    expect(shown.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort());
    expect((await told(contextOf("operator"))).get("provider_told")).toBeUndefined();
  });

  it("counts endpoints that fail, and leaves out those that are well or paused", async () => {
    const ctx = contextOf("admin");
    for (const [failing, paused] of [
      [true, null],
      [true, "operator"],
      [false, null],
      [false, "failing"],
    ] as const)
      await endpoint(failing, paused);
    const lines = await listEndpoints({ ctx });
    for (const [reason, shelf] of [
      ["endpoint_failing", "failing"],
      ["endpoint_stopped", "stopped"],
    ] as const) {
      expect(lines.filter(({ endpoint: each }) => isOnShelf(each, shelf))).toHaveLength(1);
      expect((await told(ctx)).get(reason)).toBe(1);
    }
  });
});

async function endpoint(failing: boolean, paused: string | null): Promise<void> {
  await runPrepared(ENDPOINT, [
    newId(),
    paused ? "paused" : "active",
    paused,
    paused && new Date(),
    failing ? new Date() : null,
  ]);
}

const CONNECTION = statement(`
  INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
  VALUES ($1, 'sandbox', 'An account', false, gen_random_uuid()::text, now(), now())`);
const PROVIDER_EVENT = statement(`
  INSERT INTO provider_event (id, connection_id, event_id, type, source, raw, occurred_at, state, finished_at)
  VALUES ($1, $2, $3, 'charge', 'poll', '{}', now(), $4, now())`);
const ENDPOINT = statement(`
  INSERT INTO webhook_endpoint (id, url, state, paused_reason, paused_at, failing_since, created_at, updated_at)
  VALUES ($1, 'https://example.com/', $2, $3, $4, $5, now(), now())`);
