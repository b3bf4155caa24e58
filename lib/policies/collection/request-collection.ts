import { z } from "zod";
import type { Queryable } from "@/lib/db/sql";
import { unfit } from "@/lib/policies/field-words";
import { DESCRIPTION_LENGTH_MAX, positiveIntegerField, text, uuidField } from "@/lib/policies/fields";
import { methodsById } from "@/lib/policies/methods/payment-method";
import { readCreateBody } from "@/lib/policies/payments/create-fields";
import type { Asked } from "@/lib/policies/payments/judge-payment";
import type { PolicyWithRules } from "@/lib/policies/policy";
import { readBody, refuseIssues } from "@/lib/policies/read-body";
import { timeField } from "@/lib/policies/time-field";
import type { Ctx } from "@/lib/verb/context";
import { collectedBy } from "./chosen-method";
import { isPossible } from "./possible-dates";

export const requestCollectionBody = z.strictObject({
  amount: positiveIntegerField,
  description: text(DESCRIPTION_LENGTH_MAX),
  payment_date: timeField,
  payment_method_id: uuidField,
});

/**
 * A premium to be collected by request, as it is judged and recorded: like any other that is pending, on a day on which
 * money can be collected, in the way of its method. Refuses with `invalid`.
 */
export async function collectionRequested(
  ctx: Ctx,
  { policy, body }: { policy: PolicyWithRules; body: Record<string, unknown> },
  on?: Queryable,
): Promise<Asked> {
  const { payment_date, payment_method_id } = readBody(requestCollectionBody, body);
  const method = (await methodsById([payment_method_id], on)).get(payment_method_id);
  const collection = collectedBy(method?.type ?? "debit_order");
  const issues = [
    ...(isPossible(payment_date, ctx.now) ? [] : [unfit("payment_date", DATE_RULE)]),
    ...(collection
      ? []
      : [unfit("payment_method_id", "must be one that can be collected from, which an eft is not")]),
  ];
  if (issues.length > 0) refuseIssues(issues);
  const premium = { status: "pending", payment_type: "premium", premium_type: "collection_request" };
  return { policy, read: readCreateBody({ ...body, ...premium, collection_type: collection }) };
}

const DATE_RULE = "must be a working day after today, as collection-requests/payment-dates lists them";
