import type { InstalledConnector } from "@/lib/connected/connectors/installed-connector";
import { readScheme } from "@/lib/connected/schemes";
import type { Queryable } from "@/lib/db/sql";
import { compareInstants } from "@/lib/instant";
import { exponentOf } from "@/lib/money/currencies";
import type { CoreType } from "@/lib/payments/category";
import type { ReportedChange } from "@/lib/payments/kind-operations";
import { lockPayment } from "@/lib/payments/lock-payment";
import type { PaymentMode } from "@/lib/payments/payment";
import { recordPayments } from "@/lib/payments/record-payments";
import { reportAdjustment } from "@/lib/payments/report-adjustment";
import { holds } from "@/lib/payments/reported-before";
import type { PaymentStatus } from "@/lib/payments/status";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { paymentUuid } from "./connected-payment";
import { connectedPaymentDraft, RECORD_CONNECTED } from "./record-connected-payment";

/** A payment as its provider has it, with all that has happened to it. Amounts in minor units of ISO 4217. */
export interface MirroredInput {
  /** The provider's own name of it. */
  reference: string;
  type: CoreType;
  scheme: string;
  amountMinor: bigint;
  /** Upper-case ISO 4217, and one that is known. */
  currency: string;
  madeAt: Date;
  /** The account's. */
  mode: PaymentMode;
  metadata: Record<string, string>;
  /** Empty while it is not decided. */
  steps: readonly MirroredChange[];
}

export interface MirroredChange {
  reference: string;
  status: PaymentStatus;
  amountMinor: bigint | null;
  at: Date;
  respondBy?: Date | null;
  raw: unknown;
}

/** What comes to pass first, of what a provider dates to the same second. */
const IN_A_SECOND: Partial<Record<PaymentStatus, number>> = {
  ...{ pending: 0, succeeded: 1, failed: 2, cancelled: 3, refunded: 4, refund_reversed: 5 },
  ...{ dispute: 6, dispute_won: 7, dispute_lost: 8 },
};

/**
 * Makes of a payment of a connector what its provider has: records it where it is new, and appends what its history lacks.
 * However often and in whatever order it is told, it ends the same. Resolves to the payment's id; refuses as the verbs
 * that record and append do. The transaction is to have it alone.
 */
export async function recordMirroredPayment(
  tx: Queryable,
  ctx: Ctx,
  connector: InstalledConnector,
  merchantId: string,
  input: MirroredInput,
): Promise<string> {
  const changes = changesOf(input);
  const { reference, type } = input;
  const known = await paymentUuid(ctx, { connector, reference, type }, tx);
  const id = known ?? (await record(tx, ctx, connector, merchantId, input, changes[0] ?? undecided(input)));
  const lacking = known ? changes : changes.slice(1);
  if (lacking.length > 0) await append(tx, ctx, id, lacking);
  return id;
}

async function record(
  tx: Queryable,
  ctx: Ctx,
  connector: InstalledConnector,
  merchantId: string,
  input: MirroredInput,
  first: ReportedChange,
): Promise<string> {
  const { reference, type, scheme, amountMinor, currency, madeAt, mode, metadata } = input;
  const recorded = {
    ...{ reference, type, scheme: readScheme(scheme) ?? "other", amount: amountMinor, metadata },
    connectorID: connector,
    asset: { currency, precision: exponentOf(currency) },
    createdAt: { occurredAt: madeAt, occurredNanos: 0 },
  };
  const draft = connectedPaymentDraft(recorded, connector.id, merchantId, [first], amountMinor);
  const [verdict] = await recordPayments(ctx, RECORD_CONNECTED, [{ ...draft, mode }], tx);
  if (verdict === "recorded") return draft.id;
  throw new Refused({
    code: "conflict",
    message: `The connector "${connector.name}" is paused. Let it go on under Connectors.`,
  });
}

async function append(
  tx: Queryable,
  ctx: Ctx,
  id: string,
  changes: readonly ReportedChange[],
): Promise<void> {
  let locked = await lockPayment(tx, id);
  if (!locked) throw new Error("a mirrored payment is not there");
  for (const change of changes)
    if (!holds(locked, change)) locked = (await reportAdjustment(tx, ctx, locked, change)).locked;
}

function changesOf({ amountMinor, steps }: MirroredInput): ReportedChange[] {
  const changes = steps.map(
    ({ at, respondBy, ...step }): ReportedChange => ({
      ...step,
      amountMinor: step.amountMinor ?? (MOVES_ALL.has(step.status) ? amountMinor : null),
      ...{ occurredAt: at, occurredNanos: IN_A_SECOND[step.status] ?? 0, metadata: {} },
      ...(respondBy && { respondBy }),
    }),
  );
  return changes.sort(compareInstants);
}

const MOVES_ALL: ReadonlySet<PaymentStatus> = new Set(["succeeded", "failed", "cancelled"]);

function undecided({ reference, amountMinor, madeAt }: MirroredInput): ReportedChange {
  return {
    ...{ reference, status: "pending", amountMinor, metadata: {}, raw: {} },
    ...{ occurredAt: madeAt, occurredNanos: 0 },
  };
}
