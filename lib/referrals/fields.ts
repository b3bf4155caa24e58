import { z } from "zod";
import { isCurrency } from "@/lib/money/currencies";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";

export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;
export const IDENTIFIER_LENGTH_MAX = 255;
export const NAME_LENGTH_MAX = 255;
/** Every dozen years of months: more is a mistake. */
export const INTERVAL_COUNT_MAX = 1_200n;

/** Text that is not empty, of at most `max` code points. */
export function filled(max: number) {
  return z
    .string({ error: missingOr("must be a string") })
    .meta({ minLength: 1, maxLength: max })
    .refine((value) => value !== "", { error: "must be filled" })
    .refine((value) => value.length <= max || [...value].length <= max, {
      error: `must be at most ${max} characters`,
      params: { code: "too_big" },
    });
}

/** The error of a field that is missing or of another JSON type. Referral contract: the fixed messages. */
export function missingOr(message: string) {
  return (issue: { input?: unknown }) => (issue.input === undefined ? "is missing" : message);
}

/** A JSON integer, however large it is written, as a bigint of at most `max`. */
export function integerUpTo(max: bigint) {
  return (
    z
      // Not aborting: what else is wrong with the request is told all the same.
      .custom<number | bigint>(isInteger, { error: missingOr("must be an integer"), abort: false })
      .meta({ type: "integer", format: "int64" })
      .transform((value) => BigInt(value))
      .refine((value) => value <= max, { error: `must be at most ${max}`, params: { code: "too_big" } })
  );
}

/** A small JSON integer from 0. */
export function countUpTo(max: number) {
  return integerUpTo(BigInt(max))
    .meta({ minimum: 0, maximum: max })
    .refine((value) => value >= 0n, { error: "must be greater than or equal to 0" })
    .transform(Number);
}

/** A positive amount in minor units. */
export const amountField = integerUpTo(AMOUNT_MINOR_MAX)
  .meta({ minimum: 1 })
  .refine((value) => value > 0n, {
    error: "must be greater than 0",
  });

/** An amount in minor units of a partnership's terms. */
export const termAmountField = integerUpTo(AMOUNT_MINOR_MAX)
  .meta({ minimum: 0 })
  .refine((value) => value >= 0n, {
    error: "must be greater than or equal to 0",
  });

const CURRENCY_RULE = "must be a supported ISO 4217 code in lower case";

/** `usd` on the wire, `USD` inside. */
export const currencyField = z
  .string({ error: missingOr(CURRENCY_RULE) })
  .meta({ pattern: "^[a-z]{3}$", description: "An ISO 4217 code in lower case." })
  .refine((code) => /^[a-z]{3}$/.test(code) && isCurrency(code.toUpperCase()), { error: CURRENCY_RULE })
  .transform((code) => code.toUpperCase());

function isInteger(value: unknown): boolean {
  return typeof value === "bigint" || Number.isSafeInteger(value);
}
