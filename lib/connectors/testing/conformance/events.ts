import { expect } from "vitest";
import type { ProviderFact } from "../../connector";
import { type Case, type Kit, must, type Taken } from "./kit";

/** Enough that what is skipped or told twice shows. */
const MANY = 12;

/** What the provider tells of its own accord, and what it means. */
export const eventCases: readonly Case[] = [
  events("are told from a cursor on, none skipped, and nothing once all is told", async (kit) => {
    await kit.told();
    const taken = [];
    for (let at = 0; at < MANY; at++) taken.push(await kit.take());
    expect(attemptsIn(await kit.facts())).toEqual(new Set(taken.map(({ attemptId }) => attemptId)));
    expect(attemptsIn(await kit.facts()).size).toBe(0);
  }),

  events("are told again to who asks with the same cursor, with the same ids", async (kit) => {
    const cursor = await kit.position();
    await kit.take();
    const [first, again] = [await kit.toldSince(cursor), await kit.toldSince(cursor)];
    expect(first.events.length).toBeGreaterThan(0);
    expect(again.events).toEqual(first.events);
  }),

  events("say the same whatever their order, and told twice", async (kit) => {
    const story = await storyOf(kit);
    const events = await kit.told();
    const [forwards, backwards, twice] = [
      await kit.factsOf(events),
      await kit.factsOf(events.toReversed()),
      await kit.factsOf(events.flatMap((event) => [event, event])),
    ];
    expect(new Set(backwards.map(keyOf))).toEqual(new Set(forwards.map(keyOf)));
    expect(new Set(twice.map(keyOf))).toEqual(new Set(forwards.map(keyOf)));
    expect(attemptsIn(forwards)).toEqual(new Set([story.attemptId]));
  }),

  events("of a charge say what became of it, under the reference that a refund names", async (kit) => {
    await kit.told();
    const { attemptId, reference } = await kit.take();
    const facts = (await kit.facts()).filter((fact) => fact.type === "charge");
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts)
      expect(fact).toMatchObject({
        attemptId,
        outcome: { state: "succeeded", providerReference: reference },
      });
  }),

  {
    name: "events of a refund say its charge, its attempt and its exact amount",
    needs: ["refunds", "events of charges"],
    run: async (kit) => {
      const taken = await kit.take();
      await kit.told();
      const { attemptId, amountMinor, currency } = kit.refundRequest(taken);
      const request = { ...kit.refundRequest(taken), attemptId };
      const providerReference = await kit.give(request);
      const facts = (await kit.facts()).filter(({ type }) => type === "refund");
      expect(facts.length).toBeGreaterThan(0);
      for (const fact of facts)
        expect(fact).toMatchObject({
          ...{ attemptId, chargeReference: taken.reference, providerReference, amountMinor, currency },
          outcome: { state: "succeeded" },
        });
    },
  },

  {
    name: "events of a page on which a method was declined say nothing that is not so",
    needs: ["pages", "events of charges"],
    run: async (kit) => {
      const request = kit.pageRequest();
      await kit.begin(request);
      await kit.told();
      await must(kit.world.pages, "pages").decline(request.attemptId);
      const { state } = await kit.lookup(kit.lookupRequest(request.attemptId));
      for (const fact of await kit.facts())
        if (fact.type === "charge") expect(fact.outcome.state).toBe(state);
    },
  },

  {
    name: "events of a charge in work say its end once it has one",
    needs: ["saved methods", "charges in work", "events of charges"],
    run: async (kit) => {
      const { declining } = must(must(kit.world.charges, "charges").inWork, "inWork");
      const request = await kit.chargeRequest({ method: { type: "token", token: await declining() } });
      await kit.told();
      await kit.charge(request);
      for (const fact of await kit.facts()) expect(fact).toMatchObject({ outcome: { state: "processing" } });
      await must(kit.world.settle, "settle")(request.attemptId);
      expect(await kit.facts()).toContainEqual(
        expect.objectContaining({
          ...{ type: "charge", attemptId: request.attemptId },
          outcome: expect.objectContaining({ state: "failed" }),
        }),
      );
    },
  },

  events("of what is none of ours mean nothing, or name no attempt", async (kit) => {
    const foreign = must(kit.world.events?.foreign, "events.foreign");
    for (const fact of await kit.factsOf([foreign]))
      expect("attemptId" in fact ? fact.attemptId : null).toBeNull();
  }),

  {
    name: "events are all told to who comes back with a cursor that the provider has forgotten",
    needs: ["forgotten cursors", "events of charges"],
    run: async (kit) => {
      const { attemptId } = await kit.take();
      const told = await kit.toldSince(must(kit.world.events?.forgottenCursor, "events.forgottenCursor"));
      expect(attemptsIn(await kit.factsOf(told.events.slice(-MANY)))).toContain(attemptId);
      const since = await kit.toldSince(told.cursor);
      expect(attemptsIn(await kit.factsOf(since.events)).size).toBe(0);
    },
  },

  dispute("takes the money, with its reason and amount", [], async (kit, taken) => {
    expect(await disputesOf(kit)).toMatchObject([
      {
        ...{ state: "open", chargeReference: taken.reference, reason: expect.stringMatching(/./) },
        ...{ amountMinor: taken.amountMinor, currency: taken.currency },
      },
    ]);
  }),

  ...(["won", "lost"] as const).map((state) =>
    dispute(`that is ${state} is told as the same one, decided`, ["decided disputes"], async (kit, taken) => {
      const [opened] = await disputesOf(kit);
      await must(kit.world.happenings?.decide, "decide")(taken.reference, state);
      const decided = await disputesOf(kit);
      expect(decided.length).toBeGreaterThan(0);
      for (const fact of decided)
        expect(fact).toMatchObject({ state, providerReference: opened?.providerReference });
    }),
  ),

  {
    name: "a bank's inquiry is told as one, and not as a dispute that takes money",
    needs: ["disputes", "inquiries", "events of charges"],
    run: async (kit) => {
      const { reference } = await kit.take();
      await kit.told();
      await must(kit.world.happenings?.inquire, "inquire")(reference);
      const told = await disputesOf(kit);
      expect(told.length).toBeGreaterThan(0);
      for (const fact of told) expect(fact).toMatchObject({ state: "inquiry", chargeReference: reference });
    },
  },
];

