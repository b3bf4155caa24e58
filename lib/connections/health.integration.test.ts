import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { forgetConnections } from "@/lib/connectors/connection";
import { sandbox } from "@/lib/connectors/sandbox/sandbox";
import { forgetProviders, knowProviders } from "@/lib/connectors/testing/own-providers";
import { PageProvider } from "@/lib/connectors/testing/page-provider";
import { withHealth } from "@/lib/connectors/with-health";
import { query, runUnprepared } from "@/lib/db/sql";
import { NOTE_CALLS } from "@/lib/generated/sql/connectors/connections/note-calls";
import { newId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";
import { pollEvents } from "./events/poll-events";
import { getConnection } from "./get-connection";
import { listConnections } from "./list-connections";

const ctx = contextOf("admin");
const provider = new PageProvider("pageshealth");

beforeAll(() => knowProviders(provider.provider));
afterAll(() => forgetProviders(provider.provider));

async function aConnection(name = "sandbox"): Promise<string> {
  const id = newId();
  await runUnprepared(
    `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
     VALUES ($1, $2, 'An account', false, gen_random_uuid()::text, now(), now())`,
    [id, name],
  );
  forgetConnections();
  return id;
}

const figuresOf = async (id: string) => (await getConnection({ ctx, input: { id } })).connection;

describe("the calls of a connection", () => {
  it("are counted by the hour and the day, in as many rows however many there are", async () => {
    const id = await aConnection();
    await query(NOTE_CALLS, { id, calls: 40, failures: 0, failure: null });
    await query(NOTE_CALLS, { id, calls: 3, failures: 2, failure: "timeout" });
    expect(await figuresOf(id)).toMatchObject({
      ...{ callsLastHour: 43, failuresLastHour: 2, callsLastDay: 43, failuresLastDay: 2 },
      lastFailure: "timeout",
    });
    const earlier = (interval: string) =>
      runUnprepared(
        "UPDATE connection_calls SET begun_at = begun_at - $2::interval WHERE connection_id = $1",
        [id, interval],
      );
    await earlier("2 hours");
    expect(await figuresOf(id)).toMatchObject({ callsLastHour: 0, callsLastDay: 43, failuresLastDay: 2 });
    // The same quarter of the day before.
    await earlier("22 hours");
    expect(await figuresOf(id)).toMatchObject({ callsLastHour: 0, callsLastDay: 0, failuresLastDay: 0 });
    await query(NOTE_CALLS, { id, calls: 1, failures: 0, failure: null });
    const [shown] = (await listConnections({ ctx })).filter((each) => each.id === id);
    expect(shown).toMatchObject({ callsLastHour: 1, failuresLastHour: 0, callsLastDay: 1 });
    expect(await runUnprepared("SELECT FROM connection_calls WHERE connection_id = $1", [id])).toHaveLength(
      1,
    );
  });

  it("are written down at once where there were none, answered or not", async () => {
    const id = await aConnection();
    const now = new Date();
    const about = { providerReference: null, chargeReference: null, method: null, startedAt: now, now };
    const request = { attemptId: newId(), operation: "charge" as const, ...about };
    const unknown = { state: "unknown", raw: { error: "timeout" } } as const;
    let answers = true;
    const watched = withHealth(
      { ...sandbox, lookup: async () => (answers ? { state: "not_found" } : unknown) },
      id,
    );
    await watched.lookup(request);
    answers = false;
    await watched.lookup(request);
    await vi.waitFor(async () =>
      expect(await figuresOf(id)).toMatchObject({
        ...{ callsLastHour: 2, failuresLastHour: 1, lastFailure: "timeout" },
        lastSuccessAt: expect.any(Date),
      }),
    );
  });
});

it("says since when a provider cannot be asked what has happened, until it can", async () => {
  const id = await aConnection(provider.provider.name);
  const poll = async () => {
    await runUnprepared("UPDATE connection SET events_polled_at = NULL WHERE id = $1", [id]);
    await pollEvents({ ctx: jobContext("test", new Date(), newId()) });
    return figuresOf(id);
  };
  expect(await poll()).toMatchObject({ pollFailingSince: null, pollFailure: null });
  provider.silent = true;
  const { pollFailingSince: since } = await poll();
  expect(since).toEqual(expect.any(Date));
  // It began with the first.
  expect(await poll()).toMatchObject({ pollFailingSince: since, pollFailure: "TypeError" });
  provider.silent = false;
  expect(await poll()).toMatchObject({ pollFailingSince: null, pollFailure: null });
});

it("tells how long after they happened the latest events were applied, whatever waits or failed", async () => {
  const id = await aConnection();
  expect(await figuresOf(id)).toMatchObject({ lagMs: null });
  for (const [at, state, lateS] of [
    [0, "applied", 900],
    ...Array.from({ length: 19 }, (_, each) => [each + 1, "ignored", each] as const),
    [20, "failed", 5_000],
  ] as const)
    await runUnprepared(
      `INSERT INTO provider_event (id, connection_id, event_id, type, source, raw, occurred_at, state, received_at, finished_at)
       VALUES ($1, $2, gen_random_uuid()::text, 'charge', 'poll', '{}', now() - $4 * interval '1 second', $3,
         now() + $5 * interval '1 second', now())`,
      [newId(), id, state, lateS, at],
    );
  expect((await figuresOf(id)).lagMs).toBe(900_000);
  await runUnprepared(
    `INSERT INTO provider_event (id, connection_id, event_id, type, source, raw, occurred_at, state, received_at, finished_at)
     VALUES ($1, $2, gen_random_uuid()::text, 'charge', 'poll', '{}', now() - interval '7 seconds', 'applied', now() + interval '1 hour', now())`,
    [newId(), id],
  );
  expect((await figuresOf(id)).lagMs).toBe(18_000);
});
