import { inspect } from "node:util";
import { expect } from "vitest";
import { newId } from "@/lib/ids";
import type { ChargeRequest, ProviderFact } from "../../connector";
import { type Case, type Kit, must, referenceOf, tokenMethod } from "./kit";
import type { ChargeHandles, ConformanceWorld } from "./world";

const PARALLEL = 5;

/** A saved method is charged. */
export function chargeCases(world: ConformanceWorld): Case[] {
  return [
    charges("takes exactly what it says, under a reference that look-ups and refunds know", async (kit) => {
      const request = await kit.chargeRequest();
      const end = await kit.endOf(request, await kit.charge(request));
      expect(end.state).toBe("succeeded");
      await expectTakenOnce(kit, request);
      const known = { ...kit.lookupOfCharge(request), providerReference: referenceOf(end) };
      expect(await kit.lookup(known)).toEqual(end);
    }),

    charges("is found by its attempt's id alone", async (kit) => {
      const request = await kit.chargeRequest();
      const end = await kit.endOf(request, await kit.charge(request));
      expect(await kit.lookup(kit.lookupOfCharge(request))).toEqual(end);
    }),

    charges("is made once under one id, however often it is sent", async (kit) => {
      const request = await kit.chargeRequest();
      const first = await kit.charge(request);
      for (const again of [await kit.charge(request), await kit.charge(request)])
        expect(again.state).toBe(first.state);
      expect((await kit.endOf(request, first)).state).toBe("succeeded");
      await expectTakenOnce(kit, request);
    }),

    charges("is still the same one when it is sent again after it has ended", async (kit) => {
      const request = await kit.chargeRequest();
      await kit.endOf(request, await kit.charge(request));
      expect(["succeeded", "processing"]).toContain((await kit.charge(request)).state);
      await expectTakenOnce(kit, request);
    }),

    charges("is made once by twins at the same moment, and none of them says that it failed", async (kit) => {
      const request = await kit.chargeRequest();
      const outcomes = await Promise.all(Array.from({ length: PARALLEL }, () => kit.charge(request)));
      for (const { state } of outcomes) expect(["succeeded", "processing", "unknown"]).toContain(state);
      expect(["succeeded", "processing"]).toContain((await kit.charge(request)).state);
      await expectTakenOnce(kit, request);
    }),

    charges("is not made a second time for another amount under the same id", async (kit) => {
      const request = await kit.chargeRequest();
      await kit.charge(request);
      await kit.charge({ ...request, amountMinor: request.amountMinor + 100n });
      await expectTakenOnce(kit, request);
    }),

    charges(
      "of a method that the provider never gave out has failed, and repeats nothing of it",
      async (kit) => {
        const { unknown } = must(kit.world.charges, "charges");
        const request = await kit.chargeRequest({ method: tokenMethod(unknown) });
        const outcome = await kit.charge(request);
        expect(outcome).toMatchObject({ state: "failed", declineCode: "invalid_method" });
        expect(inspect(outcome)).not.toContain(unknown);
        expect(await kit.world.books.charged(request.attemptId)).toEqual([]);
      },
    ),

    charges("that the provider never heard of is not found, and looking moves nothing", async (kit) => {
      const request = await kit.chargeRequest();
      expect(await kit.lookup(kit.lookupOfCharge(request))).toEqual({ state: "not_found" });
      expect(await kit.world.books.charged(request.attemptId)).toEqual([]);
    }),

    ...declineCases(world.charges),

    ...([true, false] as const).map((offSession) => ({
      name: `a charge of which the bank wants to ask ${offSession ? "an absent" : "the"} customer has failed with that`,
      needs: offSession
        ? (["saved methods", "challenges"] as const)
        : (["saved methods", "challenges", "challenges elsewhere"] as const),
      run: async (kit: Kit) => {
        const request = await challengedRequest(kit, offSession);
        const failed = { state: "failed", declineCode: "authentication_required" };
        expect(await kit.charge(request)).toMatchObject(failed);
        expect(await kit.world.books.charged(request.attemptId)).toEqual([]);
        expect(await kit.lookup(kit.lookupOfCharge(request))).toMatchObject(failed);
      },
    })),

    ...challengeCases,
    ...inWorkCases,
    ...keptCases,
  ];
}

const charges = (name: string, run: Case["run"]): Case => ({
  name: `a charge ${name}`,
  needs: ["saved methods"],
  run,
});

/** One case for each reason that the provider may give. */
function declineCases(handles: ChargeHandles | undefined): Case[] {
  return (handles?.declining ?? []).map(({ code, token }) =>
    charges(`that is declined (${code}) says why, takes nothing, and stays so`, async (kit) => {
      const request = await kit.chargeRequest({ method: tokenMethod(await token()) });
      const end = await kit.endOf(request, await kit.charge(request));
      expect(end).toMatchObject({ state: "failed", declineCode: code });
      expect(await kit.lookup(kit.lookupOfCharge(request))).toMatchObject({
        state: "failed",
        declineCode: code,
      });
      const again = await kit.charge(request);
      expect(["failed", "processing"]).toContain(again.state);
      expect(await kit.world.books.charged(request.attemptId)).toEqual([]);
    }),
  );
}

