import { expect, it } from "vitest";
import { forgetConnections } from "@/lib/connectors/connection";
import { pool } from "@/lib/db/pool";
import { readAnyId } from "@/lib/ids";
import { aDebitProvider, LATER } from "@/lib/policies/mandates/testing";
import { anInsurer, contextOf, type Insurer } from "@/lib/policies/testing";
import { collectPayment } from "./collect-payment";
import { findRetries } from "./find-retries";
import { paymentChain } from "./payment-chain";
import { retryPayment } from "./retry-payment";

const { connectionId, route, agreed } = aDebitProvider("agreementbank");
const ctx = contextOf("operator");

/** What is said to be missing of a premium that waits, beside whether collecting it fails for that. */
async function waiting(insurer: Insurer, more: Record<string, unknown> = {}) {
  const { body } = await insurer.pay("pending", more);
  const paymentId = readAnyId(body.payment_id ?? "") ?? "";
  const chain = await paymentChain({ ctx, input: { paymentId } });
  await collectPayment({ ctx: LATER, paymentId });
  const after = await insurer.payments();
  const failed = after.find((each) => each.payment_id === body.payment_id);
  return [chain?.missingAgreement, failed?.failure_code === "mandate_missing"];
}

/** What is said to be missing of a premium that failed, and that a retry by hand is refused for it. */
async function failedOne(insurer: Insurer, more: Record<string, unknown> = {}) {
  const { body } = await insurer.pay("failed", more);
  const input = { originalIds: [readAnyId(body.payment_id ?? "") ?? ""] };
  const { rows } = await findRetries({ ctx, input });
  const [row] = rows;
  if (!row) throw new Error("it is not listed");
  if (row.missingAgreement) await expect(retryPayment({ ctx, input: row })).rejects.toThrow("conflict");
  return row.missingAgreement;
}

const DEBICHECK = { collection_type: "debit_order_debicheck" };

it("of a premium that nothing stands in the way of, nothing is missing", async () => {
  const insurer = await anInsurer();
  expect(await waiting(insurer)).toEqual([null, false]);
  expect(await failedOne(insurer)).toBeNull();
  const { insurer: asked } = await agreed();
  expect(await waiting(asked)).toEqual([null, false]);
  expect(await failedOne(asked)).toBeNull();
});

it("a DebiCheck premium without a mandate is said to lack it before it fails for it", async () => {
  const insurer = await anInsurer();
  expect(await waiting(insurer, DEBICHECK)).toEqual(["mandate", true]);
  expect(await failedOne(insurer, DEBICHECK)).toBe("mandate");
});

it("so is one that goes to a provider whose agreement the payer has not given, but not what others collect", async () => {
  const insurer = await anInsurer();
  await route(insurer);
  expect(await waiting(insurer)).toEqual(["provider", true]);
  expect(await failedOne(insurer)).toBe("provider");
  expect(await waiting(insurer, { collection_type: "other" })).toEqual([null, false]);
});

it("so is one whose agreement's connection is gone", async () => {
  const { insurer } = await agreed();
  await pool().query("UPDATE connection SET disconnected_at = now(), version = version + 1 WHERE id = $1", [
    connectionId,
  ]);
  forgetConnections();
  expect(await failedOne(insurer)).toBe("provider");
  expect(await waiting(insurer)).toEqual(["provider", true]);
});
