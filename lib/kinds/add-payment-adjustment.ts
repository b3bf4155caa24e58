import { spellAsset } from "@/lib/connected/assets";
import type { AddAdjustment } from "@/lib/connected/wire";
import { transaction } from "@/lib/db/sql";
import { type AttemptKey, claimAttemptKey } from "@/lib/payments/attempt-key";
import { refuseContradiction } from "@/lib/payments/contradiction";
import { lockVisiblePayment } from "@/lib/payments/find-payment";
import { mayBeReported, movesMoney, refusedChange } from "@/lib/payments/life-cycle";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import type { Payment } from "@/lib/payments/payment";
import { reportedBefore } from "@/lib/payments/reported-before";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { KINDS } from "./registry";

export interface AddPaymentAdjustment extends AddAdjustment {
  /** Any spelling of the payment's UUID. */
  id: string;
  reason?: string;
  /** When a dispute that this opens has to be answered, where the provider says. */
  respondBy?: Date | undefined;
}

/** What a form of the console says besides. */
export interface AdjustmentForm {
  /** Minted when it is shown: however often it is sent, it adds one adjustment. */
  id: string;
  sent: object;
  /** Refuses in the form's own words what its payment, as it is now, cannot have had happen. */
  judge: (payment: Payment) => void;
}

/**
 * Adds what happened elsewhere to a payment of any door. `changed` is false for an exact repeat. Refuses with
 * `illegal_transition` what the payment's life cycle forbids, and what only an attempt of its own can bring about; with
 * `conflict` a form that added something else before.
 */
export async function addPaymentAdjustment({
  ctx,
  input,
  strict = false,
  form,
}: {
  ctx: Ctx;
  input: AddPaymentAdjustment;
  /** Refuses with `conflict` what contradicts what is stored, instead of keeping what is stored. */
  strict?: boolean;
  form?: AdjustmentForm;
}): Promise<{ paymentId: string; changed: boolean }> {
  authorize(ctx, "payments:adjust");
  return transaction(async (tx) => {
    const locked = await lockVisiblePayment(tx, ctx, input.id);
    const { payment } = locked;
    if (input.asset && spellAsset(input.asset) !== spellAsset(payment)) {
      throw new Refused({
        code: "invalid",
        issues: [{ path: "asset", code: "invalid_value", message: "is not the asset of the payment" }],
      });
    }
    if (form) {
      const key: AttemptKey = { begins: "adjustment", payment, key: form.id, sent: form.sent };
      if (await claimAttemptKey(tx, ctx, key)) return { paymentId: payment.id, changed: false };
      form.judge(payment);
    }
    const { amount: amountMinor } = input;
    const same = reportedBefore(locked, { ...input, ...input.createdAt });
    if (strict || (form && same && movesMoney(input.status)))
      refuseContradiction(locked, { ...input, ...input.createdAt, amountMinor });
    if (same) return { paymentId: payment.id, changed: false };
    if (!mayBeReported(payment.kind, payment.status, input.status)) throw illegal(locked, input);
    const { reference, createdAt, status, raw = {}, reason, respondBy } = input;
    const change = {
      reference,
      ...createdAt,
      status,
      amountMinor,
      raw,
      metadata: {},
      ...(reason && { reason }),
      ...(respondBy && { respondBy }),
    };
    await KINDS[payment.kind].report(tx, ctx, locked, change);
    return { paymentId: payment.id, changed: true };
  });
}

function illegal({ payment }: LockedPayment, { status }: AddPaymentAdjustment): Refused {
  const { kind, status: from } = payment;
  return new Refused({
    code: "illegal_transition",
    from,
    to: status,
    reason: refusedChange(kind, from, status),
  });
}
