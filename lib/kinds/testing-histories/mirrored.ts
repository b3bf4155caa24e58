import { aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { recordConnectedPayment } from "@/lib/connected/payments/record-connected-payment";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { type CoreType, directionOf } from "@/lib/payments/category";
import type { PaymentStatus } from "@/lib/payments/status";
import { chosen, keyOf, type Moments, type Money } from "./ledger";
import type { Story } from "./stories";

/** One thing a provider reports, and what it does to what is kept of a payment in, in quarters of its amount. */
type Report = [status: PaymentStatus, quarters: bigint, kept: bigint];

const BEGUN_WITH = {
  succeeded: 4n,
  pending: 0n,
  failed: 0n,
  /** Worth nothing until some of it is captured: what is authorised is held for that. */
  authorisation: 0n,
} as const;

type Life = [begun: keyof typeof BEGUN_WITH, ...reports: Report[]];

/** What may be reported of money that comes in. */
const IN: [Life, ...Life[]] = [
  ["succeeded"],
  ["failed"],
  ["succeeded", ["refunded", 1n, -1n], ["refunded", 2n, -2n]],
  ["succeeded", ["refunded", 3n, -3n], ["refund_reversed", 1n, 1n]],
  ["succeeded", ["dispute", 2n, -2n], ["dispute_won", 2n, 2n]],
  ["succeeded", ["dispute", 4n, -4n], ["dispute_lost", 4n, 0n]],
  ["succeeded", ["amount_adjustment", 3n, 0n], ["refunded", 4n, -4n]],
  ["succeeded", ["failed", 4n, -4n]],
  ["pending", ["succeeded", 4n, 4n], ["refunded", 1n, -1n]],
  ["pending", ["failed", 4n, 0n], ["succeeded", 4n, 4n]],
  ["pending", ["cancelled", 4n, 0n]],
  ["authorisation", ["capture", 3n, 3n], ["capture", 1n, 1n]],
  ["authorisation", ["capture", 2n, 2n], ["refunded", 1n, -1n]],
  ["authorisation", ["capture_failed", 4n, 0n]],
];

/** And of money that goes out. */
const OUT: [Life, ...Life[]] = [
  ["succeeded"],
  ["failed"],
  ["pending", ["succeeded", 4n, 4n]],
  ["pending", ["processing", 4n, 0n], ["failed", 4n, 0n]],
  ["succeeded", ["failed", 4n, -4n]],
  ["succeeded", ["refunded", 1n, -1n]],
];

const MONEY: [Money, ...Money[]] = [
  ["USD", 2],
  ["USD", 4],
  ["EUR", 2],
];

/** Payments of a provider that is mirrored, of every type, heard of at once or later, in the order they happened or not. */
export async function mirroredStory(): Promise<Story> {
  const merchantId = (await aMerchant()).id;
  const made = { provider: "generic", name: `Bank ${newId()}` };
  const connectorID = await addConnector({ ctx: keyOf(merchantId, new Date()), input: made });
  return async (ledger, { moments, amountMinor, choices }) => {
    const type = chosen<CoreType>(["PAY-IN", "PAY-IN", "PAYOUT", "TRANSFER", "OTHER"], choices[0]);
    const [currency, precision] = chosen(MONEY, choices[1]);
    const [begun, ...reports] = chosen(type === "PAY-IN" ? IN : OUT, choices[2]);
    // Every quarter is a whole amount.
    const amount = (quarters: bigint) => (amountMinor / 4n) * quarters;
    const sign = { in: 1n, out: -1n, between: 0n, unknown: 0n }[directionOf(type)];
    const [createdAt, , , heardAt] = moments;
    const { id } = await recordConnectedPayment({
      ctx: keyOf(merchantId, heardAt),
      input: {
        ...{ reference: newId(), connectorID, createdAt: instantOf(createdAt), type, scheme: "visa" },
        ...{
          asset: { currency, precision },
          amount: begun === "authorisation" && choices[0] % 2 === 0 ? 0n : amount(4n),
        },
        status: begun,
      },
    });
    const direction = directionOf(type);
    const write = ledger.open({ id, merchantId, currency, precision, direction, createdAt });
    if (BEGUN_WITH[begun] > 0n) write(createdAt, sign * amount(BEGUN_WITH[begun]));
    for (const [[status, quarters, kept], at] of reports.map(
      (each, index) => [each, after(moments, index)] as const,
    )) {
      const what = { id, reference: newId(), createdAt: instantOf(at), status, amount: amount(quarters) };
      if (await ledger.done(addPaymentAdjustment({ ctx: keyOf(merchantId, heardAt), input: what })))
        write(at, sign * amount(kept));
    }
  };
}

function after([, first, second]: Moments, index: number): Date {
  return index === 0 ? first : second;
}
