import {
  amountFault,
  percentFault,
  type TypedIn,
  typedAmount,
  typedPercent,
} from "@/components/policies/typed-numbers";

interface Charge {
  type: "fixed" | "variable" | "balance";
  name: string;
  amount?: bigint | number | string;
}

/** The charges of a policy's form, or nothing where none was typed; the balance is what they leave. */
export function chargesIn(text: (name: string) => string, unit: TypedIn): Charge[] | null {
  const charges: Charge[] = [];
  const fixed = text("fixed_charge");
  const share = text("variable_charge");
  if (fixed) charges.push({ type: "fixed", name: "Fee", amount: typedAmount(fixed, unit) });
  if (share) charges.push({ type: "variable", name: "Share", amount: typedPercent(share, unit.locale) });
  if (charges.length === 0) return null;
  return [...charges, { type: "balance", name: "Balance" }];
}

/** What is wrong with the charges somebody typed, as issues of their fields. */
export function chargeFaults(charges: readonly Charge[], unit: TypedIn) {
  return charges.flatMap(({ type, amount }) =>
    type === "fixed"
      ? amountFault("fixed_charge", amount, unit)
      : percentFault("variable_charge", amount, unit.locale),
  );
}
