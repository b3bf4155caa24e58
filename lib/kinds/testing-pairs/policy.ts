import { contextOf } from "@/lib/auth/testing/contexts";
import type { ChargeOutcome } from "@/lib/connectors/connector";
import { runUnprepared, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { beginAttempt } from "@/lib/payments/attempt";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { collectPayment } from "@/lib/policies/collection/collect-payment";
import { stopRetrying } from "@/lib/policies/collection/retry-payment";
import { settleCollection } from "@/lib/policies/collection/settle-collection";
import { retryAsListed } from "@/lib/policies/collection/testing-retries";
import { reversePolicyPayment } from "@/lib/policies/payments/reverse-policy-payment";
import { changeIn, updatePolicyPayment } from "@/lib/policies/payments/update-policy-payment";
import { anInsurer, type Insurer, jobAt } from "@/lib/policies/testing";
import { type Pairs, type World, wordOf } from "./pair";

const AMOUNT = 18_000n;
const RETRIES = { retryFailedPayments: { enabled: true, daysBetweenRetries: 1, numberOfRetries: 3 } };
const FAILED = { status: "failed", failure_reason: "Returned", failure_action: "allow_retry" };

const operator = () => contextOf("operator");
const job = () => jobAt(new Date());

/** What can happen to a premium; `latestId` is the attempt that waits or runs, `attemptId` what the connector is asked. */
function world(originalId: string, latestId = originalId, attemptId = ""): World {
  const settles = (outcome: ChargeOutcome) => () =>
    wordOf(settleCollection({ ctx: job(), attemptId, outcome }));
  const reports = (change: Record<string, unknown>) => () =>
    wordOf(
      updatePolicyPayment({
        ctx: operator(),
        input: { id: latestId, body: { payment_id: latestId, ...change } },
      }).then(() => "done"),
    );
  return {
    meetAt: { table: "payment", ids: [originalId] },
    does: {
      "collection succeeds": settles({
        state: "succeeded",
        providerReference: newId(),
        raw: {},
      }),
      "collection fails": settles({
        state: "failed",
        providerReference: null,
        declineCode: "insufficient_funds",
        raw: {},
      }),
      "is collected": () => wordOf(collectPayment({ ctx: job(), paymentId: latestId })),
      "failure is reported": reports(FAILED),
      "success is reported": reports({ status: "successful" }),
      cancels: () => wordOf(cancelPayment({ ctx: operator(), input: { id: latestId } }).then(() => "done")),
      reverses: () =>
        wordOf(reversePolicyPayment({ ctx: operator(), input: { id: latestId } }).then(() => "done")),
      retries: () => wordOf(retryAsListed(operator(), originalId)),
      "stops retrying": () => wordOf(stopRetrying({ ctx: operator(), input: { originalId } })),
    },
    end: () => chainOf(originalId),
  };
}

// The original and its retries, then what reverses them; and how often the sandbox took the money.
async function chainOf(originalId: string): Promise<string> {
  const [row] = await runUnprepared<{ chain: string; collected: number }>(
    `WITH chain AS (SELECT y.payment_id FROM policy_payment y WHERE y.original_id = $1)
     SELECT (SELECT string_agg(p.status || CASE WHEN y.reversal_of IS NULL THEN '' ELSE ' reversal' END, ', '
         ORDER BY y.reversal_of IS NOT NULL, y.retry_number)
       FROM policy_payment y JOIN payment p ON p.id = y.payment_id
       WHERE y.original_id = $1 OR y.reversal_of IN (SELECT payment_id FROM chain)) AS chain,
     (SELECT count(*)::int FROM attempt t JOIN sandbox_operation s ON s.idempotency_key = t.id
       WHERE t.payment_id IN (SELECT payment_id FROM chain) AND s.state = 'succeeded') AS collected`,
    [originalId],
  );
  return `${row?.chain}; taken ${row?.collected}`;
}

async function made(
  insurer: Insurer,
  status: Parameters<Insurer["pay"]>[0],
  more: Record<string, unknown> = {},
) {
  const { body, text } = await insurer.pay(status, more);
  if (!body.payment_id) throw new Error(`no payment was made: ${text}`);
  return body.payment_id;
}

async function collecting(): Promise<World> {
  const id = await made(await anInsurer({ billing: RETRIES }), "pending");
  const attempt = await transaction(async (tx) => {
    await changeIn(tx, job(), { paymentId: id, to: "processing", failure: null });
    return beginAttempt(tx, job(), {
      paymentId: id,
      operation: "charge",
      connector: "sandbox",
      connectionId: null,
      amountMinor: AMOUNT,
    });
  });
  return world(id, id, attempt.id);
}

async function returnable(): Promise<World> {
  const today = new Date().toISOString().slice(0, 10);
  const insurer = await anInsurer({ billing: RETRIES });
  return world(await made(insurer, "successful", { payment_date: today }));
}

async function retrying(): Promise<World> {
  const insurer = await anInsurer({ billing: RETRIES });
  const id = await made(insurer, "failed", { failure_action: "allow_retry" });
  const retry = (await insurer.payments()).find(({ retry_of }) => retry_of === id);
  return world(id, retry?.payment_id);
}

const NO = "illegal_transition";

export const POLICY: Pairs = {
  worlds: {
    "it is due": async () => world(await made(await anInsurer({ billing: RETRIES }), "pending")),
    "it is being collected": collecting,
    "a debit order can still be returned": returnable,
    "it failed and a retry waits": retrying,
  },
  table: [
    [
      "it is due",
      "is collected",
      "success is reported",
      ["successful", NO, "succeeded; taken 1"],
      ["done", "waits", "succeeded; taken 0"],
    ],
    [
      "it is due",
      "is collected",
      "cancels",
      ["successful", NO, "succeeded; taken 1"],
      ["done", "waits", "cancelled; taken 0"],
    ],
    ["it is due", "is collected", "is collected", ["successful", "waits", "succeeded; taken 1"]],
    [
      "it is due",
      "cancels",
      "failure is reported",
      ["done", NO, "cancelled; taken 0"],
      ["done", NO, "failed, pending; taken 0"],
    ],
    [
      "it is being collected",
      "collection succeeds",
      "failure is reported",
      ["successful", NO, "succeeded; taken 0"],
      [NO, "successful", "succeeded; taken 0"],
    ],
    [
      "it is being collected",
      "collection fails",
      "success is reported",
      ["failed", NO, "failed, pending; taken 0"],
      [NO, "failed", "failed, pending; taken 0"],
    ],
    [
      "it is being collected",
      "collection succeeds",
      "collection fails",
      ["successful", "successful", "succeeded; taken 0"],
      ["failed", "failed", "failed, pending; taken 0"],
    ],
    [
      "it is being collected",
      "collection succeeds",
      "cancels",
      ["successful", NO, "succeeded; taken 0"],
      [NO, "successful", "succeeded; taken 0"],
    ],
    [
      "it is being collected",
      "collection fails",
      "is collected",
      ["failed", "waits", "failed, pending; taken 0"],
      ["waits", "failed", "failed, pending; taken 0"],
    ],
    [
      "a debit order can still be returned",
      "failure is reported",
      "reverses",
      ["done", "conflict", "failed, pending; taken 0"],
      ["done", "done", "failed, succeeded reversal; taken 0"],
    ],
    [
      "a debit order can still be returned",
      "reverses",
      "reverses",
      ["done", "conflict", "succeeded, succeeded reversal; taken 0"],
    ],
    [
      "a debit order can still be returned",
      "failure is reported",
      "failure is reported",
      ["done", "done", "failed, pending; taken 0"],
    ],
    [
      "it failed and a retry waits",
      "is collected",
      "stops retrying",
      ["successful", "conflict", "failed, succeeded; taken 1"],
      ["done", "waits", "failed, cancelled; taken 0"],
    ],
    [
      "it failed and a retry waits",
      "retries",
      "stops retrying",
      {
        either: [
          ["lost_race", "done", "failed, cancelled; taken 0"],
          ["successful", "conflict", "failed, succeeded; taken 1"],
        ],
      },
      ["done", "successful", "failed, cancelled, succeeded; taken 1"],
    ],
    [
      "it failed and a retry waits",
      "success is reported",
      "retries",
      ["done", "conflict", "failed, succeeded; taken 0"],
      {
        either: [
          ["successful", "done", "failed, succeeded; taken 0"],
          ["successful", NO, "failed, succeeded; taken 1"],
        ],
      },
    ],
    [
      "it failed and a retry waits",
      "success is reported",
      "stops retrying",
      ["done", "conflict", "failed, succeeded; taken 0"],
      ["done", NO, "failed, cancelled; taken 0"],
    ],
    [
      "it failed and a retry waits",
      "stops retrying",
      "stops retrying",
      ["done", "conflict", "failed, cancelled; taken 0"],
    ],
  ],
};
