import { parseDecimal } from "@/lib/money/decimal";

const PERCENT_DECIMALS = 6;

/** The charges of a policy's form, or nothing where none was typed; the balance is what they leave. */
export function chargesIn(text: (name: string) => string, precision: number): unknown[] | null {
  const charges: unknown[] = [];
  const fixed = text("fixed_charge");
  const share = text("variable_charge");
  if (fixed) charges.push({ type: "fixed", name: "Fee", amount: parseDecimal(fixed, precision) ?? fixed });
  if (share) charges.push({ type: "variable", name: "Share", amount: proportion(share) });
  if (charges.length === 0) return null;
  return [...charges, { type: "balance", name: "Balance" }];
}

// Percent to proportion by moving the point: nothing is divided.
function proportion(percent: string): number | string {
  const millionths = parseDecimal(percent, PERCENT_DECIMALS);
  return millionths === null ? percent : Number(`${millionths}e-${PERCENT_DECIMALS + 2}`);
}
