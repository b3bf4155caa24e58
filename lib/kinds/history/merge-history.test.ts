import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { mergeHistory } from "./merge-history";
import { anAdjustment, anAttempt, anAudit, aRelated, aRequest, at, sources } from "./testing-sources";

const keys = (...given: Parameters<typeof sources>) => mergeHistory(sources(...given)).map(({ key }) => key);

describe("a payment's history in one column", () => {
  it("has each change once, though the audit log knows it too", () => {
    const found = keys({
      adjustments: [anAdjustment(1), anAdjustment(2, { status: "cancelled" })],
      audit: [anAudit("request 2", 2, "payment.cancelled"), anAudit("request 1", 1, "payment.created")],
    });
    expect(found).toEqual(["adjustment 2", "adjustment 1"]);
  });

  it("has each change once, and what was done with it at its side, where a merchant has a clock of its own", () => {
    const days = 6 * 86_400;
    const found = mergeHistory(
      sources({
        adjustments: [1, 2].map((sequence) =>
          anAdjustment(sequence, { recordedAt: at(days), ...instantOf(at(days)) }),
        ),
        audit: [
          anAudit("request 2", 2, "payment.failed", { status: "failed", amountMinor: "0" }),
          anAudit("request 2", 2, "payment.not_retried", { reason: "none" }),
          anAudit("request 1", 1, "payment.created", { status: "pending", amountMinor: "0" }),
          anAudit("request 3", 3, "payment.metadata_updated"),
        ],
      }),
    );
    expect(found.map((line) => [line.fact === "audit" ? line.entry.action : line.key, line.at])).toEqual([
      ["payment.not_retried", at(days)],
      ["adjustment 2", at(days)],
      ["adjustment 1", at(days)],
      ["payment.metadata_updated", at(3)],
    ]);
  });

  it("has an attempt in one line with what came of it, and not with its beginning", () => {
    const of = (sequence: number, status: "processing" | "succeeded") =>
      anAdjustment(sequence, { status, attemptId: "a" });
    const lines = mergeHistory(
      sources({
        adjustments: [anAdjustment(1), of(2, "processing"), of(3, "succeeded")],
        attempts: [anAttempt({ state: "succeeded", startedAt: at(2) })],
      }),
    );
    expect(
      lines.map((line) => line.fact === "adjustment" && [line.adjustment.status, line.attempt?.id ?? null]),
    ).toEqual([
      ["succeeded", "a"],
      ["processing", null],
      ["pending", null],
    ]);
  });

  it("has an attempt that waits with the line of its beginning, and one that changed nothing alone", () => {
    const waiting = sources({
      adjustments: [anAdjustment(1), anAdjustment(2, { status: "processing", attemptId: "a" })],
      attempts: [anAttempt({ state: "unknown" }), anAttempt({ id: "b" })],
    });
    expect(
      mergeHistory(waiting).map((line) => [line.key, "attempt" in line ? line.attempt?.id : null]),
    ).toEqual([
      ["attempt b", "b"],
      ["adjustment 2", "a"],
      ["adjustment 1", undefined],
    ]);
  });

  it("has an answer to a dispute once, though the audit log knows it too", () => {
    const attempts = [anAttempt({ id: "answer", operation: "evidence", state: "succeeded" })];
    const audit = [anAudit("r", 5, "payment.evidence_sent", { attemptId: "answer" })];
    const disputed = [anAdjustment(1), anAdjustment(2, { status: "dispute" })];
    expect(keys({ adjustments: disputed, attempts, audit })).toEqual([
      "attempt answer",
      "adjustment 2",
      "adjustment 1",
    ]);
  });

  it("has a retry in one line with the rule that made it, and how it ended in another", () => {
    const retry = aRelated();
    const entry = anAudit("request 3", 3, "payment.retry_scheduled", { retryId: retry.id });
    const failed = [anAdjustment(1), anAdjustment(3, { status: "failed" })];
    const [made] = mergeHistory(sources({ adjustments: failed, audit: [entry], related: [retry] })).filter(
      ({ fact }) => fact === "made",
    );
    expect(made).toMatchObject({ fact: "made", entry: { id: entry.id } });
    expect(keys({ adjustments: failed, audit: [entry], related: [retry] })).not.toContain(
      `audit ${entry.id}`,
    );
    const collected = anAdjustment(2, { status: "succeeded", ...instantOf(at(7)) });
    const done = { ...retry, status: "succeeded" as const, adjustments: [...retry.adjustments, collected] };
    expect(keys({ adjustments: failed, audit: [entry], related: [done] })).toEqual([
      `settled ${retry.id}`,
      `made ${retry.id}`,
      "adjustment 3",
      "adjustment 1",
    ]);
  });

  it("keeps what a rule did with a failure in the same moment, and a block once though two logs have it", () => {
    const failed = [anAdjustment(1), anAdjustment(2, { status: "failed" })];
    const blocked = anAudit("request 2", 2, "payment_method.blocked", { reason: "Blocked." });
    const found = mergeHistory(
      sources({
        adjustments: failed,
        audit: [
          anAudit("request 2", 2, "payment.not_retried"),
          anAudit("request 2", 2, "payment.failed"),
          blocked,
        ],
        methodAudit: [{ ...blocked, id: "the method's" }, anAudit("other", 6, "payment_method.unblocked")],
      }),
    );
    expect(found.map((line) => (line.fact === "audit" ? line.entry.action : line.key))).toEqual([
      "payment_method.unblocked",
      "payment_method.blocked",
      "payment.not_retried",
      "adjustment 2",
      "adjustment 1",
    ]);
  });

  it("names the request with what it changed, and by itself where it changed nothing", () => {
    const lines = mergeHistory(
      sources({
        requests: [aRequest("request 1"), aRequest("refused", { status: 409 })],
        deliveries: [{ id: "d", createdAt: at(4) }],
      }),
    );
    expect(lines.map(({ key, cause }) => [key, cause?.id ?? null])).toEqual([
      ["request refused", "refused"],
      ["delivery d", null],
      ["adjustment 1", "request 1"],
    ]);
  });
});
