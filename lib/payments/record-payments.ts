import { isStatementError, type PreparedStatement, type Queryable } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Instant } from "@/lib/instant";
import { searchKey } from "@/lib/text/search-key";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import type { CoreType, PaymentCategory } from "./category";
import { fold } from "./fold";
import { KIND_RULES } from "./kinds/all";
import {
  moneyMoved,
  movedColumns,
  NOTHING_MOVED,
  refuseAboveMax,
  tallyColumns,
  tallyOfHistory,
} from "./money-moved";
import type { Adjustment, Payment, PaymentMode } from "./payment";
import { rememberIdempotencyKey } from "./recording/recent-keys";
import {
  isGrouped,
  parametersOf,
  type RecordVerdict,
  recordRows,
  recordTogether,
} from "./recording/record-rows";
import { type PaymentKind, type PaymentStatus, stageOf } from "./status";

/** The most payments one statement records. */
export const RECORD_BATCH_MAX = 5_000;

/** The connectors that hold the payments of the three doors that have no connectors of their own. */
export const BUILT_IN_CONNECTORS = {
  checkout: "00000000-0000-7000-8000-000000000001",
  policy: "00000000-0000-7000-8000-000000000002",
  referral: "00000000-0000-7000-8000-000000000003",
} as const;

/** A payment about to be recorded. Amounts in minor units. */
export interface PaymentDraft {
  id: string;
  kind: PaymentKind;
  merchantId: string;
  connectorId: string;
  /** Unique per connector and type: the payment's public id in its own door. */
  reference: string;
  type: CoreType;
  category: PaymentCategory;
  scheme: string;
  currency: string;
  precision: number;
  amountMinor: bigint;
  status: PaymentStatus;
  occurredAt: Date;
  /** Nanoseconds of its one adjustment beyond the millisecond of `occurredAt`, where there are any. */
  occurredNanos?: number;
  failureCode: string | null;
  customerId: string | null;
  merchantReference: string | null;
  description: string | null;
  idempotencyKey: string | null;
  metadata: Record<string, string>;
  /** Words the payment is found by, besides its ids. */
  search: readonly (string | null)[];
  reason: string | null;
  raw: unknown;
  /** The values of the kind's own columns, by name. */
  detail: Record<string, unknown>;
  /** Payments with the same word are recorded one after the other, never in one statement: what they change besides is one row. */
  inTurnWith?: string;
  /** Whether its money is real, where it is known through which connection it went. */
  mode?: PaymentMode;
  /** What had already happened when the payment was first heard of; else its one adjustment states the amount. */
  history?: PaymentHistory;
}

/** A payment that arrives with a past: every adjustment applies its delta to the draft's amount. */
export interface PaymentHistory {
  initialAmountMinor: bigint;
  adjustments: readonly [AdjustmentSeed, ...AdjustmentSeed[]];
}

/** One adjustment of a history, oldest arrival first. `amountMinor` is null where none was given. */
export interface AdjustmentSeed extends Instant {
  status: PaymentStatus;
  amountMinor: bigint | null;
  reference: string;
  metadata: Record<string, string>;
  raw: unknown;
}

/**
 * Records payments in one statement, and so in one round trip and all or nothing: for each its idempotency row, the
 * payment, its first adjustment, the tally, the outbox event and the audit row. A payment whose key is taken, whose
 * merchant or customer is not there, or which its merchant does not allow, writes nothing. Verdicts come back in the order
 * of the drafts. One payment outside a transaction shares its statement with those that wait at the same moment
 * (recording-queue.ts), which nobody notices; it may be refused with `unavailable` where too many wait.
 */
export async function recordPayments(
  ctx: Ctx,
  recording: PreparedStatement,
  drafts: readonly PaymentDraft[],
  on?: Queryable,
): Promise<RecordVerdict[]> {
  if (drafts.length > RECORD_BATCH_MAX)
    throw new RangeError(`at most ${RECORD_BATCH_MAX} payments are recorded at once`);
  const [only, ...others] = drafts;
  const verdicts =
    only && others.length === 0 && on === undefined && isGrouped()
      ? [await recordTogether(recording, { ...recordingOf(ctx, only), isCancelled: ctx.isCancelled })]
      : await recordRows(
          recording,
          drafts.map((draft) => recordingOf(ctx, draft).row),
          on,
        );
  for (const [index, draft] of drafts.entries()) note(ctx, draft, verdicts[index]);
  return verdicts;
}

/**
 * Records one payment that was judged before, and nothing where that no longer holds: null where the database refuses the
 * row, because a twin was quicker. Whoever judges it under the locks then finds out why.
 */
export async function recordUnlessTwin(
  ctx: Ctx,
  recording: PreparedStatement,
  draft: PaymentDraft,
): Promise<RecordVerdict | null> {
  try {
    const [verdict] = await recordPayments(ctx, recording, [draft]);
    return verdict ?? null;
  } catch (err) {
    if (isStatementError(err)) return null;
    throw err;
  }
}

/** A payment as it was recorded from its draft, with its history: what a read would give, without one. */
export function recordedPayment(
  { actor, now, requestId }: Ctx,
  draft: PaymentDraft,
): Payment & { adjustments: (Adjustment & { metadata: Record<string, string> })[] } {
  const adjustments = adjustmentsOf(draft);
  const { opening, snapshot, moved } = folded(draft, adjustments);
  const { id, kind, merchantId, connectorId, reference, type, category, scheme, currency, precision } = draft;
  const { failureCode, customerId, merchantReference, description, idempotencyKey, metadata } = draft;
  return {
    ...{ id, kind, merchantId, connectorId, reference, type, category, scheme, currency, precision },
    ...{ failureCode, customerId, merchantReference, description, idempotencyKey, metadata },
    ...opening,
    ...snapshot,
    ...moved,
    stage: stageOf(snapshot.status),
    version: adjustments.length,
    respondBy: null,
    mode: draft.mode ?? null,
    cardBrand: null,
    cardLast4: null,
    createdAt: draft.occurredAt,
    updatedAt: now,
    adjustments: adjustments.map((each) => ({
      ...each,
      raw: each.raw ?? {},
      recordedAt: now,
      actorType: actor.type,
      actorId: actor.id,
      actorLabel: actor.label,
      requestId,
      attemptId: null,
      respondBy: null,
    })),
  };
}

