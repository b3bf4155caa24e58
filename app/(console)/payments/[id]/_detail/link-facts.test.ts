import { expect, it } from "vitest";
import { HOUR_MS } from "@/lib/durations";
import { PAYMENT_STAGES } from "@/lib/payments/status";
import { linkFacts } from "./payment-view";

const NOW = new Date("2026-11-30T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const link = {
  ...{
    token: "t",
    lineItems: [],
    savePaymentMethod: false,
    successRedirectUrl: null,
    failureRedirectUrl: null,
  },
  ...{ expiresAt: later(48 * HOUR_MS), lockedUntil: later(HOUR_MS) },
};

it.each(PAYMENT_STAGES)(
  "the link of a payment that is %s is handed out only while it can be paid",
  (stage) => {
    const { address, expiresAt, lockedUntil } = linkFacts(link, stage, NOW);
    const open = stage === "pending" || stage === "processing";
    expect(address).toEqual(open ? expect.stringMatching(/\/pay\/t$/) : null);
    expect(expiresAt).toEqual(open ? link.expiresAt : null);
    expect(lockedUntil).toEqual(open ? link.lockedUntil : null);
  },
);

it("a lock that has run out is none", () => {
  expect(linkFacts({ ...link, lockedUntil: later(-1) }, "pending", NOW).lockedUntil).toBeNull();
});
