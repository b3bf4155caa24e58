import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { retryAsListed } from "@/lib/policies/collection/testing-retries";
import { updatePolicyPayment } from "@/lib/policies/payments/update-policy-payment";
import { anInsurer, ask, contextOf } from "@/lib/policies/testing";
import { lookedUp, takenFor } from "./checkout";
import { type Begun, historyOf, runTask, type Work } from "./work";

const RETRIES = { retryFailedPayments: { enabled: true, daysBetweenRetries: 1, numberOfRetries: 3 } };

const operator = () => contextOf("operator");
const tomorrow = () => new Date(Date.now() + DAY_MS);

async function made(status: "pending" | "processing" | "failed", billing: Record<string, unknown> = RETRIES) {
  const insurer = await anInsurer({ billing });
  const { body } = await insurer.pay(status, status === "failed" ? { failure_action: "allow_retry" } : {});
  return { insurer, id: body.payment_id ?? "" };
}

async function due(): Promise<Begun> {
  const { id } = await made("pending");
  return {
    run: () => runTask("policy-collection", tomorrow()),
    later: () => lookedUp(id),
    end: async () => `${await historyOf(id)}, taken ${await takenFor(id)}`,
  };
}

async function assumed(): Promise<Begun> {
  const { id } = await made("processing", {
    paymentMethodTypes: { debitOrders: { assumeSuccess: { enabled: true, daysAfterPaymentDate: 3 } } },
  });
  return { run: () => runTask("policy-assume-success"), end: () => historyOf(id) };
}

/** A report of a failure, from which a retry follows, sent again when it was refused. */
async function failing(): Promise<Begun> {
  const { id } = await made("processing");
  const body = {
    payment_id: id,
    status: "failed",
    failure_reason: "No funds",
    failure_action: "allow_retry",
  };
  return {
    run: () => updatePolicyPayment({ ctx: operator(), input: { id, body } }),
    end: async () => [await historyOf(id), await chainOf(id)],
  };
}

async function retrying(): Promise<Begun> {
  const { id } = await made("failed", {});
  return {
    run: () => retryAsListed(operator(), id),
    later: async () => {
      for (const { payment_id } of await attemptsAt(id)) await lookedUp(payment_id);
    },
    end: () => chainOf(id),
  };
}

async function chainOf(id: string): Promise<string> {
  return (await attemptsAt(id)).map(({ status }) => status).join(", ");
}

function attemptsAt(originalId: string) {
  return runUnprepared<{ payment_id: string; status: string }>(
    `SELECT y.payment_id, p.status FROM policy_payment y JOIN payment p ON p.id = y.payment_id
     WHERE y.original_id = $1 ORDER BY y.retry_number`,
    [originalId],
  );
}

async function queued(): Promise<Begun> {
  const insurer = await anInsurer({ billing: RETRIES });
  const items = [1, 2, 3].map((month) => ({
    policy_id: insurer.policyId,
    ...insurer.body("processing", { description: `Month ${month}`, external_reference: newId() }),
  }));
  await ask(insurer.key, "POST", "/payments/async-create", items);
  return {
    run: () => runTask("policy-async"),
    end: async () => {
      const [row] = await runUnprepared<{ accepted: number; refused: unknown[] }>(
        `SELECT accepted_count AS accepted, refused, finished_at IS NOT NULL AS finished
         FROM policy_async_request WHERE merchant_id = $1`,
        [insurer.merchantId],
      );
      return [row, (await insurer.payments()).length];
    },
  };
}

const HISTORY = [
  { table: "adjustment", change: "INSERT" },
  { table: "outbox", change: "INSERT" },
  { table: "policy_payment", change: "UPDATE" },
] as const;

export const POLICY_WORKS: Record<string, Work> = {
  "a premium that is due": {
    given: due,
    tables: [
      ...HISTORY,
      { table: "attempt", change: "INSERT" },
      { table: "attempt", change: "UPDATE" },
      { table: "sandbox_operation", change: "INSERT" },
    ],
    done: "pending, processing, succeeded; 3 events, taken 1",
  },
  "a debit order that nobody returned": {
    given: assumed,
    tables: [...HISTORY],
    done: "processing, succeeded; 2 events",
  },
  "a failure and its retry": {
    given: failing,
    tables: [
      ...HISTORY,
      { table: "policy_payment", change: "INSERT" },
      { table: "policy_payment_method", change: "UPDATE" },
    ],
    done: ["processing, failed; 2 events", "failed, pending"],
  },
  "a retry by hand": {
    given: retrying,
    tables: [
      { table: "policy_payment", change: "INSERT" },
      { table: "attempt", change: "INSERT" },
      { table: "attempt", change: "UPDATE" },
      { table: "sandbox_operation", change: "INSERT" },
      { table: "adjustment", change: "INSERT" },
    ],
    done: "failed, succeeded",
  },
  "an async request": {
    given: queued,
    tables: [
      { table: "policy_payment", change: "INSERT" },
      { table: "adjustment", change: "INSERT" },
      { table: "policy_async_request", change: "UPDATE" },
    ],
    done: [{ accepted: 3, refused: [], finished: true }, 3],
  },
};
