import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { spellAsset } from "@/lib/connected/assets";
import {
  creatableConnector,
  forgetConnector,
  type InstalledConnector,
  rememberedConnector,
} from "@/lib/connected/connectors/installed-connector";
import type { CreatePaymentV1, CreatePaymentV3 } from "@/lib/connected/wire";
import { isForeignKeyViolation, isUniqueViolation, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { CoreType, PaymentCategory } from "@/lib/payments/category";
import { refuseContradiction } from "@/lib/payments/contradiction";
import { delta } from "@/lib/payments/fold";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import type { AdjustmentSeed, PaymentDraft, PaymentHistory } from "@/lib/payments/record-payments";
import { recordedPayment, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import type { RecordVerdict } from "@/lib/payments/recording/record-rows";
import { reportAdjustment } from "@/lib/payments/report-adjustment";
import { isSameAdjustment, reportedBefore } from "@/lib/payments/reported-before";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { problemOf, Refused } from "@/lib/verb/problem";
import { type ConnectedPayment, connectedPaymentById, paymentUuid } from "./connected-payment";

/** Records a payment as v1 creates it; the same reference again moves it. Connected contract. */
export async function recordConnectedPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePaymentV1;
}): Promise<ConnectedPayment> {
  return (await recordOrMovePayment({ ctx, input })).payment;
}

/** The same, telling whether anything changed: an exact repeat changes nothing. */
export async function recordOrMovePayment({
  ctx,
  input,
  strict = false,
}: {
  ctx: Ctx;
  input: CreatePaymentV1;
  /** Refuses with `conflict` what contradicts what is stored, instead of keeping what is stored. */
  strict?: boolean;
}): Promise<RecordedOrMoved> {
  const seed = { ...seedOf(input), amountMinor: input.amount, status: input.status };
  return recordOrMove(ctx, input, [seed], { initialAmountMinor: null, strict });
}

export interface RecordedOrMoved {
  payment: ConnectedPayment;
  changed: boolean;
}

/** Records a payment as v3 creates it: `amount` is what it was worth before the adjustments given. */
export async function recordConnectedPaymentV3({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePaymentV3;
}): Promise<ConnectedPayment> {
  const other = input.adjustments.findIndex(
    ({ asset }) => asset && spellAsset(asset) !== spellAsset(input.asset),
  );
  if (other >= 0) refuseAsset(`adjustments.${other}.asset`, input);
  const seeds = input.adjustments.map(
    (each): AdjustmentSeed => ({
      status: each.status,
      amountMinor: each.amount ?? null,
      reference: each.reference,
      ...each.createdAt,
      metadata: each.metadata ?? {},
      raw: {},
    }),
  );
  const once = seeds.filter(
    (seed, index) => index === seeds.findIndex((each) => isSameAdjustment(each, seed)),
  );
  const { initialAmount: initialAmountMinor } = input;
  return (await recordOrMove(ctx, input, once, { initialAmountMinor, strict: false })).payment;
}

/** A payment as it is recorded, whichever way it came. */
export type RecordedInput = Omit<CreatePaymentV1, "status" | "metadata"> & {
  metadata?: Record<string, string> | null | undefined;
};

async function recordOrMove(
  ctx: Ctx,
  input: RecordedInput,
  seeds: AdjustmentSeed[],
  { initialAmountMinor, strict }: { initialAmountMinor: bigint | null; strict: boolean },
): Promise<RecordedOrMoved> {
  authorize(ctx, "payments:create");
  const remembered = rememberedConnector(ctx, input.connectorID);
  const connector = remembered ?? (await creatableConnector(ctx, input.connectorID));
  const merchantId = connector.merchantId ?? (await merchantOrFirst(ctx));
  const draft = connectedPaymentDraft(input, connector.id, merchantId, seeds, initialAmountMinor);
  switch (await recordOne(ctx, connector, draft)) {
    case "recorded":
      return { payment: fromDraft(ctx, connector, draft), changed: true };
    case "known":
      return move(ctx, await knownPayment(ctx, connector, draft), input, seeds, strict);
    default:
      // It has been paused or uninstalled since it was read.
      forgetConnector(ctx, input.connectorID);
      if (!remembered) throw new Refused({ code: "lost_race" });
      return recordOrMove(ctx, input, seeds, { initialAmountMinor, strict });
  }
}

/**
 * A twin that was recorded in the meantime makes the payment known; a connector that has gone takes none. What a new payment
 * would be refused for says nothing of a known one: that is judged by what is stored.
 */
async function recordOne(
  ctx: Ctx,
  connector: InstalledConnector,
  draft: PaymentDraft,
): Promise<RecordVerdict | undefined> {
  try {
    return (await recordPayments(ctx, RECORD_CONNECTED, [draft]))[0];
  } catch (err) {
    if (isForeignKeyViolation(err)) return "not_allowed";
    if (isUniqueViolation(err)) return "known";
    if (isOfAmounts(err) && (await paymentUuid(ctx, { connector, ...draft }))) return "known";
    throw err;
  }
}

