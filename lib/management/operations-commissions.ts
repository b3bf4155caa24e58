import { z } from "zod";
import { requiredOr, text } from "@/lib/checkout/fields";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { spellId } from "@/lib/ids";
import { exponentOf } from "@/lib/money/currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import {
  type CommissionDecision,
  DECIDE_MAX,
  decideCommissions,
} from "@/lib/referrals/commissions/decide-commissions";
import { type ListedCommission, listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { COMMISSION_SHELVES, COMMISSION_STATES } from "@/lib/referrals/referrals/states";
import { cursorOf } from "@/lib/search/keyset";
import { listAnswer, nextPlace, presentPage } from "./list-answer";
import { idField, limitField, rowCursor } from "./wire";

const operation = operationsWith(validate);

const commissionAnswer = z
  .object({
    id: spelledId("com"),
    object: z.literal("commission"),
    merchantId: spelledId("mer"),
    partnerId: spelledId("ptr"),
    partnerName: z.string(),
    referralId: spelledId("ref"),
    paymentId: spelledId("pay"),
    type: z.enum(["commission", "clawback"]).meta({
      description: "A clawback takes back, and is negative; one above zero gives back what was taken.",
    }),
    amount: z.string().meta({ description: "In the decimals of its currency." }),
    currency: z.string(),
    state: z.enum(COMMISSION_STATES),
    approveAt: time.meta({ description: "When its holding period ends, and it approves itself." }),
    reason: z.string().optional(),
    createdAt: time,
  })
  .meta({ id: "ManagementCommission" });

const decisionsAnswer = z.object({
  object: z.literal("list"),
  data: z.array(
    z.object({
      id: spelledId("com"),
      object: z.literal("decision"),
      outcome: z.enum(["decided", "skipped"]),
      reason: z.string().optional().meta({ description: "Why it was skipped." }),
    }),
  ),
});

const IDS_RULE = `must be 1 to ${DECIDE_MAX} ids of commissions`;
const ids = z
  .array(idField, { error: requiredOr(IDS_RULE) })
  .min(1, IDS_RULE)
  .max(DECIDE_MAX, IDS_RULE);
const reason = text(REASON_LENGTH_MAX, 1);

const PATH = "/management/v1/commissions";
const DECISIONS = {
  200: { description: "What became of each, in the order asked for.", schema: decisionsAnswer },
};

/** What partners earn, and whether they get it. */
export const commissionOperations: readonly KeyedOperation[] = [
  operation({
    id: "listAllCommissions",
    method: "GET",
    path: PATH,
    permission: "programme:read",
    summary: "List commissions",
    description:
      "Newest first, clawbacks among them. `waitingFor` tells of approved ones what they wait for: a payout " +
      "(`payable`), or somebody who rejects them, since the payment was lost in a dispute (`dispute_lost`).",
    query: z.object({
      state: z
        .enum(COMMISSION_STATES, { error: `must be one of ${COMMISSION_STATES.join(", ")}` })
        .optional(),
      waitingFor: z
        .enum(COMMISSION_SHELVES, { error: `must be one of ${COMMISSION_SHELVES.join(", ")}` })
        .optional(),
      partnerId: idField.optional(),
      limit: limitField,
      cursor: rowCursor.optional(),
    }),
    answers: { 200: { description: "A page of commissions.", schema: listAnswer(commissionAnswer) } },
    example: { query: { state: "pending", limit: "50" } },
    handle: async ({ ctx, query: { state, waitingFor, partnerId, limit, cursor: after } }) => {
      const narrowed = { state_eq: state, shelf: waitingFor, partnerId };
      const { rows, more } = await listCommissions({
        ctx,
        input: { ...narrowed, after, page: 1, per_page: limit },
      });
      return answerJson(presentPage(rows.map(presentCommission), nextPlace(rows, more, cursorOf)));
    },
  }),
  operation({
    id: "approveCommissions",
    method: "POST",
    path: `${PATH}/approve`,
    permission: "commissions:decide",
    summary: "Approve commissions",
    description: "Before their holding period ends. One that is decided already is skipped, and says so.",
    body: { schema: z.object({ ids, reason: reason.optional() }) },
    answers: DECISIONS,
    example: { body: { ids: ["$COMMISSION_ID"] } },
    handle: async ({ ctx, body }) =>
      answerJson(presentDecisions(await decideCommissions({ ctx, input: { to: "approved", ...body } }))),
  }),
  operation({
    id: "rejectCommissions",
    method: "POST",
    path: `${PATH}/reject`,
    permission: "commissions:decide",
    summary: "Reject commissions",
    description: "One that was paid is skipped, and says so.",
    body: { schema: z.object({ ids, reason }) },
    answers: DECISIONS,
    example: { body: { ids: ["$COMMISSION_ID"], reason: "The customer is the partner" } },
    handle: async ({ ctx, body }) =>
      answerJson(presentDecisions(await decideCommissions({ ctx, input: { to: "rejected", ...body } }))),
  }),
];

function presentCommission(commission: ListedCommission): z.input<typeof commissionAnswer> {
  const { id, merchantId, partnerId, partnerName, referralId, paymentId, kind, currency } = commission;
  const { amountMinor, state, approveAt, reason, createdAt } = commission;
  return {
    id: spellId("com", id),
    object: "commission",
    merchantId: spellId("mer", merchantId),
    partnerId: spellId("ptr", partnerId),
    partnerName,
    referralId: spellId("ref", referralId),
    paymentId: spellId("pay", paymentId),
    type: kind,
    amount: formatDecimal(amountMinor, exponentOf(currency)),
    currency,
    state,
    approveAt: approveAt.toISOString(),
    ...(reason !== null && { reason }),
    createdAt: createdAt.toISOString(),
  };
}

function presentDecisions(decisions: readonly CommissionDecision[]): z.input<typeof decisionsAnswer> {
  const data = decisions.map((decision) => ({
    id: spellId("com", decision.id),
    object: "decision" as const,
    outcome: decision.outcome,
    ...(decision.outcome === "skipped" && { reason: decision.reason }),
  }));
  return { object: "list", data };
}
