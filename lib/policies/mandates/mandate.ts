import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { BY_LINK, type ByLinkRow } from "@/lib/generated/sql/policies/mandates/by-link";
import { IN_FORCE } from "@/lib/generated/sql/policies/mandates/in-force";
import { LOCK } from "@/lib/generated/sql/policies/mandates/lock";
import { textFault } from "@/lib/text/text-fault";

/** How long the link by which a payer agrees can be used. */
export const MANDATE_LINK_LIFE_MS = 30 * DAY_MS;

/** A payer's agreement that premiums are collected from a payment method through a connection. */
export type PolicyMandate = ByLinkRow;

/** `submitted`: the bank has yet to say yes. */
export type MandateState = PolicyMandate["state"];

/** The agreement that collections of a method go by; null where there is none. */
export function mandateInForce(paymentMethodId: string, on?: Queryable): Promise<PolicyMandate | null> {
  return queryOne(IN_FORCE, { paymentMethodId }, on);
}

/** Locks one agreement, against another answer of its provider. */
export function lockMandate(tx: Queryable, id: string): Promise<PolicyMandate | null> {
  return queryOne(LOCK, { id }, tx);
}

/** What a link's token opens; null when it opens nothing. */
export async function mandateByLink(linkToken: string, on?: Queryable): Promise<PolicyMandate | null> {
  const [found] = textFault(linkToken) === null ? await query(BY_LINK, { linkToken }, on) : [];
  return found ?? null;
}

/** What a provider is asked about an agreement by. */
export function mandateLookup({ id, providerReference, chargeToken, createdAt }: PolicyMandate, now: Date) {
  return { mandateId: id, providerReference, token: chargeToken, startedAt: createdAt, now };
}
