import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { BUILT_IN_WORDS } from "@/lib/connectors/built-in";
import { connectorFor } from "@/lib/connectors/connection";
import type { DescribedMethod } from "@/lib/connectors/connector";
import { type ChosenRoute, routesFor } from "@/lib/connectors/route";
import { LINK_TOKEN_CHARACTERS, newToken } from "@/lib/crypto/tokens";
import { type Queryable, query, queryOne, transaction } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/policies/mandates/insert";
import { OF_METHOD } from "@/lib/generated/sql/policies/mandates/of-method";
import { SAVE } from "@/lib/generated/sql/policies/mandates/save";
import { newId } from "@/lib/ids";
import { getPolicy } from "@/lib/policies/manage-policies";
import { lockMethods, type PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import type { Policy } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { MANDATE_LINK_LIFE_MS, type PolicyMandate } from "./mandate";

export const RequestMandate = z.object({ policyId: z.uuid() });
export type RequestMandate = z.output<typeof RequestMandate>;

/**
 * Makes the link by which a policyholder lets the policy's premiums be collected through a provider. Asked again while one
 * waits, it is that one. Refuses with `not_found`, or with `conflict` where no provider could be asked.
 */
export async function requestMandate({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RequestMandate;
}): Promise<PolicyMandate> {
  authorize(ctx, "policies:manage");
  const policy = await getPolicy({ ctx, input: { id: input.policyId } });
  if (!policy.paymentMethodId) throw conflict("This policy has no payment method yet. Choose one first.");
  const methodId = policy.paymentMethodId;
  return transaction(async (tx) => {
    const method = (await lockMethods(tx, [methodId])).get(methodId);
    if (!method) throw new Error("a policy's method is not there");
    const { connection } = await routeOfMandate(tx, policy, method);
    const waiting = await waitingOf(tx, method.id);
    if (waiting && waiting.expiresAt > ctx.now && waiting.connectionId === connection.id) return waiting;
    if (waiting) await replaceLink(tx, ctx, waiting.id);
    const made = await queryOne(
      INSERT,
      {
        ...{ id: newId(), merchantId: policy.merchantId, policyId: policy.id, paymentMethodId: method.id },
        ...{ connectionId: connection.id, linkToken: newToken(LINK_TOKEN_CHARACTERS), now: ctx.now },
        expiresAt: new Date(ctx.now.getTime() + MANDATE_LINK_LIFE_MS),
      },
      tx,
    );
    if (!made) throw new Error("an agreement was not written");
    await recordAudit(tx, ctx, {
      action: "mandate.requested",
      objectType: "payment_method",
      objectId: method.id,
      merchantId: policy.merchantId,
      data: { name: methodName(method), policy: policy.policyNumber, connection: connection.name },
    });
    return made;
  });
}

/** Takes back the link of an agreement that waits for the payer, for another to take its place. */
export async function replaceLink(tx: Queryable, ctx: Ctx, id: string): Promise<void> {
  await query(SAVE, { ...REPLACED, id, now: ctx.now }, tx);
}

const REPLACED = {
  state: "ended",
  endedReason: "Another link took its place.",
  ...{ providerReference: null, chargeToken: null, brand: null, last4: null },
} as const;

async function waitingOf(tx: Queryable, paymentMethodId: string): Promise<PolicyMandate | null> {
  const all = await query(OF_METHOD, { paymentMethodId }, tx);
  return all.find(({ state }) => state === "waiting") ?? null;
}

/** The first route of the policy's premiums whose provider keeps agreements about such a method. */
async function routeOfMandate(
  tx: Queryable,
  { merchantId, currency, monthlyPremiumMinor: amountMinor }: Policy,
  method: PolicyPaymentMethod,
): Promise<ChosenRoute> {
  const type = agreedType(method);
  if (!type) throw conflict("Only a card or a debit order is set up at a provider.");
  const routes = await routesFor({ merchantId, kind: "policy", currency, amountMinor }, tx);
  if (routes[0]?.routeId === null)
    throw conflict(
      `This merchant’s premiums are collected by ${BUILT_IN_WORDS}, which needs no agreement. Add a route for premiums under Settings, Providers.`,
    );
  const route = routes.find(({ connection }) => connectorFor(connection).mandates?.takes.includes(type));
  if (route) return route;
  const what = type === "card" ? "cards" : "debit orders";
  throw conflict(
    `No route of this merchant’s premiums in ${currency} leads to a provider that takes ${what}.`,
  );
}

function agreedType({ type }: PolicyPaymentMethod): DescribedMethod["type"] | null {
  return type === "card" || type === "debit_order" ? type : null;
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
