import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import type { Attempt } from "@/lib/payments/attempt";
import type { PaymentAuditEntry } from "@/lib/payments/get-payment";
import type { Adjustment } from "@/lib/payments/payment";
import { timelineEntries } from "./timeline-entries";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));
const person = { actorType: "user", actorId: "u", actorLabel: "Maya Okonkwo" };

const adjustment = (sequence: number, over: Partial<Adjustment>): Adjustment => ({
  ...person,
  sequence,
  status: "pending",
  amountMinor: null,
  opening: sequence === 1,
  reference: `ref/${sequence}`,
  ...instantOf(at(sequence)),
  recordedAt: at(sequence),
  requestId: `request ${sequence}`,
  reason: null,
  failureCode: null,
  attemptId: null,
  raw: {},
  ...over,
});

const audit = (requestId: string, seconds: number, action: string): PaymentAuditEntry => ({
  ...person,
  id: `${requestId} ${seconds}`,
  occurredAt: at(seconds),
  action,
  requestId,
  data: {},
});

describe("a payment's timeline", () => {
  it("tells a change once, though the audit log knows it too", () => {
    const entries = timelineEntries({
      adjustments: [adjustment(1, {}), adjustment(2, { status: "cancelled", reason: "Ordered twice" })],
      attempts: [],
      audit: [audit("request 2", 2, "payment.cancelled"), audit("request 1", 1, "payment.created")],
    });
    expect(entries.map(({ title, detail }) => [title, detail])).toEqual([
      ["Cancelled", "Ordered twice"],
      ["Created", null],
    ]);
  });

  it("keeps what only the audit log knows", () => {
    const entries = timelineEntries({
      adjustments: [adjustment(1, {})],
      attempts: [],
      audit: [audit("request 9", 9, "payment.link_copied")],
    });
    expect(entries.map(({ title }) => title)).toEqual(["Link copied", "Created"]);
  });

  it("says what became of each attempt, in words, and nothing of its token", () => {
    const attempt: Attempt = {
      ...person,
      id: "a",
      paymentId: "p",
      connector: "sandbox",
      cardBrand: "visa",
      savedPaymentMethodId: null,
      providerReference: null,
      finishedAt: at(5),
      operation: "charge",
      number: 2,
      state: "failed",
      amountMinor: 1_800n,
      cardLast4: "0002",
      declineCode: "insufficient_funds",
      method: { token: "tok_secret" },
      requestId: "r",
      raw: {},
      startedAt: at(5),
    };
    const [entry] = timelineEntries({ adjustments: [adjustment(1, {})], attempts: [attempt], audit: [] });
    expect(entry).toMatchObject({
      title: "Charge attempt 2: declined",
      detail: "Card ending in 0002. Not enough money on the card.",
      amountMinor: 1_800n,
    });
    expect(JSON.stringify({ ...entry, amountMinor: null })).not.toContain("tok_secret");
  });

  it("puts an attempt between its beginning and what came of it, though all share one instant", () => {
    const same = { occurredAt: at(1), recordedAt: at(1), attemptId: "a" };
    const attempt = {
      ...person,
      id: "a",
      operation: "charge",
      number: 1,
      state: "succeeded",
      startedAt: at(1),
    };
    const entries = timelineEntries({
      adjustments: [
        adjustment(1, {}),
        adjustment(2, { ...same, status: "processing" }),
        adjustment(3, { ...same, status: "succeeded" }),
      ],
      attempts: [attempt as unknown as Attempt],
      audit: [],
    });
    expect(entries.map(({ title }) => title)).toEqual([
      "Succeeded",
      "Charge attempt 1: approved",
      "Processing",
      "Created",
    ]);
  });
});
