import { routesFor } from "@/lib/connectors/route";
import type { Queryable } from "@/lib/db/sql";
import { isByMandate } from "@/lib/policies/enums";
import { mandateInForce } from "@/lib/policies/mandates/mandate";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import { isCollectedByUs } from "./collect-payment";
import { routeTaken } from "./way-to-collect";

/** What the payer has yet to agree to, without which a premium fails: a DebiCheck mandate, or a provider that takes it. */
export type MissingAgreement = "mandate" | "provider";

type Collected = Pick<
  PolicyPayment,
  "merchantId" | "currency" | "amountMinor" | "paymentType" | "collectionType"
>;

/** What is missing of a payment that is or would be collected by us, given where its payer has agreed; to be shown, or judged `on` a transaction. */
export async function missingAgreement(
  payment: Collected,
  agreedAt: string | null,
  on?: Queryable,
): Promise<MissingAgreement | null> {
  if (!isCollectedByUs(payment)) return null;
  const { merchantId, currency, amountMinor, collectionType } = payment;
  const routes = await routesFor({ merchantId, kind: "policy", currency, amountMinor }, on);
  if (routeTaken(routes, collectionType, agreedAt)) return null;
  return isByMandate(collectionType) ? "mandate" : "provider";
}

/** The same of one payment, by the agreement of its method that is in force. */
export async function missingAgreementOf(
  payment: Collected & Pick<PolicyPayment, "paymentMethodId">,
): Promise<MissingAgreement | null> {
  if (!isCollectedByUs(payment)) return null;
  return missingAgreement(payment, (await mandateInForce(payment.paymentMethodId))?.connectionId ?? null);
}
