import type Stripe from "stripe";
import { z } from "zod";
import { MINUTE_MS } from "@/lib/durations";
import type { Mirror, MirrorPage, MirrorRecord } from "../../mirror";
import { CHARGE_LINE, idOf, wholeCharge } from "./charges";
import { lineRecord, PAYOUT_LINES, payoutRecord } from "./others";

/** How many of the account's objects are read at once. */
const PAGE = 50;

/** How far a round goes back before the one before it began: for clocks that differ. */
const OVERLAP_MS = 5 * MINUTE_MS;

/** What is read, one kind after the other. */
const STREAMS = ["charges", "refunds", "disputes", "payouts", "lines"] as const;
type Stream = (typeof STREAMS)[number];

/**
 * A round reads everything that was made since a time, each kind from its newest to its oldest. What is made meanwhile is
 * the next round's, which begins a little before this one did.
 */
const roundForm = z.object({
  /** In seconds, as Stripe counts. */
  since: z.int(),
  startedAt: z.int(),
  stream: z.enum(STREAMS),
  after: z.string().nullable(),
});
type Round = z.output<typeof roundForm>;

const namedForm = z.object({ object: z.string(), id: z.string() });

/** What others did in the account, read from Stripe's lists, which are consistent. */
export function stripeMirror(stripe: Stripe): Mirror {
  return {
    async page({ from, cursor }) {
      const round = cursor ? roundForm.parse(JSON.parse(cursor)) : roundSince(from);
      const { records, last, more } = await READERS[round.stream](stripe, round);
      if (more && last) return pageTo({ ...round, after: last }, records);
      const next = STREAMS[STREAMS.indexOf(round.stream) + 1];
      if (next) return pageTo({ ...round, stream: next, after: null }, records);
      const since = new Date(round.startedAt * 1_000 - OVERLAP_MS);
      return { ...pageTo(roundSince(since), records), caughtUp: true };
    },

    async about({ raw }) {
      const { object, id } = namedForm.parse(raw);
      const found = await READ_ONE[object]?.(stripe, id);
      return found ? [found] : [];
    },
  };
}

// In real time: Stripe knows no test clock.
function roundSince(since: Date): Round {
  const startedAt = Math.floor(Date.now() / 1_000);
  return { since: Math.floor(since.getTime() / 1_000), startedAt, stream: "charges", after: null };
}

function pageTo(round: Round, records: MirrorRecord[]): MirrorPage {
  return { records, cursor: JSON.stringify(round), caughtUp: false };
}

interface Read {
  records: MirrorRecord[];
  /** The last of the page, whatever became of it. */
  last: string | undefined;
  more: boolean;
}

const READERS: Readonly<Record<Stream, (stripe: Stripe, round: Round) => Promise<Read>>> = {
  async charges(stripe, round) {
    const page = await stripe.charges.list({ ...listed(round), expand: [`data.${CHARGE_LINE}`] });
    const records = [];
    for (const charge of page.data) records.push(await wholeCharge(stripe, charge));
    return read(page, records);
  },
  async refunds(stripe, round) {
    const page = await stripe.refunds.list({ ...listed(round), expand: ["data.charge"] });
    const unread = page.data.filter((refund) => isMadeBefore(refund.charge, round) || isUndone(refund));
    return read(page, await chargesOf(stripe, unread));
  },
  async disputes(stripe, round) {
    const page = await stripe.disputes.list({ ...listed(round), expand: ["data.charge"] });
    return read(
      page,
      await chargesOf(
        stripe,
        page.data.filter(({ charge }) => isMadeBefore(charge, round)),
      ),
    );
  },
  async payouts(stripe, round) {
    const expand = PAYOUT_LINES.map((line) => `data.${line}`);
    const page = await stripe.payouts.list({ ...listed(round), expand });
    return read(page, page.data.map(payoutRecord));
  },
  async lines(stripe, round) {
    const page = await stripe.balanceTransactions.list(listed(round));
    return read(page, page.data.map(lineRecord));
  },
};

function listed({ since, after }: Round) {
  return { created: { gte: since }, limit: PAGE, ...(after && { starting_after: after }) };
}

function read(page: Stripe.ApiList<{ id: string }>, records: readonly (MirrorRecord | null)[]): Read {
  return {
    records: records.filter((each) => each !== null),
    last: page.data.at(-1)?.id,
    more: page.has_more,
  };
}

/** Charges that were made in this round's time have been read by it, with what became of them. */
function isMadeBefore(charge: string | Stripe.Charge | null, { since }: Round): boolean {
  return typeof charge !== "object" || (charge !== null && charge.created < since);
}

// Its charge may look as if it had none.
const isUndone = ({ status }: Stripe.Refund) => status === "failed" || status === "canceled";

async function chargesOf(
  stripe: Stripe,
  of: readonly { charge: string | Stripe.Charge | null }[],
): Promise<(MirrorRecord | null)[]> {
  const ids = new Set(of.flatMap(({ charge }) => idOf(charge) ?? []));
  const records = [];
  for (const id of ids) records.push(await readCharge(stripe, id));
  return records;
}

async function readCharge(stripe: Stripe, id: string): Promise<MirrorRecord | null> {
  const charge = await stripe.charges.retrieve(id, { expand: [CHARGE_LINE] });
  return wholeCharge(stripe, charge, { looksClosely: true });
}

const chargeNamed = async (stripe: Stripe, charge: string | { id: string } | null | undefined) => {
  const id = idOf(charge);
  return id ? readCharge(stripe, id) : null;
};

/** By what Stripe calls a kind of object. */
const READ_ONE: Readonly<Record<string, (stripe: Stripe, id: string) => Promise<MirrorRecord | null>>> = {
  charge: readCharge,
  payment_intent: async (stripe, id) =>
    chargeNamed(stripe, (await stripe.paymentIntents.retrieve(id)).latest_charge),
  refund: async (stripe, id) => chargeNamed(stripe, (await stripe.refunds.retrieve(id)).charge),
  dispute: async (stripe, id) => chargeNamed(stripe, (await stripe.disputes.retrieve(id)).charge),
  payout: async (stripe, id) => payoutRecord(await stripe.payouts.retrieve(id, { expand: PAYOUT_LINES })),
  balance_transaction: async (stripe, id) => lineRecord(await stripe.balanceTransactions.retrieve(id)),
};
