import { z } from "zod";
import { judgedByHandler, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { midnight } from "@/lib/policies/collection/possible-dates";
import { once } from "@/lib/policies/payments/idempotency";
import { reschedule, UNSCHEDULE_REASONS, unschedule } from "@/lib/policies/scheduled/reschedule";
import { getScheduledPayment, listScheduledPayments } from "@/lib/policies/scheduled/scheduled-payment";
import { scheduledAnswer, scheduledIdAnswer } from "./answers-collection";
import { pathId } from "./door-paths";
import { unfit } from "./field-words";
import { count, DESCRIPTION_LENGTH_MAX, text } from "./fields";
import { jsonAnswer } from "./json";
import { TOTAL } from "./operations-policies";
import { presentScheduled } from "./present-collection";
import { readBody, refuseIssues } from "./read-body";
import { timeField } from "./time-field";
import { keyedQuery, pageOf, scheduledQuery } from "./wire-queries";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
const SCHEDULED = { id: "The scheduled payment's id." };
const VERSION_MAX = 1_000_000_000;

const rescheduleBody = z.strictObject({
  scheduled_for: timeField,
  version: count(1, VERSION_MAX),
  reason: text(DESCRIPTION_LENGTH_MAX).optional(),
});
const unscheduleBody = z.strictObject({ reason: z.enum(UNSCHEDULE_REASONS), version: count(1, VERSION_MAX) });
const JUDGED = judgedByHandler<Record<string, unknown>>();

/** Payments that wait for their day. */
export const scheduledOperations: readonly KeyedOperation[] = [
  operation({
    id: "listScheduledPayments",
    method: "GET",
    path: `${V1}/scheduled-payments`,
    permission: "payments:read",
    summary: "List scheduled payments",
    description:
      "Ours. What is pending, the next to come first; a scheduled payment has the id of its payment.",
    query: scheduledQuery,
    answers: {
      200: { description: "A page of scheduled payments.", schema: scheduledAnswer.array(), headers: TOTAL },
    },
    example: { query: { payment_types: "premium", page_size: "20" } },
    handle: async ({ ctx, query }) => {
      const filter = { policyId: query.policy_id, paymentTypes: query.payment_types };
      const { scheduled, total } = await listScheduledPayments({
        ctx,
        input: { ...filter, ...pageOf(query) },
      });
      return jsonAnswer(scheduled.map(presentScheduled), { "X-Total-Count": String(total) });
    },
  }),
  operation({
    id: "reschedulePayment",
    method: "POST",
    path: `${V1}/scheduled-payments/:id/reschedule`,
    permission: "payments:update",
    summary: "Move a scheduled payment to another day",
    description:
      "Today or later, in UTC. Another `version` than the payment's, or a payment that is not pending, is a 409.",
    params: SCHEDULED,
    query: keyedQuery,
    body: { schema: rescheduleBody, schemaFor: () => JUDGED },
    answers: { 200: { description: "Moved.", schema: scheduledIdAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_ID" }, body: { scheduled_for: "2099-06-01", version: 1 } },
    handle: async ({ ctx, url, params, body }) =>
      once(
        { ctx, url, method: "POST", body },
        async (on) => {
          const { id } = await getScheduledPayment({ ctx, input: { id: idOf(params) } }, on);
          const { scheduled_for: scheduledFor, ...told } = readBody(rescheduleBody, body);
          if (midnight(scheduledFor) < midnight(ctx.now))
            refuseIssues([unfit("scheduled_for", "must not be before today")]);
          return { id, scheduledFor, ...told };
        },
        async (tx, asked) => {
          await reschedule(tx, ctx, asked);
          return jsonAnswer({ scheduled_payment_id: asked.id });
        },
      ),
  }),
  operation({
    id: "unschedulePayment",
    method: "POST",
    path: `${V1}/scheduled-payments/:id/unschedule`,
    permission: "payments:update",
    summary: "Unschedule a payment",
    description: "Cancels it: it will not be collected. Refused like a reschedule.",
    params: SCHEDULED,
    query: keyedQuery,
    body: { schema: unscheduleBody, schemaFor: () => JUDGED },
    answers: { 200: { description: "Cancelled.", schema: scheduledIdAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_ID" }, body: { reason: "manual_admin", version: 1 } },
    handle: async ({ ctx, url, params, body }) =>
      once(
        { ctx, url, method: "POST", body },
        async (on) => {
          const { id } = await getScheduledPayment({ ctx, input: { id: idOf(params) } }, on);
          return { id, ...readBody(unscheduleBody, body) };
        },
        async (tx, asked) => {
          await unschedule(tx, ctx, asked);
          return jsonAnswer({ scheduled_payment_id: asked.id });
        },
      ),
  }),
];

function idOf({ id }: Readonly<Record<string, string>>): string {
  return pathId(id, "Scheduled payment");
}
