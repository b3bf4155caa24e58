import { contextOf } from "@/lib/auth/testing/contexts";
import { personBehind } from "@/lib/auth/testing/people";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { EVENT_DELAY_MS } from "@/lib/connectors/sandbox/books";
import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { getImport } from "@/lib/imports/get-import";
import { guessMapping, readFile } from "@/lib/imports/read-file";
import { startImport } from "@/lib/imports/start-import";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { type Begun, historyOf, runTask, type Work } from "./work";

const operator = () => contextOf("operator");

async function expiring(): Promise<Begun> {
  const link = await aLink();
  return {
    run: () => runTask("expire-checkout-payments", new Date(Date.now() + 60 * DAY_MS)),
    end: () => historyOf(link.id),
  };
}

/** The customer pays; what the database keeps from being written is found out by look-up. */
async function paying(token: "sbx_success"): Promise<Begun> {
  const link = await aLink();
  const method = { type: "card", card: cardOf(token), saveMethod: false } as const;
  return {
    run: () => payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } }),
    later: () => lookedUp(link.id),
    end: async () => `${await historyOf(link.id)}, taken ${await takenFor(link.id)}`,
  };
}

async function bouncing(): Promise<Begun> {
  const link = await aLink({ amount: 1_000n });
  const method = { type: "card", card: cardOf("sbx_refund_fails"), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
  const input = { id: link.id, amountMinor: 400n, idempotencyKey: newId() };
  await refundPayment({ ctx: operator(), input });
  return {
    run: async () => {
      const later = new Date(Date.now() + EVENT_DELAY_MS + 1_000);
      for (const name of ["ask-providers", "provider-events"]) await runTask(name, later);
    },
    end: () => historyOf(link.id),
  };
}

async function refunding(): Promise<Begun> {
  const link = await aLink({ amount: 1_000n });
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
  const input = { id: link.id, amountMinor: 400n, idempotencyKey: newId() };
  return {
    run: () => refundPayment({ ctx: operator(), input }),
    later: () => lookedUp(link.id),
    end: async () => `${await historyOf(link.id)}, taken ${await takenFor(link.id)}`,
  };
}

/** What waits for an answer is looked up, as if its time had come. */
export async function lookedUp(paymentId: string): Promise<void> {
  await runUnprepared("UPDATE attempt SET asked_at = asked_at - interval '5 minutes' WHERE payment_id = $1", [
    paymentId,
  ]);
  await runTask("resolve-attempts");
}

/** What the sandbox booked for a payment: charges and refunds. */
export async function takenFor(paymentId: string): Promise<number> {
  const [row] = await runUnprepared<{ n: number }>(
    `SELECT count(*)::int AS n FROM attempt t JOIN sandbox_operation s ON s.idempotency_key = t.id
     WHERE t.payment_id = $1 AND s.state = 'succeeded'`,
    [paymentId],
  );
  return row?.n ?? 0;
}

async function importing(): Promise<Begun> {
  await aMerchant();
  const provider = { provider: "generic", name: `Bank ${newId()}` } as const;
  const { id: connectorId } = await addConnector({ ctx: contextOf("admin"), input: provider });
  const id = newId();
  const text =
    "Reference,Date,Amount,Currency,Status\nIN-1,2026-01-05,12.50,EUR,succeeded\nIN-2,2026-01-05,7,EUR,succeeded\n";
  const mapping = guessMapping("payments", readFile(text).columns);
  const ctx = operator();
  // Judged again when it runs: whoever started it must be there.
  await personBehind(ctx);
  await startImport({
    ctx,
    input: { id, kind: "payments", connectorId, fileName: "bank.csv", text, mapping },
  });
  return {
    // The lines, and then that there are no more.
    run: async () => {
      await runTask("payment-imports");
      await runTask("payment-imports");
    },
    end: async () => {
      const { lines, refused, finishedAt } = await getImport({ ctx: operator(), input: { id } });
      const payments = await runUnprepared("SELECT version FROM payment WHERE connector_id = $1", [
        connectorId,
      ]);
      return { lines, refused, finished: finishedAt !== null, payments };
    },
  };
}

const HISTORY = [
  { table: "adjustment", change: "INSERT" },
  { table: "outbox", change: "INSERT" },
  { table: "audit_entry", change: "INSERT" },
  { table: "payment", change: "UPDATE" },
] as const;

export const CHECKOUT_WORKS: Record<string, Work> = {
  "a link whose time has come": { given: expiring, tables: [...HISTORY], done: "pending, expired; 2 events" },
  "a charge": {
    given: () => paying("sbx_success"),
    tables: [
      ...HISTORY,
      { table: "attempt", change: "INSERT" },
      { table: "attempt", change: "UPDATE" },
      { table: "sandbox_operation", change: "INSERT" },
    ],
    done: "pending, processing, succeeded; 3 events, taken 1",
  },
  "a refund": {
    given: refunding,
    tables: [
      ...HISTORY,
      { table: "attempt", change: "INSERT" },
      { table: "attempt", change: "UPDATE" },
      { table: "idempotency_record", change: "INSERT" },
      { table: "sandbox_operation", change: "INSERT" },
    ],
    done: "pending, processing, succeeded, refunded; 4 events, taken 2",
  },
  "what a provider reports later": {
    given: bouncing,
    tables: [...HISTORY, { table: "provider_event", change: "UPDATE" }],
    done: "pending, processing, succeeded, refunded, refund_reversed; 5 events",
  },
  "an import": {
    given: importing,
    tables: [
      { table: "payment", change: "INSERT" },
      { table: "adjustment", change: "INSERT" },
      { table: "payment_import_line", change: "UPDATE" },
      { table: "payment_import", change: "UPDATE" },
    ],
    done: { lines: 2, refused: 0, finished: true, payments: [{ version: 1 }, { version: 1 }] },
  },
};
