import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import type { ChargeOutcome, ChargeRequest } from "../connector";
import { EVENT_DELAY_MS } from "./books";
import { sandbox } from "./sandbox";

const now = new Date("2026-11-21T12:00:00Z");

describe("the sandbox's books", () => {
  it("refuse one attempt for two different things", async () => {
    const request = chargeRequest("sbx_success");
    await sandbox.charge(request);
    await expect(sandbox.charge({ ...request, amountMinor: 1n })).rejects.toThrow(/idempotency key/);
    await expect(sandbox.charge({ ...request, currency: "EUR" })).rejects.toThrow(/idempotency key/);
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

describe("a refund", () => {
  it("is refused for a charge that failed, is unknown or was in another currency", async () => {
    const failed = await sandbox.charge(chargeRequest("sbx_generic_decline"));
    const charge = referenceOf(await sandbox.charge(chargeRequest("sbx_success")));
    const refused = { state: "failed", declineCode: "refund_refused" };
    expect(await sandbox.refund(refundRequest(referenceOf(failed), 100n))).toMatchObject(refused);
    expect(await sandbox.refund(refundRequest("sbx_ch_0", 100n))).toMatchObject(refused);
    expect(await sandbox.refund({ ...refundRequest(charge, 100n), currency: "EUR" })).toMatchObject(refused);
  });
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

/** What is told of one operation so long after it. */
async function toldOf(attemptId: string, afterMs: number) {
  const { events } = await sandbox.events.since({ cursor: null, now: new Date(now.getTime() + afterMs) });
  return events.filter(({ raw }) => JSON.stringify(raw).includes(attemptId));
}

function referenceOf(outcome: ChargeOutcome): string {
  if (outcome.state === "unknown" || !outcome.providerReference) throw new Error("nothing was booked");
  return outcome.providerReference;
}
