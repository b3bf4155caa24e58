import { describe, expect, it } from "vitest";
import { run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { ChargeOutcome, ChargeRequest } from "../connector";
import { sandbox, sandboxConnector } from "./sandbox";
import type { ScenarioToken } from "./scenarios";

const now = new Date("2026-11-21T12:00:00Z");
const PARALLEL = 20;
const BOOKED = statement("SELECT count(*)::int AS n FROM sandbox_operation WHERE idempotency_key = ANY($1)");

describe("the sandbox's books", () => {
  it("charge once under one attempt, and answer every repeat alike", async () => {
    const request = chargeRequest("sbx_success");
    const first = await sandbox.charge(request);
    expect(first.state).toBe("succeeded");
    expect(await sandbox.charge({ ...request, now: new Date("2027-01-01T00:00:00Z") })).toEqual(first);
    expect(await booked(request.attemptId)).toBe(1);
  });

  it("charge once when twenty ask at the same moment", async () => {
    const request = chargeRequest("sbx_success");
    const outcomes = await Promise.all(Array.from({ length: PARALLEL }, () => sandbox.charge(request)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await booked(request.attemptId)).toBe(1);
  });

  it("refuse one attempt for two different things", async () => {
    const request = chargeRequest("sbx_success");
    await sandbox.charge(request);
    await expect(sandbox.charge({ ...request, amountMinor: 1n })).rejects.toThrow(/idempotency key/);
    await expect(sandbox.charge({ ...request, currency: "EUR" })).rejects.toThrow(/idempotency key/);
  });

  it("tell what became of a charge whose answer was lost, and charge nothing by being asked", async () => {
    const losing = sandboxConnector({ loses: () => "after_booking" });
    const request = chargeRequest("sbx_success");
    expect((await losing.charge(request)).state).toBe("unknown");
    expect((await sandbox.lookup(request)).state).toBe("succeeded");
    expect(await booked(request.attemptId)).toBe(1);
  });

  it("know nothing of a charge that never arrived", async () => {
    const losing = sandboxConnector({ loses: () => "before_booking" });
    const request = chargeRequest("sbx_success");
    expect((await losing.charge(request)).state).toBe("unknown");
    expect((await sandbox.lookup(request)).state).toBe("not_found");
    expect((await sandbox.charge(request)).state).toBe("succeeded");
  });

  it("never keep a token they did not give out", async () => {
    const request = chargeRequest("4111111111111111");
    const outcome = await sandbox.charge(request);
    expect(outcome).toMatchObject({ state: "failed", declineCode: "invalid_method" });
    expect(JSON.stringify(outcome)).not.toContain("4111111111111111");
  });

  it("report a dispute after the charge of the card that is disputed", async () => {
    const outcome = await sandbox.charge(chargeRequest("sbx_disputed"));
    expect(outcome).toMatchObject({ followUps: [{ kind: "dispute", reason: "fraudulent" }] });
  });
});

describe("a challenge", () => {
  it("has one answer, even when approve and fail arrive together", async () => {
    const { attemptId } = await challenged();
    const outcomes = await Promise.all(
      Array.from({ length: PARALLEL }, (_, at) =>
        sandbox.completeChallenge({ attemptId, result: at % 2 ? "approve" : "fail", now }),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  });

  it("is not undone by a later answer", async () => {
    const { attemptId } = await challenged();
    await sandbox.completeChallenge({ attemptId, result: "fail", now });
    const again = await sandbox.completeChallenge({ attemptId, result: "approve", now });
    expect(again).toMatchObject({ state: "failed", declineCode: "authentication_failed" });
  });

  async function challenged() {
    const request = chargeRequest("sbx_challenge");
    expect((await sandbox.charge(request)).state).toBe("requires_action");
    return request;
  }
});

describe("a refund", () => {
  it("is booked once under one attempt, also in parallel", async () => {
    const request = refundRequest(await charged(), 2_000n);
    const outcomes = await Promise.all(Array.from({ length: PARALLEL }, () => sandbox.refund(request)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]?.state).toBe("succeeded");
  });

  it("never gives back more than was charged, however many ask at once", async () => {
    const charge = await charged();
    const outcomes = await Promise.all(
      Array.from({ length: PARALLEL }, () => sandbox.refund(refundRequest(charge, 1_000n))),
    );
    // 49.00 was charged: four refunds of 10.00 fit.
    expect(outcomes.filter(({ state }) => state === "succeeded")).toHaveLength(4);
  });

  it("is refused for a charge that failed, is unknown or was in another currency", async () => {
    const failed = await sandbox.charge(chargeRequest("sbx_generic_decline"));
    const charge = await charged();
    const refused = { state: "failed", declineCode: "refund_refused" };
    expect(await sandbox.refund(refundRequest(referenceOf(failed), 100n))).toMatchObject(refused);
    expect(await sandbox.refund(refundRequest("sbx_ch_0", 100n))).toMatchObject(refused);
    expect(await sandbox.refund({ ...refundRequest(charge, 100n), currency: "EUR" })).toMatchObject(refused);
  });

  it("says that it will fail later for the card that does so, and can then be asked for again", async () => {
    const charge = await charged("sbx_refund_fails");
    const later = { state: "succeeded", laterFails: true };
    expect(await sandbox.refund(refundRequest(charge, 4_900n))).toMatchObject(later);
    expect(await sandbox.refund(refundRequest(charge, 4_900n))).toMatchObject(later);
  });

  async function charged(token: ScenarioToken = "sbx_success") {
    return referenceOf(await sandbox.charge(chargeRequest(token)));
  }
});

function chargeRequest(token: string): ChargeRequest {
  return {
    attemptId: newId(),
    amountMinor: 4_900n,
    currency: "GBP",
    method: { type: "token", token },
    now,
    offSession: false,
    savingMethod: false,
  };
}

function refundRequest(chargeReference: string, amountMinor: bigint) {
  return { attemptId: newId(), chargeReference, amountMinor, currency: "GBP", now };
}

function referenceOf(outcome: ChargeOutcome): string {
  if (outcome.state === "unknown" || !outcome.providerReference) throw new Error("nothing was booked");
  return outcome.providerReference;
}

async function booked(attemptId: string) {
  const [row] = await run<{ n: number }>(BOOKED, [[attemptId]]);
  return row?.n;
}
