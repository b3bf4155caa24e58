import { z } from "zod";
import { DAY_MS } from "@/lib/durations";
import { exponentOf, isCurrency } from "@/lib/money/currencies";
import { formatDecimal } from "@/lib/money/decimal";
import type { Mirror, MirroredPayment, MirroredStep, MirrorRecord } from "../mirror";
import { recordOf, Unreadable } from "../mirror-record";
import { pageOfRound, type Stream, type StreamPlace } from "../mirror-rounds";
import type { GoCardless } from "./client";
import { type Of, ownIdIn } from "./objects";

/** How many are read at once: of each payment its events are asked for, and GoCardless answers a thousand questions a minute. */
const PAGE = 20;

/** A payment has a handful of events, and at most five refunds. */
const OF_A_PAYMENT_MAX = 500;

/**
 * How long after it was made a payout is looked for among those that bounced: the bank may send one back that was held to have
 * arrived, and GoCardless tells no event of it.
 */
const BOUNCES_WITHIN_MS = 60 * DAY_MS;

const namedForm = z.object({ resource: z.string(), id: z.string() });

/** What others did in the account. A payment is dated by its events: GoCardless says of it only how it stands. */
export function gocardlessMirror(gocardless: GoCardless): Mirror {
  const streams = streamsOf(gocardless);
  return {
    page: (request) => pageOfRound(streams, request),
    async about({ raw }) {
      const { resource, id } = namedForm.parse(raw);
      const found = await READ_ONE[resource]?.(gocardless, id);
      return found ? [found] : [];
    },
  };
}

function streamsOf(gocardless: GoCardless): Readonly<Record<string, Stream>> {
  return {
    async payments(place) {
      const { items, after } = await gocardless.list("payments", listed(place));
      const records = [];
      for (const payment of items) records.push(await wholePayment(gocardless, payment));
      return { records, after };
    },
    async refunds(place) {
      const { items, after } = await gocardless.list("refunds", listed(place));
      const ids = new Set(items.flatMap(({ links }) => links.payment ?? []));
      const records = [];
      for (const id of ids) records.push(await readPayment(gocardless, id));
      return { records, after };
    },
    async payouts(place) {
      const { items, after } = await gocardless.list("payouts", listed(place));
      return { records: items.map(payoutRecord), after };
    },
    async bounced({ since, after: before }) {
      const place = { since: new Date(since.getTime() - BOUNCES_WITHIN_MS), after: before };
      const { items, after } = await gocardless.list("payouts", { ...listed(place), status: "bounced" });
      return { records: items.map(payoutRecord), after };
    },
  };
}

function listed({ since, after }: StreamPlace) {
  return { "created_at[gte]": since.toISOString(), limit: String(PAGE), ...(after && { after }) };
}

async function readPayment(gocardless: GoCardless, id: string): Promise<MirrorRecord> {
  return wholePayment(gocardless, await gocardless.get("payments", id), { looksClosely: true });
}

const READ_ONE: Readonly<
  Record<string, (gocardless: GoCardless, id: string) => Promise<MirrorRecord | null>>
> = {
  payments: readPayment,
  refunds: async (gocardless, id) => {
    const { links } = await gocardless.get("refunds", id);
    return links.payment ? readPayment(gocardless, links.payment) : null;
  },
  payouts: async (gocardless, id) => payoutRecord(await gocardless.get("payouts", id)),
};

type Payment = Of<"payments">;

/** A payment with all that became of it. Refunds that did not arrive do not show on it: the refunds' own pages tell of them. */
async function wholePayment(
  gocardless: GoCardless,
  payment: Payment,
  { looksClosely = false } = {},
): Promise<MirrorRecord> {
  const of = { payment: payment.id };
  const events: Of<"events">[] = [];
  if (!WAITING.has(payment.status))
    for await (const event of gocardless.all("events", of, OF_A_PAYMENT_MAX)) events.push(event);
  const refunds: Of<"refunds">[] = [];
  if (looksClosely || (payment.amount_refunded ?? 0) > 0)
    for await (const refund of gocardless.all("refunds", of, OF_A_PAYMENT_MAX)) refunds.push(refund);
  return recordOf(named("payments", payment), () => paymentOf(payment, events, refunds));
}

const WAITING = new Set(["pending_customer_approval", "pending_submission", "submitted"]);

function named(resource: string, { id, created_at }: { id: string; created_at: string }) {
  return { type: resource, reference: id, madeAt: new Date(created_at), raw: { resource, id } };
}

function paymentOf(
  payment: Payment,
  events: readonly Of<"events">[],
  refunds: readonly Of<"refunds">[],
): MirroredPayment {
  const { id, currency, metadata, links } = payment;
  const steps = [...paymentSteps(payment, events), ...refunds.flatMap(refundSteps)];
  return {
    ...{ type: "PAY-IN", scheme: SCHEMES[currency] ?? "other", amountMinor: minorOf(payment), currency },
    ours: { attemptId: ownIdIn(payment, "attempt_id"), providerReference: id },
    metadata: { ...textsOf(metadata), ...(links.mandate && { mandate: links.mandate }) },
    steps: steps.sort((a, b) => a.at.getTime() - b.at.getTime()),
    balance: [],
  };
}

