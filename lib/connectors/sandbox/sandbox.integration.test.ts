import { describe, expect, it } from "vitest";
import { run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { ChargeOutcome, ChargeRequest, LookupRequest } from "../connector";
import { EVENT_DELAY_MS } from "./books";
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
    expect((await sandbox.lookup(lookupOf(request))).state).toBe("succeeded");
    expect(await booked(request.attemptId)).toBe(1);
  });

  it("know nothing of a charge that never arrived", async () => {
    const losing = sandboxConnector({ loses: () => "before_booking" });
    const request = chargeRequest("sbx_success");
    expect((await losing.charge(request)).state).toBe("unknown");
    expect((await sandbox.lookup(lookupOf(request))).state).toBe("not_found");
    expect((await sandbox.charge(request)).state).toBe("succeeded");
  });

  it("never keep a token they did not give out", async () => {
    const request = chargeRequest("4111111111111111");
    const outcome = await sandbox.charge(request);
    expect(outcome).toMatchObject({ state: "failed", declineCode: "invalid_method" });
    expect(JSON.stringify(outcome)).not.toContain("4111111111111111");
  });

  it("report a dispute after the charge of the card that is disputed", async () => {
    const request = chargeRequest("sbx_disputed");
    const charge = referenceOf(await sandbox.charge(request));
    expect(await toldOf(request.attemptId, EVENT_DELAY_MS - 1)).toEqual([]);
    const [event] = await toldOf(request.attemptId, EVENT_DELAY_MS);
    expect(event && (await sandbox.events.facts(event))).toMatchObject([
      { type: "dispute", chargeReference: charge, state: "open", amountMinor: 4_900n, reason: "fraudulent" },
    ]);
  });

  it("are told again until whoever asked comes back with the cursor", async () => {
    const request = chargeRequest("sbx_disputed");
    await sandbox.charge(request);
    const at = new Date(now.getTime() + EVENT_DELAY_MS);
    const first = await sandbox.events.since({ cursor: null, now: at });
    expect(await sandbox.events.since({ cursor: null, now: at })).toEqual(first);
    const next = await sandbox.events.since({ cursor: first.cursor, now: at });
    expect(next.events.map(({ eventId }) => eventId)).not.toContain(first.events[0]?.eventId);
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
    const [one, other] = [refundRequest(charge, 4_900n), refundRequest(charge, 4_900n)];
    for (const request of [one, other]) {
      expect(await sandbox.refund(request)).toMatchObject({ state: "succeeded" });
      const [event] = await toldOf(request.attemptId, EVENT_DELAY_MS);
      expect(event && (await sandbox.events.facts(event))).toMatchObject([
        {
          type: "refund",
          attemptId: request.attemptId,
          chargeReference: charge,
          outcome: { state: "failed" },
        },
      ]);
    }
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
    startedAt: now,
    offSession: false,
    savingMethod: false,
  };
}

function refundRequest(chargeReference: string, amountMinor: bigint) {
  return { attemptId: newId(), chargeReference, amountMinor, currency: "GBP", now };
}

function lookupOf({ attemptId, method }: ChargeRequest): LookupRequest {
  return {
    attemptId,
    operation: "charge",
    providerReference: null,
    chargeReference: null,
    method,
    startedAt: now,
    now,
  };
}

/** What is told of one operation so long after it. */
async function toldOf(attemptId: string, afterMs: number) {
  const { events } = await sandbox.events.since({ cursor: null, now: new Date(now.getTime() + afterMs) });
  return events.filter(({ raw }) => JSON.stringify(raw).includes(attemptId));
}

function referenceOf(outcome: ChargeOutcome): string {
  if (outcome.state === "unknown" || !outcome.providerReference) throw new Error("nothing was booked");
  return outcome.providerReference;
}

async function booked(attemptId: string) {
  const [row] = await run<{ n: number }>(BOOKED, [[attemptId]]);
  return row?.n;
}
