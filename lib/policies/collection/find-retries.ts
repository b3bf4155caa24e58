import { onReplica } from "@/lib/db/replicas";
import { type Queryable, query } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/policies/collection/find-retries/count";
import { FIND, type FindRow } from "@/lib/generated/sql/policies/collection/find-retries/find";
import type { PaymentStatus } from "@/lib/payments/status";
import type { FailureAction, MethodType } from "@/lib/policies/enums";
import { placeAfter } from "@/lib/search/keyset";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { collectionWith } from "./chosen-method";
import { type MissingAgreement, missingAgreement } from "./missing-agreement";

/** A page of the retries list shows this many. */
export const RETRIES_PER_PAGE = 50;

/** An original payment that failed, with where its chain of attempts stands. Amounts in minor units. */
export interface RetryRow {
  originalId: string;
  latestId: string;
  latestStatus: PaymentStatus;
  policyId: string;
  policyNumber: string;
  holderName: string;
  amountMinor: bigint;
  currency: string;
  description: string | null;
  collectionType: string;
  /** The method of the attempt that waits or is under way, else the one that the next would go by. */
  methodType: MethodType;
  methodLast4: string | null;
  methodBlocked: boolean;
  blockedReason: string | null;
  policyActive: boolean;
  /** What the payer has yet to agree to before the next attempt can be made. */
  missingAgreement: MissingAgreement | null;
  /** Of the last attempt that failed. */
  failureReason: string | null;
  failureCode: string | null;
  failureAction: FailureAction | null;
  failedMethodType: MethodType;
  failedAt: Date;
  retriesMade: number;
  /** By the product module; none where it does not retry by itself. */
  retriesAllowed: number;
  /** When the pending retry is due, or null. */
  nextAttemptAt: Date | null;
}

export type RetryState = "waiting" | "stuck";

/** Failed premiums nobody has recovered yet, the latest failure first; `waiting` have a retry ahead, `stuck` have none. */
export async function findRetries(
  {
    ctx,
    input,
  }: {
    ctx: Ctx;
    input: {
      state?: RetryState | undefined;
      originalIds?: readonly string[];
      offset?: number;
      /** The place of the row before the first, for whom an offset is not enough: it moves where rows come and go. */
      after?: string | undefined;
    };
  },
  on?: Queryable,
): Promise<{ rows: RetryRow[]; more: boolean }> {
  authorize(ctx, "payments:read");
  const max = input.originalIds?.length ?? RETRIES_PER_PAGE;
  const asked = {
    merchantId: merchantBound(ctx.actor),
    state: input.state ?? null,
    originalIds: input.originalIds ?? null,
    max: max + 1,
    offset: input.offset ?? 0,
    ...placeAfter(input.after),
  };
  const rows = await (on ? query(FIND, asked, on) : onReplica(() => query(FIND, asked)));
  const shown = await Promise.all(rows.slice(0, max).map((row) => withAgreement(row, on)));
  return { rows: shown, more: rows.length > max };
}

async function withAgreement(
  { merchantId, paymentType, latestCollectionType, agreedAt, ...row }: FindRow,
  on: Queryable | undefined,
): Promise<RetryRow> {
  const collectionType = collectionWith(row.methodType, latestCollectionType);
  const next = { ...row, merchantId, paymentType, collectionType };
  return { ...row, missingAgreement: await missingAgreement(next, agreedAt, on) };
}

/** How many failed premiums are in a state, counted up to a limit. */
export async function countRetries({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { state: RetryState; limit: number };
}): Promise<number> {
  authorize(ctx, "payments:read");
  const [counted] = await query(COUNT, { merchantId: merchantBound(ctx.actor), ...input });
  return counted?.count ?? 0;
}