const SCHEMES: Readonly<Record<string, string>> = { EUR: "sepa debit", USD: "ach debit" };

/** What an event of a payment means. A charge-back is a payment that has failed after all, as it is for one of ours. */
const MEANS: Readonly<Record<string, MirroredStep["status"]>> = {
  confirmed: "succeeded",
  failed: "failed",
  charged_back: "failed",
  chargeback_cancelled: "succeeded",
  cancelled: "cancelled",
  customer_approval_denied: "cancelled",
};

/** How a payment stands, where no event says so any more. */
const STANDS: Readonly<Record<string, MirroredStep["status"]>> = {
  ...{ confirmed: "succeeded", paid_out: "succeeded", failed: "failed", charged_back: "failed" },
  ...{ cancelled: "cancelled", customer_approval_denied: "cancelled" },
};

function paymentSteps(payment: Payment, events: readonly Of<"events">[]): MirroredStep[] {
  const { id, status, amount, currency, charge_date, created_at } = payment;
  if (WAITING.has(status)) return [];
  const stands = STANDS[status];
  if (!stands) throw new Unreadable(`GoCardless has it in a state that is not known here: ${status}.`);
  const step = { amountMinor: null, raw: { id, object: "payment", status, amount, currency } };
  const steps = events.flatMap(
    ({ id: event, resource_type, action, created_at: at, details }): MirroredStep[] => {
      const means = resource_type === "payments" ? MEANS[action] : undefined;
      if (!means) return [];
      const raw = { id, object: "payment", event, action, amount, currency, cause: details?.cause ?? null };
      return [{ ...step, reference: event, status: means, at: new Date(at), raw }];
    },
  );
  const latest = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime()).at(-1);
  if (latest?.status === stands) return steps;
  const at = latest?.at ?? new Date(charge_date ?? created_at);
  return [...steps, { ...step, reference: id, status: stands, at }];
}

function refundSteps(refund: Of<"refunds">): MirroredStep[] {
  const { id, status, amount, currency, created_at } = refund;
  const raw = { id, object: "refund", status, amount, currency };
  const made: MirroredStep = {
    ...{ reference: id, status: "refunded", amountMinor: minorOf(refund), raw },
    at: new Date(created_at),
  };
  if (!["failed", "cancelled", "bounced", "funds_returned"].includes(status)) return [made];
  return [made, { ...made, reference: `${id}/reversed`, status: "refund_reversed" }];
}

/** What GoCardless sends to the creditor's own bank, less its fees. */
function payoutRecord(payout: Of<"payouts">): MirrorRecord {
  return recordOf(named("payouts", payout), (): MirroredPayment => {
    const { id, status, amount, currency, deducted_fees, arrival_date, created_at } = payout;
    const raw = { id, object: "payout", status, amount, currency, deducted_fees: deducted_fees ?? null };
    const at = new Date(Math.max(Date.parse(arrival_date ?? created_at), Date.parse(created_at)));
    const step = { reference: id, amountMinor: null, at: at.getTime() < Date.now() ? at : new Date(), raw };
    const stands = PAYOUT_STANDS[status];
    if (stands === undefined)
      throw new Unreadable(`GoCardless has it in a state that is not known here: ${status}.`);
    return {
      ...{ type: "TRANSFER", scheme: "other", amountMinor: minorOf(payout), currency },
      ours: { attemptId: null, providerReference: null },
      metadata: { kind: "payout to the bank account", ...feesOf(payout) },
      steps: stands === null ? [] : [{ ...step, status: stands }],
      balance: [],
    };
  });
}

const PAYOUT_STANDS: Readonly<Record<string, MirroredStep["status"] | null>> = {
  pending: null,
  paid: "succeeded",
  bounced: "failed",
};

function feesOf({ deducted_fees, currency }: Of<"payouts">): Record<string, string> {
  if (!deducted_fees) return {};
  return { fees: `${formatDecimal(BigInt(deducted_fees), exponentOf(currency))} ${currency}` };
}

/** GoCardless counts in the smallest unit of each currency. */
function minorOf({ amount, currency }: { amount: number; currency: string }): bigint {
  if (!isCurrency(currency)) throw new Unreadable(`It is in ${currency}, a currency that is not known here.`);
  return BigInt(amount);
}

function textsOf(metadata: Record<string, unknown> | null | undefined): Record<string, string> {
  const texts = Object.entries(metadata ?? {}).filter(
    (each): each is [string, string] => typeof each[1] === "string",
  );
  return Object.fromEntries(texts);
}