const challengeCases: readonly Case[] = [
  challenge("waits, takes nothing, and then pays", async (kit) => {
    const request = await challenged(kit);
    expect(await kit.world.books.charged(request.attemptId)).toEqual([]);
    const answer = { attemptId: request.attemptId, result: "approve", now: kit.world.now() } as const;
    expect(await kit.world.connector.completeChallenge(answer)).toMatchObject({ state: "succeeded" });
    await expectTakenOnce(kit, request);
  }),

  challenge("that is not passed has failed, and is not undone by a later answer", async (kit) => {
    const { attemptId } = await challenged(kit);
    const failed = { state: "failed", declineCode: "authentication_failed" };
    const { connector, now } = kit.world;
    for (const result of ["fail", "approve"] as const)
      expect(await connector.completeChallenge({ attemptId, result, now: now() })).toMatchObject(failed);
  }),

  challenge("has one answer, also when both arrive together", async (kit) => {
    const { attemptId } = await challenged(kit);
    const outcomes = await Promise.all(
      (["approve", "fail", "approve", "fail"] as const).map((result) =>
        kit.world.connector.completeChallenge({ attemptId, result, now: kit.world.now() }),
      ),
    );
    expect(new Set(outcomes.map((outcome) => inspect(outcome))).size).toBe(1);
  }),
];

function challenge(name: string, run: Case["run"]): Case {
  return {
    name: `a challenge of the bank ${name}`,
    needs: ["saved methods", "challenges on our pages"],
    run,
  };
}

async function challengedRequest(kit: Kit, offSession: boolean): Promise<ChargeRequest> {
  const token = await must(must(kit.world.charges, "charges").challenged, "challenged")();
  return kit.chargeRequest({ method: tokenMethod(token), offSession });
}

async function challenged(kit: Kit): Promise<ChargeRequest> {
  const request = await challengedRequest(kit, false);
  expect((await kit.charge(request)).state).toBe("requires_action");
  expect((await kit.lookup(kit.lookupOfCharge(request))).state).toBe("requires_action");
  return request;
}

const inWorkCases: readonly Case[] = ([true, false] as const).map((pays) => ({
  name: `a charge that the provider has in work is neither paid nor failed until it ${pays ? "pays" : "fails"}`,
  needs: ["saved methods", "charges in work"] as const,
  run: async (kit: Kit) => {
    const { paying, declining } = must(must(kit.world.charges, "charges").inWork, "inWork");
    const method = tokenMethod(await (pays ? paying() : declining()));
    const request = await kit.chargeRequest({ method, attemptId: newId() });
    expect((await kit.charge(request)).state).toBe("processing");
    expect((await kit.lookup(kit.lookupOfCharge(request))).state).toBe("processing");
    await must(kit.world.settle, "settle")(request.attemptId);
    const end = await kit.lookup(kit.lookupOfCharge(request));
    expect(end.state).toBe(pays ? "succeeded" : "failed");
    expect(await kit.world.books.charged(request.attemptId)).toHaveLength(pays ? 1 : 0);
  },
}));

/** A method that a customer keeps on a page, and one that is taken away. */
const keptCases: readonly Case[] = [
  ...[true, false].map((savingMethod) => ({
    name: `a method paid with on a page ${savingMethod ? "that offers to keep it can be charged later" : "is not kept unless the page offers it"}`,
    needs: ["pages", "saved methods", "methods kept on pages"] as const,
    run: async (kit: Kit) => {
      const page = kit.pageRequest({ savingMethod });
      await kit.begin(page);
      await must(kit.world.pages, "pages").pay(page.attemptId);
      const paid = await kit.lookup(kit.lookupRequest(page.attemptId));
      const method = "method" in paid ? paid.method : undefined;
      expect(method?.last4).toMatch(/^\d{4}$/);
      expect(typeof method?.token).toBe(savingMethod ? "string" : "object");
      if (!method?.token) return;
      const request = await kit.chargeRequest({ method: tokenMethod(method.token) });
      expect((await kit.endOf(request, await kit.charge(request))).state).toBe("succeeded");
      await expectTakenOnce(kit, request);
    },
  })),

  ...(["method", "customer"] as const).map((what) => ({
    name: `a kept method that is taken away with its ${what} there is told to be gone, and is charged no more`,
    needs: ["saved methods", "methods that go there"] as const,
    run: async (kit: Kit) => {
      const { paying, goes } = must(kit.world.charges, "charges");
      const [token, other] = [await paying(), await paying()];
      await kit.told();
      await must(goes, "goes")(token, what);
      const gone = (await kit.facts()).filter(({ type }) => type === "method_gone");
      expect(gone.length).toBeGreaterThan(0);
      expect(gone.every((fact) => names(fact, token) && !names(fact, other))).toBe(true);
      const request = await kit.chargeRequest({ method: tokenMethod(token) });
      expect(await kit.charge(request)).toMatchObject({ state: "failed", declineCode: "invalid_method" });
    },
  })),
];

function names(fact: ProviderFact, token: string): boolean {
  if (fact.type !== "method_gone") return false;
  const { beginWith, endWith } = fact;
  return Boolean((beginWith && token.startsWith(beginWith)) || (endWith && token.endsWith(endWith)));
}

/** The provider's books hold one charge of this attempt, of exactly its amount. */
export async function expectTakenOnce(
  kit: Kit,
  { attemptId, amountMinor, currency }: Pick<ChargeRequest, "attemptId" | "amountMinor" | "currency">,
): Promise<void> {
  expect(await kit.world.books.charged(attemptId)).toEqual([{ amountMinor, currency }]);
}
