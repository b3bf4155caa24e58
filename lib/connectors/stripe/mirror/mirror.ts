import type Stripe from "stripe";
import { z } from "zod";
import type { Mirror, MirrorRecord } from "../../mirror";
import { pageOfRound, type Stream, type StreamPage, type StreamPlace } from "../../mirror-rounds";
import { CHARGE_LINE, idOf, wholeCharge } from "./charges";
import { lineRecord, PAYOUT_LINES, payoutRecord } from "./others";

/** How many of the account's objects are read at once. */
const PAGE = 50;

const namedForm = z.object({ object: z.string(), id: z.string() });

/** What others did in the account, read from Stripe's lists, which are consistent. */
export function stripeMirror(stripe: Stripe): Mirror {
  const streams = streamsOf(stripe);
  return {
    page: (request) => pageOfRound(streams, request),
    async about({ raw }) {
      const { object, id } = namedForm.parse(raw);
      const found = await READ_ONE[object]?.(stripe, id);
      return found ? [found] : [];
    },
  };
}

function streamsOf(stripe: Stripe): Readonly<Record<string, Stream>> {
  return {
    async charges(place) {
      const page = await stripe.charges.list({ ...listed(place), expand: [`data.${CHARGE_LINE}`] });
      const records = [];
      for (const charge of page.data) records.push(await wholeCharge(stripe, charge));
      return read(page, records);
    },
    async refunds(place) {
      const page = await stripe.refunds.list({ ...listed(place), expand: ["data.charge"] });
      const unread = page.data.filter((refund) => isMadeBefore(refund.charge, place) || isUndone(refund));
      return read(page, await chargesOf(stripe, unread));
    },
    async disputes(place) {
      const page = await stripe.disputes.list({ ...listed(place), expand: ["data.charge"] });
      const unread = page.data.filter(({ charge }) => isMadeBefore(charge, place));
      return read(page, await chargesOf(stripe, unread));
    },
    async payouts(place) {
      const expand = PAYOUT_LINES.map((line) => `data.${line}`);
      const page = await stripe.payouts.list({ ...listed(place), expand });
      return read(page, page.data.map(payoutRecord));
    },
    async lines(place) {
      const page = await stripe.balanceTransactions.list(listed(place));
      return read(page, page.data.map(lineRecord));
    },
  };
}

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1_000);

function listed({ since, after }: StreamPlace) {
  return { created: { gte: secondsOf(since) }, limit: PAGE, ...(after && { starting_after: after }) };
}

function read(page: Stripe.ApiList<{ id: string }>, records: StreamPage["records"]): StreamPage {
  return { records, after: page.has_more ? (page.data.at(-1)?.id ?? null) : null };
}

/** Charges that were made in this round's time have been read by it, with what became of them. */
function isMadeBefore(charge: string | Stripe.Charge | null, { since }: StreamPlace): boolean {
  return typeof charge !== "object" || (charge !== null && charge.created < secondsOf(since));
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
