import { expect, it, vi } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { addressAs, onConnection, runAs } from "@/lib/db/testing/roles";
import { newId } from "@/lib/ids";
import { fanOut } from "@/lib/webhooks/sending/fan-out";
import { anEndpoint, anEvent } from "@/lib/webhooks/sending/testing-receiver";
import { adoptOutbox } from "./adopt";
import { OUTBOX_START } from "./cursor";
import { readOutbox } from "./read";

const WITHIN = { timeout: 20_000, interval: 20 };

it("an outbox that came with a dump of another server is read from where it was left", async () => {
  await anEndpoint("https://example.com/hook");
  await anEvent("payment.created", newId());
  await vi.waitFor(async () => expect(await fanOut(new Date())).toMatchObject({ events: 1 }), WITHIN);
  const unread = await anEvent("payment.created", newId());
  // The other server had come further than this one.
  await runAs("owner", "UPDATE outbox SET xid = (xid::text::bigint + 1000000000)::text::xid8");
  await runUnprepared("UPDATE webhook_cursor SET xid = (xid::text::bigint + 1000000000)::text::xid8", []);
  expect((await readOutbox({ after: OUTBOX_START, limit: 10 })).events).toEqual([]);
  for (let start = 0; start < 2; start++) await onConnection(addressAs("owner"), adoptOutbox);
  // Transactions of every database on the server hold readers up, also those of other tests.
  const all = () => readOutbox({ after: OUTBOX_START, limit: 10 });
  await vi.waitFor(async () => expect((await all()).events).toHaveLength(2), WITHIN);
  await vi.waitFor(async () => expect(await fanOut(new Date())).toMatchObject({ events: 1 }), WITHIN);
  const [delivery] = await runUnprepared<{ eventId: string }>(
    `SELECT o.event_id AS "eventId" FROM webhook_delivery d JOIN outbox o ON o.id = d.outbox_id ORDER BY o.id DESC LIMIT 1`,
    [],
  );
  expect(delivery?.eventId).toBe(unread);
});
