import { z } from "zod";
import { text } from "@/lib/checkout/fields";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "@/lib/checkout/limits";
import { LIST_LIMIT_MAX, listLimit } from "@/lib/checkout/wire";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { spellId } from "@/lib/ids";
import { exponentOf } from "@/lib/money/currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { getPayoutRun, type PayoutRunDetail } from "@/lib/referrals/payouts/get-payout-run";
import { listPayoutRuns } from "@/lib/referrals/payouts/list-payout-runs";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import type { PayoutRun } from "@/lib/referrals/payouts/payout-run";
import { type MerchantPayout, previewEveryPayout } from "@/lib/referrals/payouts/preview-every-payout";
import { MERCHANTS_PREVIEWED_MAX } from "@/lib/referrals/payouts/preview-limits";
import { openPeriod, type PreviewedLine } from "@/lib/referrals/payouts/preview-payout";
import { refuseField } from "@/lib/verb/problem";
import { listAnswer, presentPage } from "./list-answer";
import { dayField, idField, rowCursor } from "./wire";

const operation = operationsWith(validate);

const OUTCOMES = ["paid", "below_minimum", "in_debt"] as const;
const amount = z.string().meta({ description: "In the decimals of its currency." });

const plannedLine = z.object({
  partnerId: spelledId("ptr"),
  partnerName: z.string(),
  currency: z.string(),
  outcome: z
    .enum(OUTCOMES)
    .meta({ description: "`paid` leaves with this payout; the others are carried over." }),
  amount,
  commissions: amount,
  clawbacks: amount,
  minimum: amount,
  hasBankAccount: z.boolean(),
});

const previewAnswer = z
  .object({
    object: z.literal("payoutPreview"),
    from: z.iso.date(),
    through: z.iso.date(),
    merchants: z.array(
      z.object({
        merchantId: spelledId("mer"),
        merchantName: z.string(),
        fingerprint: z.string().optional().meta({ description: "Sent back to pay just this." }),
        lines: z.array(plannedLine),
        problem: z.string().optional().meta({ description: "Why it cannot be said what is due." }),
      }),
    ),
    more: z.boolean().meta({ description: "Whether there are more merchants than are previewed at once." }),
  })
  .meta({ id: "ManagementPayoutPreview" });

const payoutAnswer = z
  .object({
    id: spelledId("run"),
    object: z.literal("payout"),
    merchantId: spelledId("mer"),
    from: z.iso.date(),
    through: z.iso.date(),
    partnerAlone: z.string().optional(),
    partnersPaid: z.int(),
    partnersCarriedOver: z.int(),
    totals: z.array(
      z.object({
        currency: z.string(),
        amount,
        paid: amount.meta({ description: "What the bank has paid, as somebody marked it." }),
        failed: amount,
        open: amount.meta({ description: "Not marked yet." }),
      }),
    ),
    createdAt: time,
  })
  .meta({ id: "ManagementPayout" });

