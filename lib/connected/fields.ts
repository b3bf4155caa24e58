import { z } from "zod";
import { hasExactNumbersOnly, INEXACT_NUMBER } from "@/lib/http/exact-numbers";
import { readInstant, SECOND_DECIMALS_MAX } from "@/lib/instant";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { judgingTime } from "@/lib/verb/judged-at";
import type { FieldIssueCode } from "@/lib/verb/problem";
import { ASSET_PATTERN, readAsset } from "./assets";
import { decodeAccountId, decodeConnectorId, encodeAccountId } from "./ids";
import { readScheme, SCHEME_NAMES, V3_SCHEMES } from "./schemes";
import { fromWireStatus, WIRE_STATUSES } from "./statuses";

export const REFERENCE_CHARACTERS_MIN = 3;
export const REFERENCE_CHARACTERS_MAX = 1_000;
export const ADJUSTMENTS_MAX = 1_000;

/** A text that is there; a wrong JSON type is an invalid body, not an invalid value. */
const text = z.string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") });

export const referenceField = text
  .meta({ minLength: REFERENCE_CHARACTERS_MIN, maxLength: REFERENCE_CHARACTERS_MAX })
  .refine(
    (value) => {
      const characters = [...value].length;
      return characters >= REFERENCE_CHARACTERS_MIN && characters <= REFERENCE_CHARACTERS_MAX;
    },
    { error: `must have ${REFERENCE_CHARACTERS_MIN} to ${REFERENCE_CHARACTERS_MAX} characters` },
  );

export const connectorIdField = text.meta({ description: "A connector's id." }).transform((value, ctx) => {
  const connector = decodeConnectorId(value);
  if (connector) return connector;
  ctx.addIssue({ code: "custom", message: "is not the id of a connector" });
  return z.NEVER;
});

const NO_INSTANT = `must be an RFC 3339 time with at most ${SECOND_DECIMALS_MAX} decimals`;

/** An RFC 3339 instant that is not after the time it is judged in (`judgedAt`), kept to the nanosecond. */
export const instantField = text
  .meta({ format: "date-time", description: "Not in the future." })
  .transform((value, ctx) => {
    const instant = readInstant(value);
    if (!instant) ctx.addIssue({ code: "custom", message: NO_INSTANT });
    else if (instant.occurredAt > judgingTime())
      ctx.addIssue({ code: "custom", message: "must not be in the future" });
    else return instant;
    return z.NEVER;
  });

const TYPES = ["PAY-IN", "PAYOUT", "TRANSFER", "OTHER", "UNKNOWN"] as const;
export const typeField = text
  .meta({ enum: TYPES })
  .pipe(z.enum(TYPES, { error: `must be one of ${TYPES.join(", ")}` }));

const INTEGER_FROM_0 = {
  type: "integer",
  format: "int64",
  minimum: 0,
  description: "In minor units.",
} as const;

/** A JSON integer from 0, exact up to 2^63 - 1, as bigint. In minor units. */
export const amountField = z
  .unknown()
  .meta(INTEGER_FROM_0)
  .transform((value, ctx) => {
    const refuse = (message: string, code: FieldIssueCode) => {
      ctx.addIssue({ code: "custom", message, params: { code } });
      return z.NEVER;
    };
    if (value === undefined) return refuse("is required", "required");
    if (typeof value !== "bigint" && !Number.isInteger(value))
      return refuse("must be a JSON integer", "invalid_type");
    const amount = BigInt(value as bigint | number);
    if (amount < 0n) return refuse("must not be negative", "too_small");
    // A double this large has been rounded already: nobody can say which integer was meant.
    const exact = typeof value === "bigint" || Number.isSafeInteger(value);
    return exact && amount <= AMOUNT_MINOR_MAX
      ? amount
      : refuse(`must be at most ${AMOUNT_MINOR_MAX}`, "too_big");
  });

export const assetField = text
  .meta({ pattern: ASSET_PATTERN, description: "Such as USD/2." })
  .transform((value, ctx) => {
    const asset = readAsset(value);
    if (asset) return asset;
    ctx.addIssue({ code: "custom", message: "must be an ISO 4217 code and a precision, such as USD/2" });
    return z.NEVER;
  });

// Either spelling is taken in both wire versions. The document names one each: generated clients cannot tell names apart
// that differ in case alone (`jcb` and `JCB` of two lists).
const schemeIn = (spellings: readonly string[]) =>
  text
    .meta({ enum: spellings, description: "The other wire version's spelling is taken too." })
    .transform((value, ctx) => {
      const scheme = readScheme(value);
      if (scheme) return scheme;
      ctx.addIssue({ code: "custom", message: "is not a known scheme" });
      return z.NEVER;
    });

export const schemeFieldV1 = schemeIn(SCHEME_NAMES);
export const schemeFieldV3 = schemeIn(V3_SCHEMES);

export const statusField = text
  .meta({ enum: WIRE_STATUSES })
  .pipe(z.enum(WIRE_STATUSES, { error: `must be one of ${WIRE_STATUSES.join(", ")}` }))
  .transform(fromWireStatus);

/** An account's id in its canonical spelling. */
export const accountIdField = text.meta({ description: "An account's id." }).transform((value, ctx) => {
  const account = decodeAccountId(value);
  if (account) return encodeAccountId(account);
  ctx.addIssue({ code: "custom", message: "is not the id of an account" });
  return z.NEVER;
});

export const metadataField = z.record(z.string(), z.string({ error: "must be a string" }), {
  error: "must be an object whose values are strings",
});

/** What a provider said, kept as it is: so every number in it must be one that we can keep. */
export const rawField = z
  .record(z.string(), z.unknown(), { error: "must be an object" })
  .refine(hasExactNumbersOnly, { error: INEXACT_NUMBER });
