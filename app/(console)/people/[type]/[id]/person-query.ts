import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { markDuplicates, paymentLine, withoutGone } from "@/components/payments/payment-line";
import { describePayment } from "@/lib/kinds/describe-payment";
import { failureSentence } from "@/lib/kinds/outlook/why-in-state";
import { duplicatesOf } from "@/lib/payments/duplicates";
import { goneCharges } from "@/lib/payments/refunds/gone-charges";
import { OPEN_FAILURES_MAX, type OpenFailure } from "@/lib/people/open-failures";
import { getPerson, PERSON_PAYMENTS_MAX, type Person } from "@/lib/people/person";
import { PERSON_RECORD_TYPES } from "@/lib/people/record-type";
import { may } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { loadCards } from "./load-cards";

/** A person's page, by the `type` and `id` of one of their records. */
export const personQuery = {
  permission: "payments:read",
  read: async ({ ctx, params }) => {
    const id = params.get("id") ?? "";
    const type = PERSON_RECORD_TYPES.find((each) => each === params.get("type"));
    if (!type) throw new Refused({ code: "not_found", object: "Person", id });
    const person = await getPerson({ ctx, input: { type, id } });
    const ids = person.payments.map((each) => each.id);
    const [duplicates, gone, cards] = await Promise.all([
      duplicatesOf(ids),
      goneCharges(ids),
      loadCards(ctx, person),
    ]);
    const lines = person.payments.map((payment) => paymentLine(payment, ctx.now));
    return {
      ...identityOf(person),
      lines: markDuplicates(withoutGone(lines, gone), duplicates),
      moreThanShown: person.paymentsCount > PERSON_PAYMENTS_MAX ? person.paymentsCount : null,
      disputes: person.disputes.map((payment) => paymentLine(payment, ctx.now)),
      failures: person.openFailures.map((failure) => failureLine(failure, ctx.now)),
      moreFailures: person.openFailures.length === OPEN_FAILURES_MAX,
      cards,
      mayWrite: may(ctx.actor, "customers:write"),
      mayRefund: may(ctx.actor, "payments:refund"),
    };
  },
} satisfies ConsoleQuery<unknown>;

function identityOf({ name, email, phone, merchantName, records, totals, notes }: Person) {
  return { name, email, phone, merchantName, records, totals, notes };
}

export type FailureLine = ReturnType<typeof failureLine>;

/** A payment that failed, with why and what to do about it. */
function failureLine({ payment, next }: OpenFailure, now: Date) {
  const line = paymentLine(payment, now);
  const why =
    payment.failureCode || payment.failureReason
      ? failureSentence({ ...payment, description: describePayment(payment) })
      : "Not said";
  return { ...line, why, next, policyId: payment.policyId, linked: payment.kind === "checkout" };
}
