import { bearerSecret, defineDoor, type Route } from "@/lib/doors/door";
import { createPayment, refund, showPayment } from "@/lib/referrals/payments/handle-payments";
import { churn, convert, patchReferral } from "@/lib/referrals/referrals/handle-referrals";
import { presentConversionProblem, presentProblem } from "./errors";
import { commissions, partners, partnerships, referrals } from "./handle-lists";
import { addPartner, addPartnership, patchPartnership } from "./handle-partners";

export const referralRoutes: readonly Route[] = [
  { method: "POST", path: "/api/v1/payments", handle: createPayment },
  { method: "GET", path: "/api/v1/payments/:id", handle: showPayment },
  { method: "POST", path: "/api/v1/refunds", handle: refund },
  { method: "POST", path: "/api/v1/referrals/churn", handle: churn },
  { method: "GET", path: "/api/v1/referrals", handle: referrals },
  { method: "PATCH", path: "/api/v1/referrals/:id", handle: patchReferral },
  { method: "GET", path: "/api/v1/partners", handle: partners },
  { method: "POST", path: "/api/v1/partners", handle: addPartner },
  { method: "GET", path: "/api/v1/partnerships", handle: partnerships },
  { method: "POST", path: "/api/v1/partnerships", handle: addPartnership },
  { method: "PATCH", path: "/api/v1/partnerships/:id", handle: patchPartnership },
  { method: "GET", path: "/api/v1/commissions", handle: commissions },
];

/** The referral door (Reditus dialect): everything under `/api/v1`. */
export const referralDoor = defineDoor(
  { name: "referral", secretOf: bearerSecret, present: presentProblem },
  referralRoutes,
);

export const conversionRoutes: readonly Route[] = [
  { method: "POST", path: "/api/v2/tracking/conversion", handle: convert },
];

/** Conversion tracking, under `/api/v2`: the same dialect with flat errors. */
export const conversionDoor = defineDoor(
  { name: "referral", secretOf: bearerSecret, present: presentConversionProblem },
  conversionRoutes,
);