function note(
  ctx: Ctx,
  { id, kind, merchantId, idempotencyKey }: PaymentDraft,
  verdict?: RecordVerdict,
): void {
  if (verdict === "recorded") ctx.touched?.add(id);
  const isUsed = verdict === "recorded" || verdict === "replayed";
  if (isUsed && idempotencyKey !== null) rememberIdempotencyKey({ kind, merchantId, idempotencyKey });
}

/** The statement's parameters, in order. Apart from recordPayments only the benchmarks use them. */
export function recordParameters(ctx: Ctx, drafts: readonly PaymentDraft[]): [string] {
  return parametersOf(drafts.map((draft) => recordingOf(ctx, draft).row));
}

function recordingOf(ctx: Ctx, draft: PaymentDraft) {
  const { merchantId, connectorId, idempotencyKey, type, reference, inTurnWith } = draft;
  const keys = [`${connectorId} ${type} ${reference}`];
  if (idempotencyKey !== null) keys.push(`${merchantId} ${idempotencyKey}`);
  if (inTurnWith !== undefined) keys.push(inTurnWith);
  return { row: { id: draft.id, json: JSON.stringify(toInput(ctx, draft)) }, keys };
}

function toInput(ctx: Ctx, draft: PaymentDraft) {
  const { actor, now, requestId } = ctx;
  const adjustments = adjustmentsOf(draft);
  const { opening, snapshot, moved } = folded(draft, adjustments);
  const tally =
    adjustments.length === 1
      ? [tallyColumns(moved, NOTHING_MOVED)]
      : tallyOfHistory(draft, opening, adjustments, KIND_RULES[draft.kind].statusRule);
  return {
    ...draft.detail,
    ...movedColumns(moved),
    recorded_at: now,
    audited_at: deploymentTime(ctx),
    actor_type: actor.type,
    actor_id: actor.id,
    actor_label: actor.label,
    request_id: requestId,
    category: draft.category,
    mode: draft.mode ?? null,
    id: draft.id,
    kind: draft.kind,
    merchant_id: draft.merchantId,
    connector_id: draft.connectorId,
    reference: draft.reference,
    type: draft.type,
    scheme: draft.scheme,
    currency: draft.currency,
    precision: draft.precision,
    opening_amount_minor: opening.openingAmountMinor.toString(),
    opening_initial_amount_minor: opening.openingInitialAmountMinor.toString(),
    amount_minor: snapshot.amountMinor.toString(),
    initial_amount_minor: snapshot.initialAmountMinor.toString(),
    status: snapshot.status,
    in_dispute: snapshot.inDispute,
    last_status: snapshot.lastStatus,
    stage: stageOf(snapshot.status),
    occurred_at: draft.occurredAt,
    failure_code: draft.failureCode,
    customer_id: draft.customerId,
    merchant_reference: draft.merchantReference,
    description: draft.description,
    idempotency_key: draft.idempotencyKey,
    metadata: draft.metadata,
    search: searchText(draft.search),
    adjustments: adjustments.map(({ amountMinor, ...each }, index) => ({
      ...toColumns(each),
      ...tally[index],
      amount_minor: amountMinor?.toString() ?? null,
    })),
  };
}

function folded(draft: PaymentDraft, adjustments: ReturnType<typeof adjustmentsOf>) {
  const opening = {
    openingAmountMinor: draft.amountMinor,
    openingInitialAmountMinor: draft.history?.initialAmountMinor ?? draft.amountMinor,
  };
  const snapshot = fold(opening, adjustments, KIND_RULES[draft.kind].statusRule);
  if (snapshot.amountMinor < 0n) throw overRefunded(draft);
  const moved = moneyMoved({ ...opening, type: draft.type, category: draft.category }, snapshot, adjustments);
  refuseAboveMax(snapshot, moved);
  return { opening, snapshot, moved };
}

function adjustmentsOf(draft: PaymentDraft) {
  const { status, amountMinor, reference, occurredAt, occurredNanos = 0, reason, failureCode, raw } = draft;
  const opening = { status, amountMinor, reference, occurredAt, occurredNanos, metadata: {}, raw };
  return (draft.history?.adjustments ?? [opening]).map((each, index) => ({
    ...each,
    sequence: index + 1,
    opening: draft.history === undefined,
    reason,
    failureCode,
  }));
}

function toColumns(each: Omit<ReturnType<typeof adjustmentsOf>[number], "amountMinor">) {
  const { occurredAt, occurredNanos, failureCode, raw, ...same } = each;
  return {
    ...same,
    occurred_at: occurredAt,
    occurred_nanos: occurredNanos,
    failure_code: failureCode,
    raw: raw ?? {},
    event_id: newId(),
    audit_id: newId(),
  };
}

function overRefunded({ amountMinor, currency, precision }: PaymentDraft): Refused {
  return new Refused({ code: "amount_exceeds_remaining", remainingMinor: amountMinor, currency, precision });
}

/** The words a payment is found by, as its search column holds them. */
export function searchText(words: readonly (string | null)[]): string {
  return searchKey(words.filter(Boolean).join(" "));
}
