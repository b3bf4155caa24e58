import { expect } from "vitest";
import { newId } from "@/lib/ids";
import { ask } from "../../ask";
import type { MandateLookup, MandateRequest, Mandates } from "../../mandates";
import type { Trouble } from "../trouble";
import { expectTakenOnce } from "./charges";
import { type Case, CUSTOMER, type Kit, must, statesOf, tokenMethod } from "./kit";

const TROUBLES: readonly Trouble[] = ["429", "500", "503", "403", "cut_short", "html", "wrong_shape"];

const PARALLEL = 5;

/** Agreements to collect while the payer is away. */
export const mandateCases: readonly Case[] = [
  mandate("waits until the payer agrees, and can then be charged, exactly and once", async (kit) => {
    const request = requestOf(kit);
    const { providerReference } = await begun(kit, request);
    const known = lookupOf(request, { providerReference });
    expect(await lookup(kit, known)).toMatchObject({ state: "waiting" });
    const token = await agreed(kit, request, known);
    const charge = await kit.chargeRequest({ method: tokenMethod(token) });
    expect((await kit.endOf(charge, await kit.charge(charge))).state).toBe("succeeded");
    await expectTakenOnce(kit, charge);
  }),

  mandate("is found by its id alone, by its page and by its token", async (kit) => {
    const request = requestOf(kit);
    const { providerReference } = await begun(kit, request);
    const token = await agreed(kit, request, lookupOf(request));
    for (const over of [{}, { providerReference }, { providerReference, token }])
      expect(await lookup(kit, lookupOf(request, over))).toMatchObject({ token });
  }),

  mandate("is one agreement however often its page is asked for, also by twins", async (kit) => {
    const request = requestOf(kit);
    const pages = await Promise.all(Array.from({ length: PARALLEL }, () => begin(kit, request)));
    for (const { state } of pages) expect(["redirect", "unknown"]).toContain(state);
    expect((await begin(kit, { ...request, locale: "de" })).state).toBe("redirect");
    expect(await handles(kit).made(request.mandateId)).toBe(1);
    await handles(kit).agree(request.mandateId);
    expect(await handles(kit).agree(request.mandateId)).toBe(false);
  }),

  mandate("that was never begun is not there, to look for or to end, and neither makes it", async (kit) => {
    const request = requestOf(kit);
    expect(await lookup(kit, lookupOf(request))).toEqual({ state: "not_found" });
    expect(await end(kit, lookupOf(request))).toEqual({ state: "not_found" });
    expect(await handles(kit).made(request.mandateId)).toBe(0);
  }),

  mandate("that is ended charges nothing any more, and ending it again says the same", async (kit) => {
    const request = requestOf(kit);
    await begun(kit, request);
    const token = await agreed(kit, request, lookupOf(request));
    for (const _time of [1, 2])
      expect(await end(kit, lookupOf(request, { token }))).toMatchObject({
        ...{ state: "ended", reason: expect.stringMatching(/./) },
      });
    const charge = await kit.chargeRequest({ method: tokenMethod(token) });
    expect((await kit.charge(charge)).state).toBe("failed");
    expect(await kit.world.books.charged(charge.attemptId)).toEqual([]);
  }),

  mandate("that is ended before anybody agreed cannot be agreed to", async (kit) => {
    const request = requestOf(kit);
    await begun(kit, request);
    expect((await end(kit, lookupOf(request))).state).toBe("ended");
    expect(await handles(kit).agree(request.mandateId)).toBe(false);
  }),

  ...(["lost_before", "lost_after"] as const).map((trouble) =>
    mandate(
      `whose page's answer is lost (${trouble}) is looked for, and is one when asked again`,
      async (kit) => {
        const request = requestOf(kit);
        expect((await kit.during(trouble, () => begin(kit, request))).state).toBe("unknown");
        const found = (await lookup(kit, lookupOf(request))).state;
        expect(found).toBe(trouble === "lost_before" ? "not_found" : "waiting");
        expect((await begin(kit, request)).state).toBe("redirect");
        expect(await handles(kit).made(request.mandateId)).toBe(1);
      },
    ),
  ),

  ...(["lost_before", "lost_after"] as const).map((trouble) =>
    mandate(
      `whose ending's answer is lost (${trouble}) is not known to have ended, until it has`,
      async (kit) => {
        const request = requestOf(kit);
        await begun(kit, request);
        const token = await agreed(kit, request, lookupOf(request));
        const known = lookupOf(request, { token });
        expect((await kit.during(trouble, () => end(kit, known))).state).toBe("unknown");
        expect((await end(kit, known)).state).toBe("ended");
      },
    ),
  ),

  ...TROUBLES.map((trouble) =>
    mandate(`is never held to have ended, or not to be there, by an answer of ${trouble}`, async (kit) => {
      const request = requestOf(kit);
      await begun(kit, request);
      const token = await agreed(kit, request, lookupOf(request));
      const states = await kit.during(trouble, async () =>
        statesOf([
          await lookup(kit, lookupOf(request)),
          await lookup(kit, lookupOf(request, { token })),
          await end(kit, lookupOf(request, { token })),
        ]),
      );
      expect(new Set(states)).toEqual(new Set(["unknown"]));
    }),
  ),

  mandate("is told once it is agreed to", async (kit) => {
    const request = requestOf(kit);
    await begun(kit, request);
    await kit.told();
    const token = await agreed(kit, request, lookupOf(request));
    expect(await kit.facts()).toContainEqual(toldOf(request, { token }));
  }),

  {
    ...mandate("that ends at the provider is told to have ended", async (kit) => {
      const request = requestOf(kit);
      await begun(kit, request);
      await agreed(kit, request, lookupOf(request));
      await kit.told();
      await must(handles(kit).endThere, "endThere")(request.mandateId);
      expect(await kit.facts()).toContainEqual(toldOf(request, { state: "ended" }));
    }),
    needs: ["mandates", "mandates that end there"],
  },

  mandate("keeps nothing of the payer in what is kept of an answer", async (kit) => {
    const request = requestOf(kit);
    const page = await begun(kit, request);
    await agreed(kit, request, lookupOf(request));
    const outcome = await lookup(kit, lookupOf(request));
    const kept = JSON.stringify([page.raw, "raw" in outcome && outcome.raw]);
    for (const text of [CUSTOMER.email, request.payer.lastName]) expect(kept).not.toContain(text);
  }),
];