function isOfAmounts(err: unknown): boolean {
  const code = problemOf(err)?.code;
  return code === "amount_exceeds_remaining" || code === "invalid";
}

async function knownPayment(
  ctx: Ctx,
  connector: InstalledConnector,
  { reference, type }: PaymentDraft,
): Promise<string> {
  const known = await paymentUuid(ctx, { connector, reference, type });
  if (known) return known;
  throw new Refused({ code: "conflict", message: "another merchant has a payment of this reference" });
}

function fromDraft(
  ctx: Ctx,
  { provider, reference }: InstalledConnector,
  draft: ConnectedDraft,
): ConnectedPayment {
  return {
    ...recordedPayment(ctx, draft),
    provider,
    connectorReference: reference,
    sourceAccountId: draft.detail.source_account_id,
    destinationAccountId: draft.detail.destination_account_id,
  };
}

async function move(
  ctx: Ctx,
  id: string,
  input: RecordedInput,
  seeds: readonly AdjustmentSeed[],
  strict: boolean,
): Promise<RecordedOrMoved> {
  const changed = await transaction(async (tx) => {
    let locked = await lockPayment(tx, id);
    if (!locked) throw new Error("a payment has gone");
    if (spellAsset(locked.payment) !== spellAsset(input.asset)) refuseAsset("asset", input);
    const versionBefore = locked.payment.version;
    for (const seed of inHoldingOrder(locked, seeds)) {
      if (strict) refuseContradiction(locked, seed);
      locked = (await reportAdjustment(tx, ctx, locked, seed)).locked;
    }
    return locked.payment.version > versionBefore;
  });
  return { payment: await connectedPaymentById(id), changed };
}

/**
 * What is given together is judged together, as on creation: where one refund of them would be refused for what stands behind
 * it, what adds comes first.
 */
function inHoldingOrder(locked: LockedPayment, seeds: readonly AdjustmentSeed[]): readonly AdjustmentSeed[] {
  const deltas = new Map(
    seeds.map((seed) => [seed, reportedBefore(locked, seed) ? 0n : delta({ ...seed, opening: false })]),
  );
  let leftMinor = locked.payment.amountMinor;
  const holds = [...deltas.values()].every((deltaMinor) => {
    leftMinor += deltaMinor;
    return leftMinor >= 0n;
  });
  const takes = (seed: AdjustmentSeed) => (deltas.get(seed) ?? 0n) < 0n;
  return holds ? seeds : [...seeds.filter((seed) => !takes(seed)), ...seeds.filter(takes)];
}

function refuseAsset(path: string, { reference }: RecordedInput): never {
  throw new Refused({
    code: "invalid",
    issues: [{ path, code: "invalid_value", message: `is not the asset of payment ${reference}` }],
  });
}

function seedOf(input: RecordedInput) {
  return { reference: input.reference, ...input.createdAt, metadata: {}, raw: {} };
}

type ConnectedDraft = PaymentDraft & {
  detail: { source_account_id: string | null; destination_account_id: string | null };
};

/** A payment about to be recorded; also for the import. */
export function connectedPaymentDraft(
  input: RecordedInput,
  connectorId: string,
  merchantId: string,
  seeds: readonly AdjustmentSeed[],
  initialAmountMinor: bigint | null,
): ConnectedDraft {
  const [first, ...rest] = seeds;
  if (!first) throw new RangeError("a payment has at least one adjustment");
  const history: PaymentHistory | null =
    initialAmountMinor === null ? null : { initialAmountMinor, adjustments: [first, ...rest] };
  return {
    id: newId(),
    kind: "connected",
    merchantId,
    connectorId,
    reference: input.reference,
    type: input.type,
    category: CATEGORIES[input.type],
    scheme: input.scheme,
    ...input.asset,
    amountMinor: input.amount,
    status: first.status,
    ...input.createdAt,
    failureCode: null,
    customerId: null,
    merchantReference: input.reference,
    description: null,
    idempotencyKey: null,
    metadata: input.metadata ?? {},
    search: [input.reference],
    reason: null,
    raw: first.raw,
    detail: {
      source_account_id: input.sourceAccountID ?? null,
      destination_account_id: input.destinationAccountID ?? null,
    },
    ...(history && { history }),
  };
}

const CATEGORIES: Record<CoreType, PaymentCategory> = {
  "PAY-IN": "pay_in",
  PAYOUT: "payout",
  TRANSFER: "transfer",
  OTHER: "unknown",
  UNKNOWN: "unknown",
};

/** The statement that records a connected payment and its accounts, unless its connector has been paused or has it already. */
export const RECORD_CONNECTED = recordStatement({
  allowed: "(SELECT k.enabled FROM connector k WHERE k.id = i.connector_id)",
  known: `EXISTS (
        SELECT 1 FROM payment p WHERE text_key(p.reference) = text_key(i.reference) AND p.reference = i.reference
          AND p.connector_id = i.connector_id AND p.type = i.type)`,
  columns: "source_account_id text, destination_account_id text",
  also: `mirrored AS (
    INSERT INTO connected_payment (payment_id, source_account_id, destination_account_id)
    SELECT id, source_account_id, destination_account_id FROM accepted
  )`,
});
