import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";

/** A link of £70 as its page shows it, paid unless a test says otherwise. */
export const PAGE: CheckoutPage = {
  moment: { now: new Date("2026-11-30T12:00:00Z") },
  state: "completed",
  payment: {
    id: "0199aaaa-0000-7000-8000-000000000001",
    publicId: "pay_1",
    amountMinor: 7_000n,
    refundedMinor: 0n,
    takenBackMinor: 0n,
    currency: "GBP",
    merchantReference: null,
    createdAt: new Date("2026-11-30T10:00:00Z"),
  },
  merchant: { name: "Meridian", logoColor: "#1a6b4f" },
  customer: null,
  lineItems: [],
  savedMethods: [],
  savePaymentMethod: false,
  successRedirectUrl: null,
  failureRedirectUrl: null,
  expiresAt: new Date("2026-12-30T10:00:00Z"),
  openedAt: null,
  lockedUntil: null,
  attemptsLeft: 10,
  lastDecline: null,
  openAttempt: null,
  paidAt: new Date("2026-11-30T11:00:00Z"),
  card: null,
  testMode: false,
  pays: { by: "nothing" },
};
