import { describe, expect, it } from "vitest";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { forgetConnections } from "@/lib/connectors/connection";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { attemptsOf } from "@/lib/payments/attempt";
import { collectDuePayments } from "@/lib/policies/collection/collect-due";
import { anInsurer, contextOf, type Insurer, jobAt } from "@/lib/policies/testing";
import { endMandate } from "./end-mandate";
import { getMandatePage } from "./mandate-page";
import { mandateStanding } from "./mandate-standing";
import { requestMandate } from "./request-mandate";
import { aDebitProvider, allTold, aPremium, back, collect, LATER, open, request } from "./testing";

const { bank, connectionId, route, agreed, debitOf } = aDebitProvider("debitsone");
const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };

const stateOf = async (linkToken: string) => (await getMandatePage({ linkToken, now: new Date() }))?.state;
const statusesOf = async (insurer: Awaited<ReturnType<typeof agreed>>["insurer"]) =>
  (await insurer.payments()).map(({ status }) => status).sort();

describe("an agreement to collect", () => {
  it("is asked for by one link, however often and simultaneously", async () => {
    const insurer = await anInsurer();
    await route(insurer);
    const asked = await Promise.all([1, 2, 3].map(() => request(insurer)));
    expect(new Set(asked.map(({ linkToken }) => linkToken)).size).toBe(1);
    const opened = await Promise.all([1, 2, 3].map(() => open(asked[0]?.linkToken ?? "")));
    expect(new Set(opened).size).toBe(1);
    expect(bank.agreements.filter(({ mandateId }) => mandateId === asked[0]?.id)).toHaveLength(1);
  });

  it.each(["return first", "message first", "poll only", "all at once"])(
    "begins once its provider says so: %s",
    async (order) => {
      const insurer = await anInsurer();
      await route(insurer);
      const { id, linkToken } = await request(insurer);
      await open(linkToken);
      expect(await back(linkToken)).toBe("waiting");
      const agreement = bank.agreements.find(({ mandateId }) => mandateId === id);
      if (!agreement) throw new Error("nobody was asked");
      bank.stands(agreement, "submitted");
      if (order === "return first") await back(linkToken).then(allTold);
      if (order === "message first") await allTold().then(() => back(linkToken));
      if (order === "all at once") await Promise.all([back(linkToken), allTold(), back(linkToken)]);
      await allTold();
      expect(await stateOf(linkToken)).toBe("submitted");
      bank.stands(agreement, "active");
      await allTold();
      expect(await stateOf(linkToken)).toBe("active");
      const { rows } = await pool().query("SELECT action FROM audit_entry WHERE object_id = $1", [
        insurer.methodId,
      ]);
      expect(rows.filter(({ action }) => action === "mandate.active")).toHaveLength(1);
    },
  );

  it.each(["before", "after"] as const)("is one when the answer is lost %s it was made", async (when) => {
    const insurer = await anInsurer();
    await route(insurer);
    const { id, linkToken } = await request(insurer);
    bank.loses = when;
    expect(await open(linkToken)).toBeNull();
    expect(await open(linkToken)).toContain("https://agree.example/");
    expect(bank.agreements.filter(({ mandateId }) => mandateId === id)).toHaveLength(1);
  });

  it("shows that the account is there, but unblocks nothing a person has blocked", async () => {
    const { insurer } = await agreed();
    expect(await insurer.method()).toMatchObject({ banv_status: "verified" });
    const other = await anInsurer();
    await route(other);
    await pool().query(
      "UPDATE policy_payment_method SET banv_status = 'blocked', blocked_reason = 'x' WHERE id = $1",
      [other.methodId],
    );
    const { id, linkToken } = await request(other);
    await open(linkToken);
    const agreement = bank.agreements.find(({ mandateId }) => mandateId === id);
    if (agreement) bank.stands(agreement, "active");
    await back(linkToken);
    expect(await other.method()).toMatchObject({ banv_status: "blocked" });
  });

  it("takes the place of the one before, and never begins again once it has ended", async () => {
    const { insurer, agreement: first, linkToken } = await agreed();
    const second = await request(insurer);
    expect(await stateOf(linkToken)).toBe("active");
    await open(second.linkToken);
    const made = bank.agreements.find(({ mandateId }) => mandateId === second.id);
    if (made) bank.stands(made, "active");
    await back(second.linkToken);
    expect(await stateOf(linkToken)).toBe("ended");
    bank.events.push({
      eventId: newId(),
      type: "mandate",
      occurredAt: new Date(),
      raw: { type: "mandate", reference: first.reference },
    });
    await allTold();
    expect(await stateOf(linkToken)).toBe("ended");
    expect(await stateOf(second.linkToken)).toBe("active");
  });

  it("cannot be asked for without a route that leads to a provider which keeps them", async () => {
    const insurer = await anInsurer();
    await expect(request(insurer)).rejects.toMatchObject({ problem: { code: "conflict" } });
  });

  it("is needed where a provider collects, and not where the sandbox does, by a route or without one", async () => {
    const neededBy = async ({ policyId }: Insurer) =>
      (await mandateStanding({ ctx: contextOf("viewer"), input: { policyId } })).needed;
    const insurer = await anInsurer();
    expect(await neededBy(insurer)).toBe(false);
    await route(insurer, BUILT_IN_CONNECTION_ID);
    expect(await neededBy(insurer)).toBe(false);
    expect(await collect(await aPremium(insurer))).toBe("successful");
    const other = await anInsurer();
    await route(other);
    expect(await neededBy(other)).toBe(true);
  });

  it("is asked for and ended by nobody who only looks", async () => {
    const { insurer } = await agreed();
    const ctx = contextOf("viewer");
    const denied = { problem: { code: "forbidden" } };
    await expect(requestMandate({ ctx, input: { policyId: insurer.policyId } })).rejects.toMatchObject(
      denied,
    );
    await expect(endMandate({ ctx, input: { id: newId() } })).rejects.toMatchObject(denied);
  });

  it("is ended at its provider, twice as once, and collects nothing then", async () => {
    const { insurer, agreement, linkToken } = await agreed();
    const ctx = contextOf("operator");
    const { inForce } = await mandateStanding({ ctx, input: { policyId: insurer.policyId } });
    const input = { id: inForce?.id ?? "" };
    await Promise.all([endMandate({ ctx, input }), endMandate({ ctx, input })]);
    expect(agreement.state).toBe("ended");
    expect(await stateOf(linkToken)).toBe("ended");
    const premium = await aPremium(insurer);
    expect(await collect(premium)).toBe("failed");
    expect(await debitOf(premium)).toBeUndefined();
  });
});

