import type Stripe from "stripe";
import { isCurrency } from "@/lib/money/currencies";
import type { Json } from "../../connector";
import type { BalanceLine } from "../../mirror";
import { Unreadable } from "../../mirror-record";
import { fromStripe } from "../amounts";

/** An amount as we count it. Throws `Unreadable`. */
export function amountIn(amount: number, currency: string): bigint {
  const code = currency.toUpperCase();
  if (!isCurrency(code)) throw new Unreadable(`It is in ${code}, a currency that is not known here.`);
  try {
    return fromStripe(amount, code);
  } catch {
    throw new Unreadable(`Its amount, ${amount}, is part of a unit of ${code}.`);
  }
}

/** A line of the account's balance, where it was asked for whole. */
export function balanceLine(
  about: BalanceLine["about"],
  line: string | Stripe.BalanceTransaction | null | undefined,
): BalanceLine[] {
  if (!line || typeof line === "string") return [];
  const { id: reference, amount, fee, net, currency, available_on } = line;
  return [
    {
      ...{ reference, about, currency: currency.toUpperCase() },
      amountMinor: amountIn(amount, currency),
      feeMinor: amountIn(fee, currency),
      netMinor: amountIn(net, currency),
      availableAt: secondsOf(available_on),
    },
  ];
}

/** When a line of the balance was made, where it was asked for whole. */
export function madeOn(line: string | Stripe.BalanceTransaction | null | undefined): Date | null {
  return line && typeof line !== "string" ? secondsOf(line.created) : null;
}

/** What of a line is kept with a step. */
export function rawLine(line: string | Stripe.BalanceTransaction | null | undefined): Json {
  if (!line || typeof line === "string") return line ?? null;
  const { id, amount, fee, net, currency, available_on } = line;
  return { id, amount, fee, net, currency, available_on };
}

export const secondsOf = (seconds: number): Date => new Date(seconds * 1_000);
