import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { ask } from "@/lib/connectors/ask";
import { BUILT_IN, BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { connectorOf } from "@/lib/connectors/connection";
import { refuseWhileHeld } from "@/lib/connectors/held";
import type { BankMandateOutcome } from "@/lib/connectors/mandates";
import { routesFor } from "@/lib/connectors/route";
import { LINK_TOKEN_CHARACTERS, newToken } from "@/lib/crypto/tokens";
import { type PrismaTransaction, prismaTransaction, query } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/policies/mandates/insert";
import { OF_METHOD } from "@/lib/generated/sql/policies/mandates/of-method";
import { newId } from "@/lib/ids";
import { getPolicy } from "@/lib/policies/manage-policies";
import { lockMandate, MANDATE_LINK_LIFE_MS } from "@/lib/policies/mandates/mandate";
import { replaceLink } from "@/lib/policies/mandates/request-mandate";
import { settleIn } from "@/lib/policies/mandates/settle-mandate";
import { lockMethods } from "@/lib/policies/methods/payment-method";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import type { Policy } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import {
  AUTHENTICATION_TYPES,
  type DebicheckMandate,
  getDebicheckMandate,
  PROVIDER_TYPES,
} from "./debicheck-mandate";

export const RequestDebicheck = z.object({
  policyId: z.uuid(),
  providerType: z.enum(PROVIDER_TYPES),
  authenticationType: z.enum(AUTHENTICATION_TYPES),
});
export type RequestDebicheck = z.output<typeof RequestDebicheck>;

/**
 * Sets up the DebiCheck mandate of a policy's payment method, and has the bank ask the payer unless the caller does. While
 * there is one that has not ended, it is that one. Refuses with `not_found`, or with `conflict` where there can be none.
 */
export async function requestDebicheck({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RequestDebicheck;
}): Promise<DebicheckMandate> {
  authorize(ctx, "policies:manage");
  const policy = await getPolicy({ ctx, input: { id: input.policyId } });
  if (input.providerType !== "external") await refuseWhileHeld();
  const id = await prismaTransaction((tx) => setUp(tx, ctx, policy, input));
  const made = await getDebicheckMandate({ ctx, input: { id } });
  if (made.status !== "pending" && made.status !== "submitted") return made;
  if (made.providerType === "external") return made;
  await askBank(ctx, made);
  return getDebicheckMandate({ ctx, input: { id } });
}

async function setUp(
  tx: PrismaTransaction,
  ctx: Ctx,
  policy: Policy,
  { providerType, authenticationType }: RequestDebicheck,
): Promise<string> {
  const { id: policyId, merchantId, currency, monthlyPremiumMinor: amountMinor, paymentMethodId } = policy;
  if (!paymentMethodId) throw conflict("This policy has no payment method yet. Choose one first.");
  const method = (await lockMethods(tx, [paymentMethodId])).get(paymentMethodId);
  if (method?.type !== "debit_order") throw conflict("A DebiCheck mandate is of a debit order.");
  const routes = await routesFor({ merchantId, kind: "policy", currency, amountMinor }, tx);
  if (!routes.some(({ connection }) => connection.id === BUILT_IN_CONNECTION_ID))
    throw conflict("A provider collects this merchant's premiums: the payer agrees there.");
  const mandates = await query(OF_METHOD, { paymentMethodId }, tx);
  const live = mandates.filter(({ state }) => state !== "ended").map(({ id }) => id);
  const there = await tx.db.debicheckMandate.findFirst({ where: { mandateId: { in: live } } });
  if (there?.providerType === providerType) return there.mandateId;
  if (there) throw conflict("There is a mandate of another provider type. Cancel it first.");
  for (const { id } of mandates.filter(({ state }) => state === "waiting")) await replaceLink(tx, ctx, id);
  const id = newId();
  await query(
    INSERT,
    {
      ...{ id, merchantId, policyId, paymentMethodId, connectionId: BUILT_IN_CONNECTION_ID, now: ctx.now },
      linkToken: newToken(LINK_TOKEN_CHARACTERS),
      expiresAt: new Date(ctx.now.getTime() + MANDATE_LINK_LIFE_MS),
    },
    tx,
  );
  await tx.db.debicheckMandate.create({
    data: { mandateId: id, providerType, authenticationType, updatedAt: ctx.now },
  });
  await recordAudit(tx, ctx, {
    action: "mandate.requested",
    objectType: "payment_method",
    objectId: paymentMethodId,
    merchantId,
    data: { name: methodName(method), policy: policy.policyNumber, debicheck: providerType },
  });
  return id;
}

/** Written down before the bank is asked: where its answer is lost, whoever asks again asks about the same mandate. */
async function askBank(ctx: Ctx, { mandateId, mandate }: DebicheckMandate): Promise<void> {
  const { last4 } = await prismaTransaction(async (tx) => {
    await tx.db.debicheckMandate.updateMany({
      where: { mandateId, status: "pending" },
      data: { status: "submitted", submittedAt: ctx.now, updatedAt: ctx.now },
    });
    return tx.db.policyPaymentMethod.findUniqueOrThrow({ where: { id: mandate.paymentMethodId } });
  });
  const outcome = await ask<BankMandateOutcome>(async () => {
    const { bankMandates } = await connectorOf(BUILT_IN);
    if (!bankMandates) throw new Error("a bank is asked through a connector that reaches none");
    return bankMandates.request({ mandateId, last4, now: ctx.now });
  });
  await prismaTransaction((tx) => settleAnswer(tx, ctx, mandateId, outcome));
}

async function settleAnswer(
  tx: PrismaTransaction,
  ctx: Ctx,
  mandateId: string,
  outcome: BankMandateOutcome,
): Promise<void> {
  const mandate = await lockMandate(tx, mandateId);
  const kept = await tx.db.debicheckMandate.findUniqueOrThrow({ where: { mandateId } });
  // Somebody else has heard the answer, or has ended it, or suspended it once it was in force.
  if (mandate?.state !== "waiting" || kept.status === "suspended" || outcome.state === "unknown") return;
  const note = (data: object) =>
    tx.db.debicheckMandate.update({ where: { mandateId }, data: { ...data, updatedAt: ctx.now } });
  if (outcome.state === "asked") await note({ status: "processing" });
  else if (outcome.state === "active") {
    const { providerReference, token, raw } = outcome;
    await settleIn(tx, ctx, mandateId, { state: "active", providerReference, token, method: null, raw });
    await note({ status: "active", authorizedAt: ctx.now, mandateReference: providerReference });
  } else {
    const { why, reason, code, raw } = outcome;
    await settleIn(tx, ctx, mandateId, { state: "ended", providerReference: mandateId, reason, raw });
    await note({ status: why, rejectedAt: ctx.now, failureReasons: [reason], failureCodes: [code] });
  }
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