function events(name: string, run: Case["run"]): Case {
  return { name: `events ${name}`, needs: ["events of charges"], run };
}

function dispute(name: string, needs: Case["needs"], run: (kit: Kit, taken: Taken) => Promise<void>): Case {
  return {
    name: `a dispute ${name}`,
    needs: ["disputes", ...needs],
    run: async (kit) => {
      const taken = await kit.take({}, "dispute");
      await kit.told();
      await must(kit.world.happenings?.dispute, "dispute")(taken.reference);
      await run(kit, taken);
    },
  };
}

type DisputeFact = Extract<ProviderFact, { type: "dispute" }>;

async function disputesOf(kit: Kit): Promise<DisputeFact[]> {
  return (await kit.facts()).filter((fact) => fact.type === "dispute");
}

/** A charge with all that a provider may tell of one. */
async function storyOf(kit: Kit): Promise<Taken> {
  await kit.told();
  const taken = await kit.take();
  if (kit.world.connector.capabilities.refund) {
    const reference = await kit.give(kit.refundRequest(taken, taken.amountMinor / 10n));
    await kit.world.happenings?.refundFails?.(reference);
  }
  await kit.world.happenings?.dispute?.(taken.reference);
  return taken;
}

function attemptsIn(facts: readonly ProviderFact[]): Set<string | null> {
  return new Set(facts.flatMap((fact) => (fact.type === "charge" ? [fact.attemptId] : [])));
}

/** All that a fact says, so that two that say the same are one. */
function keyOf(fact: ProviderFact): string {
  return JSON.stringify(fact, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
}
