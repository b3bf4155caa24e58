import { expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { back, open, twoProviders } from "@/lib/checkout/hosted/testing";
import { forgetConnections } from "@/lib/connectors/connection";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { attemptsOf } from "../attempt";
import { getPayment } from "../get-payment";
import { goneCharges } from "./gone-charges";

const { first, second, ids, link, pageOf } = twoProviders();
const operator = contextOf("operator");

async function paid(by: typeof first) {
  first.refuses = by === second;
  const made = await link();
  await open(made);
  by.pay(await pageOf(made.id));
  await back(made);
  first.refuses = false;
  return made.id;
}

const detailOf = (id: string) => getPayment({ ctx: operator, input: { id } });
async function refundStep(id: string) {
  return (await detailOf(id)).steps.find(({ step }) => step === "refund");
}
const refund = (id: string) => refundPayment({ ctx: operator, input: { id, idempotencyKey: newId() } });

it("what a disconnected connection charged is offered no refund, and whoever asks is sent to the provider", async () => {
  const [gone, stays] = [await paid(first), await paid(second)];
  for (const id of [gone, stays]) expect(await refundStep(id)).toEqual({ step: "refund", allowed: true });
  await pool().query("UPDATE connection SET disconnected_at = now() WHERE id = $1", [ids.first]);
  forgetConnections();
  const reason = `The connection "pagesone" has been disconnected: refund it at ${first.provider.label} itself.`;
  expect(await refundStep(gone)).toEqual({ step: "refund", allowed: false, reason });
  expect(await problemIn(refund(gone))).toEqual({ code: "conflict", message: reason });
  expect((await attemptsOf(gone)).map(({ operation }) => operation)).toEqual(["charge"]);

  expect((await detailOf(gone)).refundGone).toBe(reason);
  expect((await detailOf(stays)).refundGone).toBeNull();
  expect(await goneCharges([gone, stays])).toEqual(new Set([gone]));
  expect(await goneCharges([])).toEqual(new Set());

  expect((await refund(stays)).outcome).toBe("refunded");
  expect((await refundStep(stays))?.allowed).toBe(false);
});
