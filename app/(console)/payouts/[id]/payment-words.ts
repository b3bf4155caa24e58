import { totalText } from "@/app/(console)/payouts/paid-of";
import { ofCurrency, totalsOf } from "@/lib/money/amount";
import type { PayoutFile, PayoutLine } from "@/lib/referrals/payouts/payout-run";
import type { SepaObstacle } from "@/lib/referrals/payouts/sepa-fit";
import { isolated } from "@/lib/text/isolated";

type Sum = Pick<PayoutLine, "currency" | "amountMinor">;
type Named = Sum & Pick<PayoutLine, "partnerName">;

export const FILE_NAMES: Record<PayoutFile["format"], string> = { csv: "CSV", sepa: "SEPA order" };

/** What payments come to: "€24.00 and $5.00". */
export function sumText(lines: readonly Sum[], locale: string): string {
  return totalText(
    totalsOf(lines.map(({ amountMinor, currency }) => ofCurrency(amountMinor, currency))),
    locale,
  );
}

export function paymentsText(count: number): string {
  return count === 1 ? "1 payment" : `${count} payments`;
}

/** "2 payments, €20.30". */
export function paymentsSumText(lines: readonly Sum[], locale: string): string {
  return lines.length === 0 ? paymentsText(0) : `${paymentsText(lines.length)}, ${sumText(lines, locale)}`;
}

// Names in one sentence; how many others there are is said after them.
const NAMED_MAX = 5;

/** Payments by partner, with a few words on each: "Rosa Keller (no IBAN), Theo Brandt (in USD) and 7 others". */
export function namesText<Line extends Named>(
  lines: readonly Line[],
  wordsOf: (line: Line) => string,
): string {
  const named = lines.slice(0, lines.length > NAMED_MAX + 1 ? NAMED_MAX : lines.length);
  const others = lines.length - named.length;
  const names = named.map((line) => `${isolated(line.partnerName)} (${wordsOf(line)})`);
  return new Intl.ListFormat("en").format([...names, ...(others > 0 ? [`${others} others`] : [])]);
}

/** Why a payment is not in a SEPA order. */
export function obstacleText(obstacle: SepaObstacle, { currency }: Pick<Sum, "currency">): string {
  switch (obstacle) {
    case "currency":
      return `in ${currency}`;
    case "missing":
      return "no bank details";
    case "no_iban":
      return "no IBAN";
    case "outside_sepa":
      return "an IBAN outside SEPA";
  }
}
