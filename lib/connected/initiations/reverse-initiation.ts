import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/record";
import { spellAsset } from "@/lib/connected/assets";
import type { ReverseInitiation } from "@/lib/connected/initiations/wire";
import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import { type Queryable, query, queryOne, transaction } from "@/lib/db/sql";
import { FIND_REVERSAL, type FindReversalRow } from "@/lib/generated/sql/connected/initiations/find-reversal";
import { INSERT_REVERSAL } from "@/lib/generated/sql/connected/initiations/insert-reversal";
import { newId } from "@/lib/ids";
import { type Attempt, attemptsOf, beginAttempt } from "@/lib/payments/attempt";
import { factsOf } from "@/lib/payments/facts";
import { lockPayment } from "@/lib/payments/lock-payment";
import { moneyMoverOf } from "@/lib/payments/moving-attempt";
import { settleRefund } from "@/lib/payments/refunds/settle-refund";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { getInitiation, lockInitiation } from "./initiation";

export interface Reversal {
  id: string;
  attemptId: string;
}

/**
 * Calls back part or all of what an initiation sent, through the connector that sent it. The same reference again calls
 * back once, and is refused with `conflict` where it says something else, as is what was not sent; refuses with `amount_exceeds_remaining` more than is left.
 */
export async function reverseInitiation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReverseInitiation & { id: string };
}): Promise<Reversal> {
  authorize(ctx, "payments:approve");
  const { uuid, currency } = await getInitiation({ ctx, input });
  const begun = await transaction((tx) => begin(tx, ctx, uuid, input));
  if ("attemptId" in begun) return begun;
  const { attempt, reversal, payoutReference } = begun;
  const outcome = await ask(async () =>
    (await connectorOf(attempt)).refund({
      attemptId: attempt.id,
      chargeReference: payoutReference,
      amountMinor: attempt.amountMinor,
      currency,
      now: ctx.now,
    }),
  );
  await settleRefund({ ctx, attemptId: attempt.id, outcome, reason: input.description });
  return reversal;
}

interface Begun {
  attempt: Attempt;
  reversal: Reversal;
  payoutReference: string;
}

async function begin(
  tx: Queryable,
  ctx: Ctx,
  uuid: string,
  input: ReverseInitiation,
): Promise<Begun | Reversal> {
  const initiation = await lockInitiation(tx, uuid);
  if (spellAsset(initiation) !== spellAsset(input.asset))
    refuseField("asset", "invalid_value", "is not the asset of the payment initiation");
  const known = await queryOne(FIND_REVERSAL, { initiationId: uuid, reference: input.reference }, tx);
  if (known) return replayed(known, input);
  const locked = initiation.paymentId === null ? null : await lockPayment(tx, initiation.paymentId);
  const attempts = locked ? await attemptsOf(locked.payment.id, tx) : [];
  const payout = moneyMoverOf("payout", attempts);
  if (!locked || !payout)
    throw new Refused({ code: "conflict", message: "nothing was sent that could be called back" });
  const { payment } = locked;
  const { refundableMinor: remainingMinor } = factsOf(locked, attempts);
  if (input.amount > remainingMinor)
    throw new Refused({ code: "amount_exceeds_remaining", remainingMinor, ...payment });
  const attempt = await beginAttempt(tx, ctx, {
    paymentId: payment.id,
    operation: "refund",
    connector: payout.connector,
    connectionId: payout.connectionId,
    amountMinor: input.amount,
  });
  const reversal = { id: newId(), attemptId: attempt.id };
  const { reference, description, amount: amountMinor, metadata } = input;
  const row = { ...reversal, initiationId: uuid, reference, description, amountMinor };
  await query(INSERT_REVERSAL, { ...row, metadata: metadata ?? {}, now: ctx.now }, tx);
  await recordAudit(tx, ctx, {
    action: "payment_initiation.reversed",
    objectType: "payment_initiation",
    objectId: uuid,
    merchantId: initiation.merchantId,
    data: { reference, amountMinor: amountMinor.toString() },
  });
  return { attempt, reversal, payoutReference: payout.providerReference };
}

function replayed({ id, attemptId, ...found }: FindReversalRow, input: ReverseInitiation): Reversal {
  const { amount: amountMinor, description, metadata } = input;
  if (isDeepStrictEqual(found, { amountMinor, description, metadata: metadata ?? {} }))
    return { id, attemptId };
  throw new Refused({ code: "conflict", message: "another reversal has this reference" });
}
