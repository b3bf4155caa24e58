import { query } from "@/lib/db/sql";
import { REQUESTS } from "@/lib/generated/sql/requests/inspect-key/requests";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type Difference, differencesOf, notComparedIn } from "./differences";
import { isHashedKey, storedForms } from "./idempotency-key";
import { type KeyPayment, paymentsMadeBy, paymentsOfKey } from "./payments-of-key";
import type { LoggedRequest } from "./request";
import type { InspectKey } from "./schemas";

/** The inspector shows so many requests of a key, the oldest first. */
export const KEY_REQUESTS_MAX = 200;

/** What a request with a known key was: the one that counted, the same again, one that counted for nothing, or another call that names it. */
export type KeyRole = "first" | "replay" | "refused" | "refund";

export interface KeyRequest {
  request: LoggedRequest;
  role: KeyRole;
  /** Against the first: what was sent, and what was answered. */
  sent: Difference[];
  answered: Difference[];
  /** Fields that were sent both times and that the log keeps nothing of: they may have been the same. */
  notCompared: string[];
}

/** A key in one door and merchant, which is where it means one thing. */
export interface KeyUse {
  door: string;
  merchantId: string | null;
  merchantName: string | null;
  payments: KeyPayment[];
  requests: KeyRequest[];
}

/** Everything that was done with an idempotency key, in every door that has seen it. */
export async function inspectKey({ ctx, input }: { ctx: Ctx; input: InspectKey }): Promise<KeyUse[]> {
  authorize(ctx, "requests:read");
  const [requests, ofKey] = await Promise.all([
    query(REQUESTS, { keys: [...storedForms(input.key)], keyRequestsMax: KEY_REQUESTS_MAX }),
    paymentsOfKey(input.key),
  ]);
  const payments =
    isHashedKey(input.key) && ofKey.length === 0
      ? await paymentsMadeBy(requests.filter(mayHaveMade).map(({ id }) => id))
      : ofKey;
  const uses = new Map<string, { of: Omit<KeyUse, "requests">; rows: Row[] }>();
  const entryOf = (door: string, merchantId: string | null, merchantName: string | null) => {
    const name = `${door}/${merchantId}`;
    const use = uses.get(name) ?? { of: { door, merchantId, merchantName, payments: [] }, rows: [] };
    uses.set(name, use);
    return use;
  };
  for (const payment of payments) {
    entryOf(payment.door, payment.merchantId, payment.merchantName).of.payments.push(payment);
  }
  for (const row of requests) entryOf(row.door, row.actingMerchantId, row.merchantName).rows.push(row);
  return [...uses.values()].map(({ of, rows }) => ({ ...of, requests: judge(rows) }));
}

function mayHaveMade(row: Row): boolean {
  return row.method === "POST" && row.status < 400 && !isRefund(row);
}

type Row = LoggedRequest & { actingMerchantId: string | null; merchantName: string | null };

function judge(rows: readonly Row[]): KeyRequest[] {
  const calls = rows.filter((row) => !isRefund(row));
  // What was refused before it was done saves nothing: the first is the first that was done.
  const first = calls.find(({ status }) => status < 400) ?? calls[0] ?? rows[0];
  return rows.map((row) => {
    const compared = first && row !== first && !isRefund(row);
    return {
      request: row,
      role: roleOf(row, first),
      sent: compared ? sentDifferences(first, row) : [],
      answered: compared ? answerDifferences(first, row) : [],
      notCompared: compared ? notComparedIn(first.requestBody, row.requestBody) : [],
    };
  });
}

function roleOf(row: Row, first: Row | undefined): KeyRole {
  if (row === first) return "first";
  if (isRefund(row)) return "refund";
  return row.status < 400 ? "replay" : "refused";
}

function sentDifferences(first: Row, other: Row): Difference[] {
  const address = (row: Row) => `${row.method} ${row.path}`;
  const moved = { path: "address", first: address(first), other: address(other) };
  return [
    ...(moved.first === moved.other ? [] : [moved]),
    ...differencesOf(first.requestBody, other.requestBody),
  ];
}

function answerDifferences(first: Row, other: Row): Difference[] {
  const status = { path: "HTTP status", first: String(first.status), other: String(other.status) };
  // A refusal and an answer have no field in common.
  const alike = first.status < 400 === other.status < 400;
  return [
    ...(status.first === status.other ? [] : [status]),
    ...(alike ? differencesOf(first.answerBody, other.answerBody) : []),
  ];
}

function isRefund({ route }: LoggedRequest): boolean {
  return route === "/api/v1/refunds";
}
