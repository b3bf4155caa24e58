import { bearerSecret, type Door } from "@/lib/http/operation";
import { CONVERSION_REFUSALS, presentConversionProblem, presentProblem, REFERRAL_REFUSALS } from "./errors";
import { conversionOperations, paymentOperations } from "./operations";
import { programmeOperations } from "./operations-programme";

/** The referral door (Reditus dialect): everything under `/api/v1`. */
export const referrals: Door = {
  name: "referral",
  tag: "Referrals",
  component: "Referral",
  description:
    "A back end reports what referred customers paid. Amounts are integers in minor units, currencies lower case, times " +
    "Unix seconds.",
  prefix: "/api/v1",
  security: ["bearer"],
  secretOf: bearerSecret,
  present: presentProblem,
  refusals: REFERRAL_REFUSALS,
  operations: [...paymentOperations, ...programmeOperations],
};

/** Conversion tracking, under `/api/v2`: the same dialect with flat errors. */
export const conversions: Door = {
  name: "referral",
  tag: "Referral conversions",
  component: "Conversion",
  description: "Conversion tracking: the referral dialect with flat errors.",
  prefix: "/api/v2",
  security: ["bearer"],
  secretOf: bearerSecret,
  present: presentConversionProblem,
  refusals: CONVERSION_REFUSALS,
  operations: conversionOperations,
};
