import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { type Change, refusing } from "@/lib/db/testing/refusing";
import { runAs } from "@/lib/db/testing/roles";
import { newId, spellId } from "@/lib/ids";
import { startSender } from "./sender";
import { anEndpoint, anEvent, aReceiver, type Receiver } from "./testing-receiver";

const STATES = ["40001", "57014", "53100", "25006"];
const ALL_STATES_MS = 120_000;
const WITHIN = { timeout: 20_000, interval: 20 };

beforeEach(() => {
  vi.stubEnv("WEBHOOK_ALLOWED_ADDRESSES", "127.0.0.1");
});

/** The receiver of the one endpoint there is: those of the tests before have none any more. */
async function theReceiver(): Promise<Receiver> {
  const receiver = await aReceiver();
  await runAs("owner", "DELETE FROM webhook_delivery WHERE state = 'pending'");
  await runAs("owner", "UPDATE webhook_endpoint SET deleted_at = now()");
  await anEndpoint(receiver.url);
  return receiver;
}

it.each<[string, string, Change]>([
  ["handed to its endpoint", "webhook_delivery", "INSERT"],
  ["counted as handed over", "webhook_cursor", "UPDATE"],
  ["begun to be sent", "webhook_attempt", "INSERT"],
  ["noted as sent", "webhook_attempt", "UPDATE"],
])(
  "an event that could not be %s is sent once, and what follows it after it",
  (_what, table, change) =>
    refusing({ table, change }, async ({ during, refusals }) => {
      const receiver = await theReceiver();
      const sender = startSender();
      onTestFinished(sender.stop);
      for (const state of STATES) {
        const payment = newId();
        const first = await during(state, async () => {
          const before = await refusals();
          const event = await anEvent("payment.adjusted", payment, { order: 1 });
          await vi.waitFor(async () => expect(await refusals()).toBeGreaterThan(before), WITHIN);
          return event;
        });
        const second = await anEvent("payment.adjusted", payment, { order: 2 });
        const sent = () => receiver.received.filter(({ json }) => json.data.id === spellId("pay", payment));
        await vi.waitFor(
          async () => expect(await statesOf(payment)).toEqual(["delivered", "delivered"]),
          WITHIN,
        );
        expect(
          sent().map(({ id }) => id),
          state,
        ).toEqual([first, second].map((id) => spellId("evt", id)));
      }
    }),
  ALL_STATES_MS,
);

async function statesOf(payment: string): Promise<string[]> {
  const rows = await runUnprepared<{ state: string }>(
    `SELECT d.state FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.deleted_at IS NULL
     WHERE d.payment_id = $1 ORDER BY d.outbox_id`,
    [payment],
  );
  return rows.map(({ state }) => state);
}
