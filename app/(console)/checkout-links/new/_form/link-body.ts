import type { z } from "zod";
import { EXPIRES_IN_MAX_MS } from "@/lib/checkout/limits";
import type { createPaymentBody } from "@/lib/checkout/wire";
import { DAY_MS } from "@/lib/durations";
import { typedDecimal, typedQuantity } from "./amounts";
import { EXPIRY_UNITS, isBlank, type LinkValues, spellExpiry } from "./link-values";

/** What the form sends: the body of the door, without what was left empty. */
export type LinkBody = Omit<Body, "amount"> & Partial<Pick<Body, "amount">>;

type Body = z.input<ReturnType<typeof createPaymentBody>>;

/** A body, and where in the form what is said of it belongs: rows left empty are not sent. */
export interface WrittenBody {
  body: LinkBody;
  fieldOf: (path: string) => string;
}

/** Writes what was typed as the door's body. What cannot be read stays out and is judged as missing. */
export function writeBody(values: LinkValues, locale: string): WrittenBody {
  const { currency } = values;
  const amountOf = (text: string) => typedDecimal(text, currency, locale) ?? undefined;
  const lines = values.lineItems.map((line, row) => ({ line, row })).filter(({ line }) => !isBlank(line));
  const metadata = values.metadata.filter(({ name, value }) => name.trim() !== "" || value !== "");
  return {
    fieldOf: (path) =>
      path
        .replace(/^lineItems\.(\d+)/, (_, at) => `lineItems.${lines[Number(at)]?.row ?? at}`)
        .replace(/^customerId$/, "customer"),
    body: {
      merchantId: values.merchantId,
      currency,
      amount: amountOf(values.amount),
      reference: values.reference.trim() || undefined,
      customerId: values.customer?.id,
      savePaymentMethod: values.savePaymentMethod,
      successRedirectUrl: values.successRedirectUrl.trim() || undefined,
      failureRedirectUrl: values.failureRedirectUrl.trim() || undefined,
      expiresIn: durationOf(values) ?? undefined,
      lineItems: lines.map(({ line }) => ({
        description: line.description.trim(),
        amount: amountOf(line.amount) as string,
        // Left out it would be one of them: what cannot be read is refused instead.
        quantity: typedQuantity(line.quantity, locale) ?? Number.NaN,
      })),
      metadata: Object.fromEntries(metadata.map(({ name, value }) => [name.trim(), value])),
    },
  };
}

/** The link's life as an ISO 8601 duration, or null when a custom one is not within the door's limit. */
export function durationOf({ expiry, expiryCount, expiryUnit }: LinkValues): string | null {
  if (expiry !== "custom") return expiry;
  const count = /^\d{1,5}$/.test(expiryCount.trim()) ? Number(expiryCount) : 0;
  if (count < 1 || count * EXPIRY_UNITS[expiryUnit] > EXPIRES_IN_MAX_MS) return null;
  return spellExpiry(count, expiryUnit);
}

export const EXPIRY_DAYS_MAX = EXPIRES_IN_MAX_MS / DAY_MS;
