import { spellAsset } from "@/lib/connected/assets";
import { encodeAccountId, encodeConnectorId, encodePaymentId } from "@/lib/connected/ids";
import { metadataOrNull, providerV3 } from "@/lib/connected/present";
import { toV1Status } from "@/lib/connected/statuses";
import { declineOf } from "@/lib/connectors/decline-codes";
import { query } from "@/lib/db/sql";
import {
  HISTORIES,
  type HistoriesRow,
} from "@/lib/generated/sql/connected/payments/connected-payment/histories";
import { byTimeThenArrival, fold } from "@/lib/payments/fold";
import type { InitiationAdjustmentV3, InitiationV3, TaskV3, TransferInitiation } from "./answers";
import type { InitiationTask } from "./get-task";
import { type Initiation, initiationId } from "./initiation";
import { type InitiationStatus, initiationStatusOf, statusOfPayment, toV1 } from "./initiation-status";

export function presentInitiationV3(initiation: Initiation): InitiationV3 {
  return {
    ...shared(initiation),
    provider: providerV3(initiation.provider),
    amount: initiation.amountMinor,
    status: initiationStatusOf(initiation),
    ...(initiation.sourceAccountId && { sourceAccountID: initiation.sourceAccountId }),
    destinationAccountID: initiation.destinationAccountId,
  };
}

export function presentTransferInitiation(
  initiation: Initiation,
  steps: readonly InitiationStep[],
): TransferInitiation {
  const leftMinor = initiation.leftMinor ?? initiation.amountMinor;
  return {
    ...shared(initiation),
    provider: initiation.provider,
    amount: leftMinor,
    initialAmount: initiation.amountMinor,
    status: toV1(initiationStatusOf(initiation), leftMinor),
    sourceAccountID: initiation.sourceAccountId ?? "",
    destinationAccountID: initiation.destinationAccountId,
    relatedPayments: initiation.paymentStatus
      ? [
          {
            paymentID: paymentIdOf(initiation),
            createdAt: (initiation.decidedAt ?? initiation.createdAt).toISOString(),
            status: toV1Status(initiation.paymentStatus),
            error: errorOf(initiation),
          },
        ]
      : [],
    relatedAdjustments: steps.map((step, index) => ({
      adjustmentID: adjustmentId(initiation, steps.length - index),
      createdAt: step.at.toISOString(),
      status: toV1(step.status, step.leftMinor),
      error: step.error,
      metadata: null,
    })),
  };
}

export function presentAdjustments(
  initiation: Initiation,
  steps: readonly InitiationStep[],
): InitiationAdjustmentV3[] {
  return steps.map((step, index) => ({
    id: adjustmentId(initiation, steps.length - index),
    createdAt: step.at.toISOString(),
    status: step.status,
    ...(step.amountMinor !== null && { amount: step.amountMinor, asset: spellAsset(initiation) }),
    error: step.error,
    metadata: null,
  }));
}

/** One thing that happened to an initiation. */
export interface InitiationStep {
  at: Date;
  status: InitiationStatus;
  amountMinor: bigint | null;
  /** What was left of the money once it had happened: whatever happens later leaves that as it was. */
  leftMinor: bigint;
  error: string | null;
}

/** What happened to an initiation, newest first: what was decided, then its payment's history. */
export async function stepsOf(initiation: Initiation): Promise<InitiationStep[]> {
  const { decision, decidedAt, unsentAt, unsentReason, paymentId, createdAt, amountMinor } = initiation;
  const step = (at: Date, status: InitiationStatus): InitiationStep => ({
    at,
    status,
    amountMinor,
    leftMinor: amountMinor,
    error: null,
  });
  const waited = step(createdAt, "WAITING_FOR_VALIDATION");
  const decided =
    decidedAt === null
      ? []
      : [step(decidedAt, decision === "rejected" ? "REJECTED" : "SCHEDULED_FOR_PROCESSING")];
  const unsent = unsentAt === null ? [] : [{ ...step(unsentAt, "FAILED"), error: unsentReason }];
  const history = paymentId === null ? [] : await query(HISTORIES, { ids: [paymentId] });
  const inTime = [...history].sort(byTimeThenArrival);
  const opening = { openingAmountMinor: amountMinor, openingInitialAmountMinor: amountMinor };
  const happened = inTime.map((each, index) => ({
    ...stepOfAdjustment(each),
    leftMinor: fold(opening, inTime.slice(0, index + 1)).amountMinor,
  }));
  return [waited, ...decided, ...unsent, ...happened].reverse();
}

function stepOfAdjustment({ occurredAt, status, amountMinor, reason }: HistoriesRow) {
  const failed = status === "failed" || status === "refunded_failure";
  return { at: occurredAt, status: statusOfPayment(status), amountMinor, error: failed ? reason : null };
}

export function presentTask(task: InitiationTask): TaskV3 {
  const { id, state, finishedAt, createdAt, declineCode, unsentReason } = task;
  return {
    id,
    status: state === "succeeded" ? "SUCCEEDED" : state === "failed" ? "FAILED" : "PROCESSING",
    createdAt: createdAt.toISOString(),
    updatedAt: (finishedAt ?? createdAt).toISOString(),
    ...whereOf(task),
    error: unsentReason ?? (declineCode && declineOf(declineCode).operator),
  };
}

/** The connector that was asked, and what it made. */
function whereOf({ provider, connectorReference, reference, type, accountReference }: InitiationTask) {
  if (provider === null || connectorReference === null) return {};
  const connector = { provider, reference: connectorReference };
  return {
    connectorID: encodeConnectorId(connector),
    ...(reference && type && { createdObjectID: encodePaymentId({ connector, reference, type }) }),
    ...(accountReference && { createdObjectID: encodeAccountId({ connector, reference: accountReference }) }),
  };
}

function shared(initiation: Initiation) {
  const { provider, connectorReference, reference, description, type } = initiation;
  return {
    id: initiationId(initiation),
    reference,
    createdAt: initiation.createdAt.toISOString(),
    scheduledAt: initiation.scheduledAt.toISOString(),
    description,
    connectorID: encodeConnectorId({ provider, reference: connectorReference }),
    type,
    asset: spellAsset(initiation),
    error: errorOf(initiation),
    metadata: metadataOrNull(initiation.metadata),
  };
}

function errorOf({ failureCode, unsentReason }: Initiation): string | null {
  if (unsentReason !== null) return unsentReason;
  return failureCode && declineOf(failureCode).operator;
}

function paymentIdOf({ provider, connectorReference, reference, type }: Initiation): string {
  return encodePaymentId({ connector: { provider, reference: connectorReference }, reference, type });
}

// Counted from the oldest, so that an id stays when more happens.
function adjustmentId(initiation: Initiation, sequence: number): string {
  const place = { InitiationID: initiationId(initiation), Sequence: sequence };
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}