const payoutDetailAnswer = payoutAnswer
  .extend({
    lines: z.array(
      z.object({
        partnerId: spelledId("ptr"),
        partnerName: z.string(),
        currency: z.string(),
        outcome: z.enum(OUTCOMES),
        amount,
        mark: z.enum(["paid", "failed"]).optional(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: "ManagementPayoutDetail" });

const previewQuery = z.object({
  merchantId: idField.optional(),
  partnerId: idField.optional(),
  from: dayField
    .optional()
    .meta({ description: "The first day, in UTC, on which commissions were approved." }),
  through: dayField.optional().meta({ description: "The last such day. Both days, or neither." }),
});

const createBody = z.object({
  merchantId: idField,
  partnerId: idField.optional().meta({ description: "Pays this partner alone." }),
  from: dayField.optional().meta({ description: "As in the preview: both days, or neither." }),
  through: dayField.optional(),
  fingerprint: text(64, 1).meta({ description: "Of the preview: what it showed is paid, or nothing." }),
  idempotencyKey: text(IDEMPOTENCY_KEY_LENGTH_MAX, 1),
});

const PATH = "/management/v1/payouts";

/** What partners are paid. */
export const payoutOperations: readonly KeyedOperation[] = [
  operation({
    id: "previewPayouts",
    method: "GET",
    path: `${PATH}/preview`,
    permission: "programme:read",
    summary: "Preview payouts",
    description: `What a payout of each merchant would pay now, and what it would carry over; of ${MERCHANTS_PREVIEWED_MAX} merchants at most. Without days, all that is due.`,
    query: previewQuery,
    answers: { 200: { description: "What is due.", schema: previewAnswer } },
    example: { query: { merchantId: "$MERCHANT_ID" } },
    handle: async ({ ctx, query: { from, through, ...scope } }) => {
      const due = await previewEveryPayout({ ctx, input: { ...scope, period: periodOf(from, through) } });
      const { period, more } = due;
      const merchants = due.merchants.map(presentDue);
      return answerJson({ object: "payoutPreview", ...period, merchants, more });
    },
  }),
  operation({
    id: "createPayout",
    method: "POST",
    path: PATH,
    permission: "payouts:run",
    summary: "Make a payout",
    description:
      "Pays what the preview showed: its commissions become paid, and locked. Where what is due has changed since, it is a " +
      "409 and nothing is paid. The same `idempotencyKey` again gives the payout that is there, and with another " +
      "`fingerprint` or partner it is a 409. No money moves by it: the file for the bank is a person's to fetch.",
    body: { schema: createBody },
    answers: {
      200: { description: "The payout this idempotency key made before.", schema: payoutDetailAnswer },
      201: { description: "The new payout.", schema: payoutDetailAnswer },
    },
    refuses: [404, 409],
    example: {
      body: {
        merchantId: "$MERCHANT_ID",
        fingerprint: "$FINGERPRINT",
        idempotencyKey: "payout-2026-11",
      },
    },
    handle: async ({ ctx, body: { from, through, ...body } }) => {
      const period = periodOf(from, through) ?? (await openPeriod(ctx, body));
      const { made, id } = await makePayoutRun({ ctx, input: { ...body, period } });
      const run = await getPayoutRun({ ctx, input: { id } });
      return answerJson(presentDetail(run), { status: made ? 201 : 200 });
    },
  }),
  operation({
    id: "listPayouts",
    method: "GET",
    path: PATH,
    permission: "programme:read",
    summary: "List payouts",
    description: "Newest first.",
    query: z.object({
      unmarked: z.literal("true", { error: "must be true, or left out" }).optional().meta({
        description: "Only those that should have been marked paid or failed by now.",
      }),
      limit: listLimit(LIST_LIMIT_MAX),
      cursor: rowCursor.optional(),
    }),
    answers: { 200: { description: "A page of payouts.", schema: listAnswer(payoutAnswer) } },
    handle: async ({ ctx, query: { unmarked, limit, cursor } }) => {
      const input = { unmarked: unmarked === "true", rowsMax: limit, older: cursor };
      const { rows, older } = await listPayoutRuns({ ctx, input });
      return answerJson(presentPage(rows.map(presentRun), older));
    },
  }),
  operation({
    id: "getPayout",
    method: "GET",
    path: `${PATH}/:id`,
    permission: "programme:read",
    summary: "Read a payout",
    params: { id: "The payout's id, `run_…`." },
    answers: { 200: { description: "The payout with its lines.", schema: payoutDetailAnswer } },
    example: { params: { id: "$PAYOUT_ID" } },
    load: ({ ctx, params: { id = "" } }: Call) => getPayoutRun({ ctx, input: { id } }),
    handle: async ({ loaded }) => answerJson(presentDetail(loaded)),
  }),
];

function periodOf(from: string | undefined, through: string | undefined) {
  if (from === undefined && through === undefined) return undefined;
  if (from === undefined) return refuseField("from", "required", "is required beside through");
  if (through === undefined) return refuseField("through", "required", "is required beside from");
  if (from > through) return refuseField("from", "too_big", "must not be after through");
  return { from, through };
}

function presentDue(due: MerchantPayout): z.input<typeof previewAnswer>["merchants"][number] {
  const { merchantId, merchantName } = due;
  const of = { merchantId: spellId("mer", merchantId), merchantName };
  if ("refusal" in due) return { ...of, lines: [], problem: due.refusal };
  const { fingerprint, lines } = due.preview;
  return { ...of, fingerprint, lines: lines.map(presentPlanned) };
}

function presentPlanned(line: PreviewedLine): z.input<typeof plannedLine> {
  const money = (minor: bigint) => formatDecimal(minor, exponentOf(line.currency));
  return {
    partnerId: spellId("ptr", line.partnerId),
    partnerName: line.partnerName,
    currency: line.currency,
    outcome: line.outcome,
    amount: money(line.amountMinor),
    commissions: money(line.commissionsMinor),
    clawbacks: money(line.clawbacksMinor),
    minimum: money(line.minimumMinor),
    hasBankAccount: line.hasBankAccount,
  };
}

function presentRun(run: PayoutRun): z.input<typeof payoutAnswer> {
  return {
    id: spellId("run", run.id),
    object: "payout",
    merchantId: spellId("mer", run.merchantId),
    from: run.periodStart,
    through: run.periodEnd,
    ...(run.partnerAlone !== null && { partnerAlone: run.partnerAlone }),
    partnersPaid: run.partnersPaid,
    partnersCarriedOver: run.partnersCarriedOver,
    totals: run.totals.map(({ currency, amountMinor, paidMinor, failedMinor, openMinor }) => {
      const money = (minor: bigint) => formatDecimal(minor, exponentOf(currency));
      const [paid, failed, open] = [money(paidMinor), money(failedMinor), money(openMinor)];
      return { currency, amount: money(amountMinor), paid, failed, open };
    }),
    createdAt: run.createdAt.toISOString(),
  };
}

function presentDetail(run: PayoutRunDetail): z.input<typeof payoutDetailAnswer> {
  const lines = run.lines.map(({ partnerId, partnerName, currency, outcome, amountMinor, mark, reason }) => ({
    partnerId: spellId("ptr", partnerId),
    partnerName,
    currency,
    outcome,
    amount: formatDecimal(amountMinor, exponentOf(currency)),
    ...(mark && { mark }),
    ...(reason !== null && { reason }),
  }));
  return { ...presentRun(run), lines };
}