function mandate(name: string, run: Case["run"]): Case {
  return { name: `a mandate ${name}`, needs: ["mandates"], run };
}

const toldOf = ({ mandateId }: MandateRequest, outcome: object) =>
  expect.objectContaining({ type: "mandate", mandateId, outcome: expect.objectContaining(outcome) });

const handles = (kit: Kit) => must(kit.world.mandates, "mandates");
const mandatesOf = (kit: Kit): Mandates => must(kit.world.connector.mandates, "mandates");
const begin = (kit: Kit, request: MandateRequest) => ask(() => mandatesOf(kit).begin(request));
const lookup = (kit: Kit, request: MandateLookup) => ask(() => mandatesOf(kit).lookup(request));
const end = (kit: Kit, request: MandateLookup) => ask(() => mandatesOf(kit).end(request));

function requestOf(kit: Kit): MandateRequest {
  const [firstName = "", lastName = ""] = CUSTOMER.name.split(" ");
  return {
    ...{ mandateId: newId(), currency: kit.world.money.currency, locale: "en-GB", now: kit.world.now() },
    type: mandatesOf(kit).takes[0] ?? "debit_order",
    ...{ merchantName: "Lakeside", description: "Policy P-1042" },
    payer: { firstName, lastName, email: CUSTOMER.email },
    providerReference: null,
    ...{ returnUrl: "https://pay.example/return", cancelUrl: "https://pay.example/cancel" },
  };
}

function lookupOf({ mandateId, now }: MandateRequest, over: Partial<MandateLookup> = {}): MandateLookup {
  return { mandateId, providerReference: null, token: null, startedAt: now, now, ...over };
}

async function begun(kit: Kit, request: MandateRequest) {
  const page = await begin(kit, request);
  if (page.state !== "redirect") throw new Error(`there is no page: ${page.state}`);
  return page;
}

/** The payer agrees. What charges by it from then on. */
async function agreed(kit: Kit, { mandateId }: MandateRequest, known: MandateLookup): Promise<string> {
  expect(await handles(kit).agree(mandateId)).toBe(true);
  const outcome = await lookup(kit, known);
  if (!("token" in outcome)) throw new Error(`nothing charges by it: ${outcome.state}`);
  return outcome.token;
}
