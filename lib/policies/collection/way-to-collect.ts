import { BUILT_IN } from "@/lib/connectors/built-in";
import { connectorOf } from "@/lib/connectors/connection";
import { type ChosenRoute, routesFor } from "@/lib/connectors/route";
import type { Queryable } from "@/lib/db/sql";
import type { AttemptDraft } from "@/lib/payments/attempt";
import { type CollectionType, isByMandate } from "@/lib/policies/enums";
import { mandateInForce } from "@/lib/policies/mandates/mandate";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";

/** Through whom a premium is collected, by which token, and the last digits of what is charged. */
export type WayToCollect = Pick<AttemptDraft, "connector" | "connectionId" | "routeId"> & {
  token: string | null;
  last4: string | null;
};

/**
 * How a premium is collected: by the payer's agreement, where a route leads this premium to the provider that keeps it; by
 * the built-in one for a merchant whose premiums no route names, which needs none but for a DebiCheck debit order. Null where
 * the payer has yet to agree: nothing is ever collected elsewhere than they did.
 */
export async function wayToCollect(
  tx: Queryable,
  payment: Pick<PolicyPayment, "merchantId" | "currency" | "amountMinor" | "collectionType">,
  method: PolicyPaymentMethod,
): Promise<WayToCollect | null> {
  const { merchantId, currency, amountMinor } = payment;
  const routes = await routesFor({ merchantId, kind: "policy", currency, amountMinor }, tx);
  const builtIn = routes.find(({ connection }) => connection.provider === BUILT_IN.connector);
  const byMandate = isByMandate(payment.collectionType);
  // Nobody agrees to anything else where the built-in one alone collects.
  const mandate =
    byMandate || routes.some((route) => route !== builtIn) ? await mandateInForce(method.id, tx) : null;
  const taken = routeTaken(routes, payment.collectionType, mandate?.connectionId ?? null);
  if (!taken) return null;
  const { connection, routeId } = taken;
  if (connection.id === mandate?.connectionId) {
    const { chargeToken: token, last4 } = mandate;
    return {
      connector: connection.provider,
      connectionId: connection.id,
      routeId,
      token,
      last4: last4 ?? method.last4,
    };
  }
  const type = method.type === "card" ? "card" : "debit_order";
  const token = (await connectorOf(BUILT_IN, tx)).tokenOf({ type, last4: method.last4 });
  return { ...BUILT_IN, routeId, token, last4: method.last4 };
}

/** The route a premium takes, given where the payer has agreed to be collected from; null where they have yet to agree. */
export function routeTaken(
  routes: readonly ChosenRoute[],
  collectionType: CollectionType,
  agreedAt: string | null,
): ChosenRoute | null {
  const agreed = routes.find(({ connection }) => connection.id === agreedAt);
  if (agreed) return agreed;
  if (isByMandate(collectionType)) return null;
  return routes.find(({ connection }) => connection.provider === BUILT_IN.connector) ?? null;
}
