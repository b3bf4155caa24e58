import { decodePaymentId, type PaymentRef } from "@/lib/connected/ids";
import { readTogether } from "@/lib/db/read-together";
import { type Queryable, query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/connected/payments/connected-payment/by-id";
import { FIND } from "@/lib/generated/sql/connected/payments/connected-payment/find";
import {
  FIND_WHOLE,
  type FindWholeRow,
} from "@/lib/generated/sql/connected/payments/connected-payment/find-whole";
import { HISTORIES } from "@/lib/generated/sql/connected/payments/connected-payment/histories";
import type { Instant } from "@/lib/instant";
import type { Adjustment, Payment } from "@/lib/payments/payment";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** A payment of any door, as this door shows it. `adjustments` oldest arrival first; absent where they were not read. */
export interface ConnectedPayment extends Payment {
  provider: string;
  connectorReference: string;
  sourceAccountId: string | null;
  destinationAccountId: string | null;
  adjustments?: ConnectedAdjustment[];
}

/** What this door says of a payment. */
export type ShownPayment = Pick<
  ConnectedPayment,
  | "id"
  | "kind"
  | "reference"
  | "merchantReference"
  | "type"
  | "scheme"
  | "currency"
  | "precision"
  | "status"
  | "lastStatus"
  | "amountMinor"
  | "initialAmountMinor"
  | "metadata"
  | "createdAt"
  | "provider"
  | "connectorReference"
  | "sourceAccountId"
  | "destinationAccountId"
  | "adjustments"
>;

type StoredAdjustment = Adjustment & { metadata: Record<string, string> };

/** What this door says of an adjustment. */
export type ConnectedAdjustment = Instant &
  Pick<Adjustment, "sequence" | "status" | "amountMinor" | "opening" | "reference" | "raw"> & {
    metadata: Record<string, string>;
  };

/** Reads an id off the wire; refuses with `invalid_id` what does not decode to a payment's. */
export function readPaymentId(text: string): PaymentRef {
  const ref = decodePaymentId(text);
  if (!ref)
    throw new Refused({ code: "invalid_id", message: `${text.slice(0, 100)} is not the id of a payment` });
  return ref;
}

/** The UUID of the payment behind a wire id, or null; another merchant's is not there. */
export async function paymentUuid(ctx: Ctx, ref: PaymentRef, on?: Queryable): Promise<string | null> {
  const { connector, reference, type } = ref;
  const [found] = await query(
    FIND,
    {
      provider: connector.provider,
      connectorReference: connector.reference,
      reference,
      type,
      merchantId: merchantBound(ctx.actor),
    },
    on,
  );
  if (found) ctx.touched?.add(found.id);
  return found?.id ?? null;
}

/** The payment behind a wire id with its whole history, in one round trip, or null; another merchant's is not there. */
export async function connectedPaymentAt(ctx: Ctx, ref: PaymentRef): Promise<ShownPayment | null> {
  const found = await findWhole({ ref, merchantId: merchantBound(ctx.actor) });
  if (!found) return null;
  ctx.touched?.add(found.id);
  return withHistory(found);
}

interface Wanted {
  ref: PaymentRef;
  /** Whose it has to be; null for anybody's. */
  merchantId: string | null;
}

const findWhole = readTogether(async (wanted: readonly Wanted[]) => {
  const rows = await query(FIND_WHOLE, {
    providers: wanted.map(({ ref }) => ref.connector.provider),
    connectorReferences: wanted.map(({ ref }) => ref.connector.reference),
    references: wanted.map(({ ref }) => ref.reference),
    types: wanted.map(({ ref }) => ref.type),
    merchantIds: wanted.map(({ merchantId }) => merchantId ?? ""),
  });
  const found = wanted.map((): FindWholeRow | null => null);
  for (const row of rows) found[row.place - 1] = row;
  return found;
});

/** A payment that was read together with its history, in which amounts are text. It is the row itself. */
export function withHistory<Row extends Omit<FindWholeRow, "place">>(row: Row): ShownPayment {
  return Object.assign(row, { adjustments: row.history.map(readAdjustment) });
}

function readAdjustment(stored: FindWholeRow["history"][number]): ConnectedAdjustment {
  const { amountMinor, occurredAt } = stored;
  return Object.assign(stored, {
    amountMinor: amountMinor === null ? null : BigInt(amountMinor),
    occurredAt: new Date(occurredAt),
  });
}

/** One payment with its whole history; refuses with `not_found`. */
export async function connectedPaymentById(id: string, on?: Queryable): Promise<ConnectedPayment> {
  const [payment] = await query(BY_ID, { id }, on);
  if (!payment) throw new Refused({ code: "not_found", object: "payment", id });
  const adjustments = await query(HISTORIES, { ids: [id] }, on);
  return { ...payment, adjustments };
}

/** The histories of many payments, each in the order of arrival. */
export async function historiesOf(ids: readonly string[]): Promise<Map<string, StoredAdjustment[]>> {
  const rows = await query(HISTORIES, { ids });
  const histories = new Map<string, StoredAdjustment[]>();
  for (const { paymentId, ...adjustment } of rows) {
    const history = histories.get(paymentId);
    if (history) history.push(adjustment);
    else histories.set(paymentId, [adjustment]);
  }
  return histories;
}
