import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import { type Queryable, transaction } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { type Attempt, attemptById } from "@/lib/payments/attempt";
import { type AttemptKey, claimAttemptKey, noteAttempt } from "@/lib/payments/attempt-key";
import { maySee } from "@/lib/payments/find-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { beginCharge, chargedCard, throughSaved } from "./begin-charge";
import { lockCheckout } from "./checkout-link";
import { chargeRequest } from "./pay-checkout";
import { type PaymentRefusal, paymentRefusal } from "./payment-refusal";
import { savedMethodOf } from "./saved-payment-methods";
import { settleCharge } from "./settle-charge";

export interface ChargeSavedMethod {
  /** Any spelling of the payment's id. */
  id: string;
  paymentMethodId: string;
  /** The same key again finds out what became of the first charge, and charges nothing. */
  idempotencyKey: string;
}

/** `replayed` where the key had charged before. */
export interface SavedMethodCharge {
  replayed: boolean;
  attempt: Attempt;
  currency: string;
}

/**
 * Charges a payment to a card its customer has saved, while the customer is away: the card is charged by the same steps as
 * on the hosted page, and once. Refuses with `not_found`, `invalid`, `illegal_transition` or `conflict`.
 */
export async function chargeSavedMethod({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ChargeSavedMethod;
}): Promise<SavedMethodCharge> {
  authorize(ctx, "payments:create");
  const begun = await transaction((tx) => begin(tx, ctx, input));
  if (begun.replayed) return begun;
  const { attempt, currency } = begun;
  const request = chargeRequest(attempt, currency, ctx.now);
  const outcome = await ask(async () => (await connectorOf(attempt)).charge(request));
  await settleCharge({ ctx, attemptId: attempt.id, outcome });
  return { ...begun, attempt: await attemptOf(attempt.id) };
}

async function begin(tx: Queryable, ctx: Ctx, input: ChargeSavedMethod): Promise<SavedMethodCharge> {
  const id = readAnyId(input.id);
  const locked = id ? await lockCheckout(tx, id) : null;
  if (!locked || !maySee(ctx, locked.payment))
    throw new Refused({ code: "not_found", object: "Payment", id: input.id });
  const { payment } = locked;
  const { currency } = payment;
  const { idempotencyKey, paymentMethodId } = input;
  const key: AttemptKey = { begins: "charge", payment, key: idempotencyKey, sent: { paymentMethodId } };
  const before = await claimAttemptKey(tx, ctx, key);
  if (before) return { replayed: true, attempt: await attemptOf(before.attemptId, tx), currency };
  const refusal = await paymentRefusal(tx, ctx, locked);
  if (refusal) refuse(refusal);
  const saved = await savedMethodOf(tx, payment.customerId, input.paymentMethodId, "paymentMethodId");
  const through = await throughSaved(tx, payment, saved, "paymentMethodId");
  const attempt = await beginCharge(tx, ctx, locked, chargedCard(saved, { offSession: true }), through);
  await noteAttempt(tx, key, attempt.id);
  return { replayed: false, attempt, currency };
}

async function attemptOf(id: string | null, on?: Queryable): Promise<Attempt> {
  const attempt = id && (await attemptById(id, on));
  if (!attempt) throw new Error("a key has charged nothing");
  return attempt;
}

function refuse(refusal: PaymentRefusal): never {
  switch (refusal.outcome) {
    case "closed":
      throw new Refused({
        code: "illegal_transition",
        from: refusal.state,
        to: "processing",
        reason: `A payment that is ${refusal.state} cannot be charged.`,
      });
    case "locked":
      throw new Refused({
        code: "conflict",
        message: `Too many cards were declined; it can be charged again at ${refusal.until.toISOString()}.`,
      });
    default:
      throw new Refused({ code: "conflict", message: "The payment is being paid at this moment." });
  }
}
