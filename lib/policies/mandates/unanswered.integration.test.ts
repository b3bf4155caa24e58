import { afterEach, describe, expect, it } from "vitest";
import { problemIn } from "@/lib/auth/testing/contexts";
import { forgetConnections } from "@/lib/connectors/connection";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { UNKNOWN_PATIENCE_MS } from "@/lib/payments/search";
import { countPoliciesByMethod, listPolicies } from "@/lib/policies/manage-policies";
import { anInsurer, contextOf, type Insurer, jobAt } from "@/lib/policies/testing";
import { askAboutUnanswered, askMandateAgain, MANDATE_LOST_MS } from "./ask-about-mandate";
import { mandateStanding } from "./mandate-standing";
import { aDebitProvider, allToldBy, back, open, request } from "./testing";

const { bank, connectionId, route } = aDebitProvider("debitsunheard");

afterEach(() => {
  Object.assign(bank, { silent: false, loses: null });
});

const inMs = (ms: number) => new Date(Date.now() + ms);
/** The job, so long from now. */
const askedIn = (ms: number) => askAboutUnanswered({ ctx: jobAt(inMs(ms)) });
const SOON = MANDATE_LOST_MS + 1_000;
const LATE = UNKNOWN_PATIENCE_MS + 60_000;

async function asked() {
  const insurer = await anInsurer();
  await route(insurer);
  const { id, linkToken } = await request(insurer);
  return { insurer, id, linkToken };
}

/** How the agreement is shown on the policy's page an hour later, and whether the overview and its list have the policy. */
async function workItem({ policyId }: Insurer) {
  const ctx = { ...contextOf("admin"), now: inMs(LATE) };
  const { unanswered } = await mandateStanding({ ctx, input: { policyId } });
  const page = { limit: 100, offset: 0 };
  const { policies, total } = await listPolicies({ ctx, input: { method: "unanswered", ...page } });
  expect((await countPoliciesByMethod({ ctx, input: { limit: 100 } })).unanswered).toBe(total);
  expect(policies.some(({ id }) => id === policyId)).toBe(unanswered !== null);
  return unanswered;
}

const askAgain = (id: string, now = inMs(LATE)) =>
  askMandateAgain({ ctx: { ...contextOf("operator"), now }, input: { id } });
const agreementOf = (id: string) => {
  const found = bank.agreements.find(({ mandateId }) => mandateId === id);
  if (!found) throw new Error("nobody was asked to agree");
  return found;
};

async function disconnected(at: Date | null): Promise<void> {
  await runPrepared(DISCONNECTED, [connectionId, at]);
  forgetConnections();
}

describe("an agreement whose provider's answer is lost", () => {
  it("is a person's after an hour, with what it is known by, and asked about until the provider answers", async () => {
    const { insurer, id, linkToken } = await asked();
    Object.assign(bank, { silent: true, loses: "after" });
    expect(await open(linkToken)).toBeNull();
    await askedIn(0);
    expect(await workItem(insurer)).toMatchObject({
      id,
      asks: 0,
      lastAskedAt: null,
      providerReference: null,
    });
    await askedIn(SOON);
    await askedIn(SOON);
    expect(await workItem(insurer)).toMatchObject({ asks: 1, lastHeard: expect.any(String) });
    expect(await askAgain(id)).toEqual({ answered: false });
    expect(await workItem(insurer)).toMatchObject({ asks: 2, connectionName: "debitsunheard", live: false });
    bank.silent = false;
    bank.stands(agreementOf(id), "active");
    expect(await askAgain(id)).toEqual({ answered: true });
    expect(await workItem(insurer)).toBeNull();
    const input = { policyId: insurer.policyId };
    expect((await mandateStanding({ ctx: contextOf("viewer"), input })).inForce).toMatchObject({ id });
    // Asked once more, nothing is left to ask.
    expect(await askAgain(id)).toEqual({ answered: true });
    const audited = await runPrepared(AUDITED, [insurer.methodId]);
    expect(audited).toEqual([{ actor: "user" }, { actor: "user" }]);
  });

  it("is known again where the provider never heard of it, and the payer can ask for its page", async () => {
    const { insurer, linkToken } = await asked();
    bank.loses = "before";
    expect(await open(linkToken)).toBeNull();
    await askedIn(SOON);
    expect(await workItem(insurer)).toBeNull();
    expect(await open(linkToken)).toContain("https://agree.example/");
  });

  it("keeps the page that was made, which the payer is led to when they press again", async () => {
    const { insurer, id, linkToken } = await asked();
    bank.loses = "after";
    expect(await open(linkToken)).toBeNull();
    await askedIn(SOON);
    expect(await workItem(insurer)).toBeNull();
    expect(await open(linkToken)).toContain(agreementOf(id).reference);
  });

  it("is known again once the payer presses again and is led to a page", async () => {
    const { insurer, linkToken } = await asked();
    bank.loses = "before";
    await open(linkToken);
    expect(await workItem(insurer)).not.toBeNull();
    await open(linkToken);
    expect(await workItem(insurer)).toBeNull();
  });

  it.each(["told", "asked"])(
    "is one as well where the payer came back, until the provider is heard: %s",
    async (how) => {
      const { insurer, id, linkToken } = await asked();
      await open(linkToken);
      bank.silent = true;
      expect(await back(linkToken)).toBe("waiting");
      expect(await workItem(insurer)).toMatchObject({
        id,
        asks: 1,
        providerReference: agreementOf(id).reference,
      });
      bank.stands(agreementOf(id), "active");
      if (how === "told") await allToldBy(jobAt(new Date()));
      bank.silent = false;
      if (how === "asked") await askedIn(SOON);
      expect(await workItem(insurer)).toBeNull();
    },
  );

  it("is nobody's while it is awaited, where it is disconnected, or where another link took its place", async () => {
    const { insurer, id, linkToken } = await asked();
    Object.assign(bank, { silent: true, loses: "after" });
    await open(linkToken);
    expect(await problemIn(askAgain(id, new Date()))).toMatchObject({ code: "conflict" });
    await disconnected(new Date());
    expect(await workItem(insurer)).toBeNull();
    await disconnected(null);
    expect(await workItem(insurer)).not.toBeNull();
    await runPrepared(ENDED, [id]);
    expect(await workItem(insurer)).toBeNull();
  });

  it("is asked about by nobody who only looks, and by nobody else", async () => {
    const { id } = await asked();
    const viewer = askMandateAgain({ ctx: contextOf("viewer"), input: { id } });
    expect(await problemIn(viewer)).toMatchObject({ code: "forbidden" });
    expect(await problemIn(askAgain(newId()))).toMatchObject({ code: "not_found" });
  });
});

const AUDITED = statement(
  "SELECT actor_type AS actor FROM audit_entry WHERE object_id = $1 AND action = 'mandate.asked_again'",
);
const DISCONNECTED = statement("UPDATE connection SET disconnected_at = $2 WHERE id = $1");
const ENDED = statement("UPDATE mandate SET state = 'ended', ended_reason = 'Another link' WHERE id = $1");
