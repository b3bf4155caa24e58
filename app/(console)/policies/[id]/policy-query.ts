import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { methodView } from "@/app/(console)/policies/method-view";
import { directionOf } from "@/lib/payments/category";
import { COLLECTED_BY_US } from "@/lib/policies/collection/collect-payment";
import { getPolicy } from "@/lib/policies/manage-policies";
import { mandateStanding } from "@/lib/policies/mandates/mandate-standing";
import { listPaymentMethods } from "@/lib/policies/methods/manage-payment-methods";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import { listPolicyPayments } from "@/lib/policies/payments/list-policy-payments";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import { coreTypeOf } from "@/lib/policies/payments/policy-payment-draft";
import type { PolicyWithRules } from "@/lib/policies/policy";
import { PAGE_SIZE_DEFAULT } from "@/lib/policies/wire-queries";
import { hrefFromPastEnd, pageNumber } from "@/lib/search/page-number";
import { may } from "@/lib/verb/permissions";
import { mandateView } from "./mandate-view";

const METHODS_MAX = 100;

/** A policy's page, by the policy's `id`, with the `page` of its payments that is asked for. */
export const policyQuery = {
  permission: "policies:read",
  read: async ({ ctx, params }) => {
    const policy = await getPolicy({ ctx, input: { id: params.get("id") ?? "" } });
    const page = pageNumber(params);
    const of = { policyId: policy.id };
    const waiting = { ...of, status: ["pending" as const], limit: 1, offset: 0 };
    const [{ payments, total }, newest, { methods }, pending, collected, standing] = await Promise.all([
      listPolicyPayments({
        ctx,
        input: { ...of, limit: PAGE_SIZE_DEFAULT, offset: (page - 1) * PAGE_SIZE_DEFAULT },
      }),
      listPolicyPayments({ ctx, input: { ...of, limit: 1, offset: 0 } }),
      listPaymentMethods({
        ctx,
        input: { policyholderIds: [policy.policyholderId], limit: METHODS_MAX, offset: 0 },
      }),
      listPolicyPayments({ ctx, input: waiting }),
      listPolicyPayments({ ctx, input: { ...waiting, ...COLLECTED_BY_US } }),
      mandateStanding({ ctx, input: of }),
    ]);
    const assigned = methods.find(({ id }) => id === policy.paymentMethodId);
    const paidWith = assigned ?? methods.find(({ id }) => id === newest.payments[0]?.paymentMethodId);
    const address = (to: number) => `/policies/${policy.id}?page=${to}`;
    return {
      policy: policyFacts(policy),
      payments: payments.map(paymentLine),
      total,
      paged: total > PAGE_SIZE_DEFAULT,
      firstHref: hrefFromPastEnd(page, payments.length, address),
      newerHref: page > 1 ? address(page - 1) : null,
      olderHref: page * PAGE_SIZE_DEFAULT < total ? address(page + 1) : null,
      paidWith: paidWith ? methodView(paidWith) : null,
      mandate: assigned ? mandateView(standing) : null,
      pending: { collected: collected.total, reported: pending.total - collected.total },
      methods: methods.map((method) => ({ value: method.id, label: methodName(method) })),
      manage: may(ctx.actor, "policies:manage"),
      mayRecord: may(ctx.actor, "payments:create"),
    };
  },
} satisfies ConsoleQuery<unknown>;

export type PolicyFactsView = ReturnType<typeof policyFacts>;

function policyFacts(policy: PolicyWithRules) {
  const { id, policyNumber, packageName, policyholderId, holderName, status, paymentMethodId } = policy;
  const { monthlyPremiumMinor, currency, billingFrequency, billingDay, startDate, charges } = policy;
  return {
    ...{ id, policyNumber, packageName, policyholderId, holderName, status, paymentMethodId },
    ...{ monthlyPremiumMinor, currency, billingFrequency, billingDay, startDate, charges },
  };
}

export type PolicyPaymentLine = ReturnType<typeof paymentLine>;

/** A payment as a row of its policy's page shows it. Its direction says which way its money goes, whatever the wire's sign. */
function paymentLine(payment: PolicyPayment) {
  const { id, description, paymentType, premiumType, retryNumber, failureReason, status, currency } = payment;
  return {
    ...{ id, description, paymentType, premiumType, retryNumber, failureReason, status, currency },
    day: dayOf(payment),
    amountMinor: payment.amountMinor < 0n ? -payment.amountMinor : payment.amountMinor,
    direction: directionOf(coreTypeOf(paymentType)),
  };
}

/** The day in UTC it was to be collected on; where it was decided before, that day. */
function dayOf({ actionDate, finalizedAt }: PolicyPayment): Date {
  return finalizedAt && finalizedAt < actionDate ? finalizedAt : actionDate;
}
