import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { notifyOutbox, stopOutboxNotifications } from "@/lib/db/outbox-notifications";
import { directConnectionConfig, pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { readOutboxCursor, spellCursor } from "@/lib/outbox/cursor";
import { type OutboxEvent, outboxHead } from "@/lib/outbox/read";
import { FEED_OBJECTS_MAX, openFeed, type Turn } from "./feed";
import { follow } from "./follower";
import { MISSED_EVENTS_MAX } from "./missed";

const SOON_MS = 15_000;
const NOT_YET_MS = 150;

const ends: (() => void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await stopOutboxNotifications();
});

/** Everything this process follows, and a wait until some payment is among it. */
async function following() {
  const heard: string[] = [];
  let onHeard = () => {};
  const { leave } = await follow((events) => {
    heard.push(...events.map(({ paymentId }) => paymentId ?? ""));
    onHeard();
  });
  ends.push(leave);
  const until = async (paymentId: string) => {
    while (!heard.includes(paymentId)) await new Promise<void>((resolve) => (onHeard = resolve));
  };
  return { heard, until };
}

async function announce(paymentIds: readonly string[], on: Pick<pg.Pool, "query"> = pool()): Promise<void> {
  await on.query(
    `INSERT INTO outbox (event_id, type, payment_id, object_id, request_id, data, occurred_at)
     SELECT gen_random_uuid(), 'payment.adjusted', id, id::text, 'test', '{}', now() FROM unnest($1::uuid[]) AS id`,
    [paymentIds],
  );
}

async function otherConnection() {
  const client = new pg.Client(directConnectionConfig());
  await client.connect();
  ends.push(() => void client.end());
  return client;
}

async function aFeed({ after, of }: { after: string | null; of?: string }) {
  const feed = await openFeed({
    after: after === null ? null : readOutboxCursor(after),
    concerns: ({ paymentId }: OutboxEvent) => of === undefined || paymentId === of,
  });
  ends.push(feed.end);
  return feed;
}

const now = async () => spellCursor(await outboxHead());
const idsOf = ({ changes }: Turn) =>
  changes === null || changes.paymentIds === "everything" ? [] : [...changes.paymentIds];

describe("following the outbox", () => {
  it("tells what this process committed as soon as it rings", async () => {
    const { until } = await following();
    const id = newId();
    await announce([id]);
    notifyOutbox();
    await until(id);
  });

  it("tells what another process committed when its notification arrives", async () => {
    const { until } = await following();
    const other = await otherConnection();
    const id = newId();
    await announce([id], other);
    await other.query("SELECT pg_notify('counterfoil_outbox', 'somebody else')");
    await until(id);
  });

  it("does not skip what an older transaction commits late", async () => {
    const { heard, until } = await following();
    const slow = await otherConnection();
    const [late, early] = [newId(), newId()];
    await slow.query("BEGIN");
    await announce([late], slow);
    await announce([early]);
    notifyOutbox();
    await new Promise((resolve) => setImmediate(resolve));
    await slow.query("COMMIT");
    await until(late);
    await until(early);
    expect(heard.filter((id) => id === late || id === early)).toEqual([late, early]);
  });

  it("reads once for all who follow, and stops when the last has left", async () => {
    const [one, two] = [await following(), await following()];
    const id = newId();
    await announce([id]);
    notifyOutbox();
    await Promise.all([one.until(id), two.until(id)]);
    for (const end of ends.splice(0)) end();
    expect((globalThis as { counterfoilFollower?: unknown }).counterfoilFollower).toBeUndefined();
  });
});

describe("what one stream is told", () => {
  it("is nothing of other payments", async () => {
    const [mine, another] = [newId(), newId()];
    const feed = await aFeed({ after: await now(), of: mine });
    await announce([another]);
    await announce([mine]);
    notifyOutbox();
    expect(idsOf(await feed.next(SOON_MS))).toEqual([mine]);
    await announce([another]);
    notifyOutbox();
    expect((await feed.next(NOT_YET_MS)).changes).toBeNull();
  });

  it("makes one message of a burst of changes", async () => {
    const id = newId();
    const feed = await aFeed({ after: await now(), of: id });
    const { until } = await following();
    const last = newId();
    await announce(Array.from({ length: 500 }, () => id));
    await announce([last]);
    notifyOutbox();
    await until(last);
    expect(idsOf(await feed.next(SOON_MS))).toEqual([id]);
    expect((await feed.next(NOT_YET_MS)).changes).toBeNull();
  });

  it("goes on where it was left, with what happened meanwhile", async () => {
    const [before, meanwhile] = [newId(), newId()];
    const feed = await aFeed({ after: await now() });
    await announce([before]);
    notifyOutbox();
    const told = await feed.next(SOON_MS);
    expect(idsOf(told)).toEqual([before]);
    feed.end();
    await announce([meanwhile]);
    const resumed = await aFeed({ after: told.cursor });
    expect(idsOf(await resumed.next(SOON_MS))).toEqual([meanwhile]);
  });

  it("gives no cursor beyond what it has told", async () => {
    const [before, after] = [newId(), newId()];
    const feed = await aFeed({ after: await now() });
    await announce([before]);
    notifyOutbox();
    const { cursor } = await feed.next(SOON_MS);
    await announce([after]);
    notifyOutbox();
    const resumed = await aFeed({ after: cursor });
    expect(idsOf(await resumed.next(SOON_MS))).toEqual([after]);
  });

  it("is everything when it cannot be told what was missed", async () => {
    await announce([newId()]);
    const unknown = ["0.0", null, `${2n ** 63n}.1`];
    for (const after of unknown) {
      const feed = await aFeed({ after });
      expect([after, (await feed.next(SOON_MS)).changes?.paymentIds]).toEqual([after, "everything"]);
    }
    const after = await now();
    const { until } = await following();
    const last = newId();
    await announce([...Array.from({ length: MISSED_EVENTS_MAX }, newId), last]);
    // Seen only once no older transaction of the server is open, whoever's that is.
    await until(last);
    const feed = await aFeed({ after });
    expect((await feed.next(SOON_MS)).changes?.paymentIds).toBe("everything");
  });

  it("is everything rather than a list without end when nobody takes it", async () => {
    const feed = await aFeed({ after: await now() });
    const { until } = await following();
    const last = newId();
    await announce([...Array.from({ length: FEED_OBJECTS_MAX + 1 }, newId), last]);
    notifyOutbox();
    await until(last);
    expect((await feed.next(SOON_MS)).changes?.paymentIds).toBe("everything");
  });
});
