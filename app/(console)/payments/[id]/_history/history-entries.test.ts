import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import type { HistorySources } from "@/lib/kinds/history/history-line";
import { mergeHistory } from "@/lib/kinds/history/merge-history";
import {
  anAdjustment,
  anAttempt,
  anAudit,
  aRelated,
  aRequest,
  at,
  sources,
} from "@/lib/kinds/history/testing-sources";
import type { PaymentKind } from "@/lib/payments/status";
import { historyEntry, type ToldLine } from "./history-entries";

const day = (at: Date) => at.toISOString().slice(0, 10);
const entriesOf = (given: Partial<HistorySources<ToldLine>>, kind: PaymentKind = "checkout") =>
  mergeHistory(sources(given)).map((line) => historyEntry(line, { kind, day, dayOfInstant: day }));

describe("a payment's history in words", () => {
  it("tells a change once, though the audit log knows it too", () => {
    const entries = entriesOf({
      adjustments: [anAdjustment(1), anAdjustment(2, { status: "cancelled", reason: "Ordered twice." })],
      audit: [anAudit("request 2", 2, "payment.cancelled"), anAudit("request 1", 1, "payment.created")],
    });
    expect(entries.map(({ title, detail }) => [title, detail])).toEqual([
      ["Cancelled", "Ordered twice."],
      ["Created", null],
    ]);
  });

  it("says undone, not cancelled, of what was recorded by hand, by whom and why", () => {
    const undone = anAdjustment(2, { status: "cancelled", reason: "Wrong customer." });
    const [entry] = entriesOf(
      { adjustments: [anAdjustment(1, { status: "succeeded" }), undone] },
      "referral",
    );
    expect(entry).toMatchObject({ title: "Undone", look: "undone", detail: "Wrong customer." });
    expect(entry?.by.name).toBe("Maya Okonkwo");
  });

  it("keeps what only the audit log knows", () => {
    const entries = entriesOf({ audit: [anAudit("request 9", 9, "payment.link_copied")] });
    expect(entries.map(({ title }) => title)).toEqual(["Link copied", "Created"]);
  });

  it("says what became of an attempt that changed nothing, in words, and nothing of its token", () => {
    const [entry] = entriesOf({ attempts: [anAttempt()] });
    expect(entry).toMatchObject({
      title: "Charge attempt 2: declined",
      detail: "Visa ending in 0002. Not enough money on the card.",
      amountMinor: 1_800n,
    });
    expect(JSON.stringify({ ...entry, amountMinor: null })).not.toContain("tok_secret");
  });

  it.each(["credentials_refused", "amount_not_chargeable", "never_arrived"])(
    "says of an attempt that ended as %s that no bank was asked, and not that one declined",
    (declineCode) => {
      const [entry] = entriesOf({ attempts: [{ ...anAttempt(), declineCode }] });
      expect(entry?.title).toBe("Charge attempt 2: no bank was asked");
      expect(entry?.detail).not.toMatch(/declined|bank's side/);
    },
  );

  it("says an attempt and what came of it in one line, and its reason once", () => {
    const declined = anAdjustment(2, {
      attemptId: "a",
      failureCode: "insufficient_funds",
      reason: "Not enough money on the card.",
    });
    const entries = entriesOf({ adjustments: [anAdjustment(1), declined], attempts: [anAttempt()] });
    expect(entries.map(({ title, detail }) => [title, detail])).toEqual([
      [
        "Waiting for another attempt",
        "Charge attempt 2: declined. Visa ending in 0002. Not enough money on the card.",
      ],
      ["Created", null],
    ]);
  });

  it("names the card of a payment once, by its brand's name", () => {
    const paid = anAdjustment(2, {
      ...{ status: "succeeded", attemptId: "a", reason: "Paid with Visa ending in 0002" },
    });
    const approved = anAttempt({ state: "succeeded", declineCode: null });
    const [entry] = entriesOf({ adjustments: [anAdjustment(1), paid], attempts: [approved] });
    expect(entry?.detail).toBe("Charge attempt 2: approved. Visa ending in 0002.");
  });

  it("names a retry's day only while it is to come", () => {
    const titles = (related: ReturnType<typeof aRelated>) =>
      entriesOf({ adjustments: [], related: [related] }).map(({ title }) => title);
    expect(titles(aRelated())).toEqual(["Retry 1 planned for 2026-01-01"]);
    const collected = anAdjustment(2, { status: "succeeded", ...instantOf(at(7)) });
    const { adjustments } = aRelated();
    expect(titles(aRelated({ status: "succeeded", adjustments: [...adjustments, collected] }))).toEqual([
      "Retry 1 succeeded",
      "Retry 1 made",
    ]);
  });

  it("says of an attempt that was recorded as failed that it was", () => {
    const failed = aRelated({
      retryNumber: 0,
      status: "failed",
      adjustments: [anAdjustment(1, { status: "failed" })],
    });
    expect(entriesOf({ adjustments: [], related: [failed] }).map(({ title }) => title)).toEqual([
      "First attempt recorded as failed",
    ]);
  });

  it("names the premium that a reversal gives back, and leads to it", () => {
    const adjustments = [anAdjustment(1, { status: "succeeded" })];
    const premium = aRelated({ retryNumber: 0, status: "succeeded", isGivenBack: true, adjustments });
    const [entry] = entriesOf({ adjustments: [], related: [premium] });
    expect(entry).toMatchObject({ title: "The premium recorded as succeeded" });
    expect(entry?.href).toMatch(/^\/payments\/pay_/);
  });

  it("says what is left where that changed, who did it, and which request it was", () => {
    const [refund, created] = entriesOf({
      adjustments: [
        anAdjustment(1, { status: "succeeded", amountMinor: 1_800n }),
        anAdjustment(2, { status: "refunded", amountMinor: 600n, actorType: "apiKey", actorLabel: "Till" }),
      ],
      requests: [aRequest("request 2")],
    });
    expect(refund).toMatchObject({
      title: "Refunded",
      amountMinor: 600n,
      leftMinor: 1_200n,
      by: { name: "the API key Till", type: "apiKey", id: "u" },
      request: { id: "request 2", words: "POST /v0/payments" },
    });
    expect(created).toMatchObject({
      title: "Recorded as succeeded",
      leftMinor: null,
      by: { name: "Maya Okonkwo" },
    });
  });

  it("says why a method was blocked, and that a refused request changed nothing", () => {
    const block = { reason: "Blocked by the failure.", blockedReason: "Account closed." };
    const entries = entriesOf({
      audit: [anAudit("request 1", 1, "payment_method.blocked", block)],
      requests: [aRequest("refused", { status: 409 })],
    });
    expect(entries.map(({ title, detail }) => [title, detail])).toEqual([
      ["Request answered 409", "It was refused and changed nothing."],
      ["Payment method blocked", "Account closed."],
      ["Created", null],
    ]);
  });
});
