/** Part of a premium, as the policy states it. `amount` is cents for `fixed`, a proportion for `variable`, null for `balance`. */
export interface PremiumCharge {
  type: "fixed" | "variable" | "balance";
  name: string;
  description: string;
  /** A decimal text: a proportion is never a floating point number. */
  amount: string | null;
}

/** A charge worked out on one payment; `calculated` in minor units, as a decimal text because JSON knows no bigint. */
export interface CalculatedCharge extends PremiumCharge {
  calculated: string;
}

export interface ChargedAmount {
  charges: CalculatedCharge[];
  netAmountMinor: bigint;
}

/**
 * A policy's charges on an amount, which is negative when money goes back: the fixed ones mirror then. They always add up
 * to the amount, because `balance` is what the others leave. Policy contract, "Charges".
 */
export function calculateCharges(charges: readonly PremiumCharge[], amountMinor: bigint): ChargedAmount {
  const taken = charges.map((charge) => shareOf(charge, amountMinor));
  const netAmountMinor = taken.reduce((left, share) => left - share, amountMinor);
  return {
    charges: charges.map((charge, index) => ({
      ...charge,
      calculated: String(charge.type === "balance" ? netAmountMinor : taken[index]),
    })),
    netAmountMinor,
  };
}

function shareOf(charge: PremiumCharge, amountMinor: bigint): bigint {
  switch (charge.type) {
    case "balance":
      return 0n;
    case "fixed":
      return amountMinor < 0n ? -BigInt(charge.amount ?? 0) : BigInt(charge.amount ?? 0);
    case "variable":
      return proportionOf(charge.amount ?? "0", amountMinor);
  }
}

/** A decimal proportion of an amount, rounded half to even. */
export function proportionOf(proportion: string, amountMinor: bigint): bigint {
  const [whole = "0", fraction = ""] = proportion.split(".");
  const product = amountMinor * BigInt(whole + fraction);
  return divideHalfToEven(product, 10n ** BigInt(fraction.length));
}

function divideHalfToEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const magnitude = negative ? -dividend : dividend;
  const quotient = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

const NUMBER = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
/** More decimals than any proportion has; a shorter text is exact. */
export const PROPORTION_DECIMALS_MAX = 20;

/** A JSON number from 0 to 1 as a plain decimal text, or null. */
export function proportionText(value: number): string | null {
  const match = NUMBER.exec(String(value));
  if (!match || value > 1) return null;
  const [, whole = "0", fraction = "", exponent = "0"] = match;
  const places = fraction.length - Number(exponent);
  if (places > PROPORTION_DECIMALS_MAX) return null;
  if (places <= 0) return whole;
  const digits = (whole + fraction).padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
