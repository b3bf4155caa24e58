import type { InstalledConnector } from "@/lib/connected/connectors/installed-connector";
import { recordMirroredPayment } from "@/lib/connected/payments/record-mirrored-payment";
import { connectionById } from "@/lib/connectors/connection";
import type { BalanceLine, MirroredPayment, MirrorRecord, StoredBalanceLine } from "@/lib/connectors/mirror";
import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/connected/connectors/connectors/by-id";
import { FIND_OURS } from "@/lib/generated/sql/connections/mirror/find-ours";
import { LINK } from "@/lib/generated/sql/connections/mirror/link";
import type { Ctx } from "@/lib/verb/context";
import { CannotApply } from "../events/cannot-apply";
import { storableEvent } from "../events/store-events";
import type { LockedMirror } from "./mirror";

/** A locked mirror, with the connector that its payments belong to. */
export type WritableMirror = LockedMirror & { connector: InstalledConnector };

export async function writable(tx: Queryable, mirror: LockedMirror): Promise<WritableMirror> {
  const connector = await queryOne(BY_ID, { id: mirror.connectorId }, tx);
  if (!connector) throw new Error("a mirror's connector is not there");
  return { ...mirror, connector };
}

/**
 * Makes what was read of an account ours, however often it is read: a charge of ours is linked to the payment it was made
 * for, anything else is a payment of the account's connector. Resolves to the payment's id. Throws `CannotApply` for what
 * could not be read.
 */
export async function takeInRecord(
  tx: Queryable,
  ctx: Ctx,
  { connector, connectionId, merchantId }: WritableMirror,
  record: MirrorRecord,
): Promise<string> {
  if ("problem" in record) throw new CannotApply(record.problem);
  const { payment, reference } = record;
  const ours = await queryOne(FIND_OURS, { connectionId, ...payment.ours }, tx);
  const paymentId =
    ours?.paymentId ??
    (await recordMirroredPayment(tx, ctx, connector, merchantId, {
      ...inputOf(record, payment),
      mode: (await connectionById(connectionId, tx)).live ? "live" : "test",
    }));
  const balance = payment.balance.map(stored);
  await query(LINK, { connectorId: connector.id, reference, paymentId, ours: ours !== null, balance }, tx);
  return paymentId;
}

function inputOf({ reference, madeAt }: MirrorRecord, payment: MirroredPayment) {
  const { type, scheme, amountMinor, currency, metadata, steps } = payment;
  return {
    ...{ reference, madeAt, type, scheme, amountMinor, currency },
    metadata: storableEvent({ ...metadata }) as Record<string, string>,
    steps: steps.map((step) => ({ ...step, raw: storableEvent(step.raw) })),
  };
}

function stored({ amountMinor, feeMinor, netMinor, availableAt, ...line }: BalanceLine): StoredBalanceLine {
  return {
    ...line,
    amountMinor: amountMinor.toString(),
    feeMinor: feeMinor.toString(),
    netMinor: netMinor.toString(),
    availableAt: availableAt?.toISOString() ?? null,
  };
}