describe("a premium collected through a provider", () => {
  it("is debited once, and collected when the bank has said so", async () => {
    const { insurer } = await agreed();
    const premium = await aPremium(insurer);
    await Promise.all([1, 2, 3].map(() => collectDuePayments({ ctx: LATER })));
    const debit = await debitOf(premium);
    expect(debit).toMatchObject({ amountMinor: 18_000n, currency: "ZAR", state: "processing" });
    expect(bank.debits.filter((each) => each.agreement === debit?.agreement)).toHaveLength(1);
    expect(await attemptsOf(premium)).toMatchObject([
      { state: "processing", method: { chargeDate: "2026-12-03" } },
    ]);
    await resolveAttempts({ ctx: LATER });
    expect(await statusesOf(insurer)).toEqual(["processing"]);
    if (debit) bank.confirm(debit);
    await allTold();
    expect(await statusesOf(insurer)).toEqual(["successful"]);
  });

  it.each(["before", "after"] as const)(
    "is debited once when the answer is lost %s it was done",
    async (when) => {
      const { insurer } = await agreed();
      const premium = await aPremium(insurer);
      bank.loses = when;
      expect(await collect(premium)).toBe("unknown");
      expect(await collect(premium)).toBe("waits");
      await pool().query(
        "UPDATE attempt SET asked_at = asked_at - interval '1 minute' WHERE payment_id = $1",
        [premium],
      );
      await resolveAttempts({ ctx: LATER });
      const debit = await debitOf(premium);
      if (!debit) throw new Error("nothing was debited");
      bank.confirm(debit);
      await allTold();
      expect(await statusesOf(insurer)).toEqual(["successful"]);
      expect(bank.debits.filter((each) => each.agreement === debit.agreement)).toHaveLength(1);
    },
  );

  it("that the bank refuses is retried by the product's rules, and recovered", async () => {
    const { insurer } = await agreed(RETRYING);
    const premium = await aPremium(insurer);
    await collect(premium);
    const debit = await debitOf(premium);
    if (debit) bank.fail(debit, "insufficient_funds");
    await allTold();
    expect(await statusesOf(insurer)).toEqual(["failed", "pending"]);
    await collectDuePayments({ ctx: jobAt(new Date("2031-01-01")) });
    const again = bank.debits.findLast(({ agreement }) => agreement === debit?.agreement);
    if (again) bank.confirm(again);
    await allTold();
    expect(await statusesOf(insurer)).toEqual(["failed", "successful"]);
  });

  it("blocks the method where the account is closed", async () => {
    const { insurer } = await agreed(RETRYING);
    const premium = await aPremium(insurer);
    await collect(premium);
    const debit = await debitOf(premium);
    if (debit) bank.fail(debit, "account_closed");
    await allTold();
    expect(await insurer.method()).toMatchObject({ banv_status: "blocked" });
    expect(await statusesOf(insurer)).toEqual(["failed"]);
  });

  it("is never taken by the sandbox, nor elsewhere, while the payer has not agreed", async () => {
    const insurer = await anInsurer();
    await route(insurer);
    const premium = await aPremium(insurer);
    expect(await collect(premium)).toBe("failed");
    expect(await attemptsOf(premium)).toEqual([]);
    const { rows } = await pool().query("SELECT failure_action FROM policy_payment WHERE payment_id = $1", [
      premium,
    ]);
    expect(rows[0]?.failure_action).toBe("block_retry");
  });

  it("is not collected by an agreement at a connection its route has left", async () => {
    const { insurer } = await agreed();
    await pool().query(
      "UPDATE connection_route SET currencies = '{GBP}' WHERE connection_id = $1 AND merchant_id = $2",
      [connectionId, insurer.merchantId],
    );
    forgetConnections();
    const premium = await aPremium(insurer);
    expect(await collect(premium)).toBe("failed");
    expect(await debitOf(premium)).toBeUndefined();
  });
});
