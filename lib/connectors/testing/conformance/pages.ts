import { inspect } from "node:util";
import { expect } from "vitest";
import type { HostedRequest } from "../../connector";
import { expectTakenOnce } from "./charges";
import { type Case, type Kit, must } from "./kit";
import type { PageHandles } from "./world";

const ABANDONED = { state: "failed", declineCode: "payment_abandoned" };

/** The customer pays on a page of the provider's own. */
export const pageCases: readonly Case[] = [
  page("asks for exactly the amount, at an address, until a time to come", async (kit) => {
    const request = kit.pageRequest();
    const begun = await kit.begin(request);
    if (begun.state !== "redirect") throw new Error(`no page was made: ${inspect(begun)}`);
    expect(begun.url).toMatch(/^https?:\/\//);
    expect(begun.providerReference).not.toBe("");
    expect(begun.expiresAt.getTime()).toBeGreaterThan(request.now.getTime());
    await expectPages(kit, request);
  }),

  page("asks for exactly the amount, whatever its lines add up to", async (kit) => {
    const { amountMinor, currency } = kit.world.money;
    for (const others of [110n - amountMinor, amountMinor - 110n, amountMinor * 3n, -1n, 0n, 1n]) {
      const lines = [
        { description: "Mug × 2", amountMinor: others < 0n ? -others : others },
        { description: "Postage", amountMinor: 110n },
        { description: "Wrapping", amountMinor: 0n },
      ];
      const request = kit.pageRequest({ lines, amountMinor, currency });
      expect((await kit.begin(request)).state).toBe("redirect");
      await expectPages(kit, request);
      expect(await handles(kit).pay(request.attemptId)).toBe(true);
      await expectTakenOnce(kit, request);
    }
  }),

  page("is made of the barest and of the longest words", async (kit) => {
    const bare = kit.pageRequest({ customer: null, reference: null, locale: "xx" });
    const { amountMinor } = bare;
    const long = kit.pageRequest({
      lines: [{ description: "Kaffeebecher ☕ ".repeat(100), amountMinor }],
      ...{ reference: "R".repeat(600), merchantName: "M".repeat(300), locale: "de-DE-u-co-phonebk" },
    });
    for (const request of [bare, long]) {
      expect((await kit.begin(request)).state).toBe("redirect");
      await expectPages(kit, request);
    }
  }),

  page("is open, and nothing is taken, until the customer pays", async (kit) => {
    const { attemptId } = await begun(kit);
    expect((await kit.lookup(kit.lookupRequest(attemptId))).state).toBe("requires_action");
    expect(await kit.world.books.charged(attemptId)).toEqual([]);
  }),

  page(
    "is the same page when it is asked for again, in whatever language and a minute later",
    async (kit) => {
      const request = kit.pageRequest();
      const first = await kit.begin(request);
      const later = new Date(request.now.getTime() + 90_000);
      for (const again of [request, { ...request, locale: "de", now: later }])
        expect(await kit.begin(again)).toMatchObject({ state: "redirect", url: urlOf(first) });
      await expectPages(kit, request);
    },
  ),

  page("is one page for twins at the same moment, and none is told that there is none", async (kit) => {
    const request = kit.pageRequest();
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => kit.begin(request)));
    for (const { state } of outcomes) expect(["redirect", "unknown"]).toContain(state);
    expect((await kit.begin(request)).state).toBe("redirect");
    await expectPages(kit, request);
  }),

  page("that is paid has taken exactly the amount, whoever asks and however often", async (kit) => {
    const request = await begun(kit);
    expect(await handles(kit).pay(request.attemptId)).toBe(true);
    const end = await kit.lookup(kit.lookupRequest(request.attemptId));
    expect(end.state).toBe("succeeded");
    expect(await kit.lookup(kit.lookupRequest(request.attemptId))).toEqual(end);
    await expectTakenOnce(kit, request);
  }),

  page("is found by what it was first called, also once it is paid", async (kit) => {
    const request = kit.pageRequest();
    const first = await kit.begin(request);
    if (first.state !== "redirect") throw new Error("no page was made");
    const { providerReference } = first;
    const known = kit.lookupRequest(request.attemptId, { providerReference });
    expect((await kit.lookup(known)).state).toBe("requires_action");
    await handles(kit).pay(request.attemptId);
    expect((await kit.lookup(known)).state).toBe("succeeded");
  }),

  page(
    "on which a method was declined has taken nothing, and has ended or can still be paid",
    async (kit) => {
      const { attemptId } = await begun(kit);
      await handles(kit).decline(attemptId);
      const outcome = await kit.lookup(kit.lookupRequest(attemptId));
      expect(await kit.world.books.charged(attemptId)).toEqual([]);
      expect(await handles(kit).pay(attemptId)).toBe(outcome.state === "requires_action");
    },
  ),

  page("that was never made is not found, by look-up or by closing, and neither makes it", async (kit) => {
    const { attemptId } = kit.pageRequest();
    expect(await kit.lookup(kit.lookupRequest(attemptId))).toEqual({ state: "not_found" });
    expect(await kit.close(kit.lookupRequest(attemptId))).toEqual({ state: "not_found" });
    expect(await pagesOf(kit, attemptId)).toEqual([]);
  }),

  page("that is closed cannot be paid any more, and closing it again says the same", async (kit) => {
    const { attemptId } = await begun(kit);
    for (const _time of [1, 2])
      expect(await kit.close(kit.lookupRequest(attemptId))).toMatchObject(ABANDONED);
    expect(await handles(kit).pay(attemptId)).toBe(false);
    expect(await kit.lookup(kit.lookupRequest(attemptId))).toMatchObject(ABANDONED);
    expect(await kit.world.books.charged(attemptId)).toEqual([]);
  }),

  page("that was paid is not closed over it", async (kit) => {
    const request = await begun(kit);
    await handles(kit).pay(request.attemptId);
    expect((await kit.close(kit.lookupRequest(request.attemptId))).state).toBe("succeeded");
    await expectTakenOnce(kit, request);
  }),

  page("whose time is over has failed, by look-up and by closing", async (kit) => {
    const { attemptId } = await begun(kit);
    await handles(kit).lapse(attemptId);
    expect(await kit.lookup(kit.lookupRequest(attemptId))).toMatchObject(ABANDONED);
    expect(await kit.close(kit.lookupRequest(attemptId))).toMatchObject(ABANDONED);
    expect(await handles(kit).pay(attemptId)).toBe(false);
  }),

  page("that is closed while it is paid ends as the provider's books have it", async (kit) => {
    const { attemptId } = await begun(kit);
    const [closed, paid] = await Promise.all([
      kit.close(kit.lookupRequest(attemptId)),
      handles(kit).pay(attemptId),
    ]);
    expect(closed.state).toBe(paid ? "succeeded" : "failed");
    expect(await kit.world.books.charged(attemptId)).toHaveLength(paid ? 1 : 0);
  }),

  {
    name: "a page that the provider does not close is said to be open, until it has been paid",
    needs: ["pages", "pages that stay open"],
    run: async (kit) => {
      const { attemptId } = await begun(kit);
      await must(handles(kit).hold, "hold")(attemptId);
      expect((await kit.close(kit.lookupRequest(attemptId))).state).toBe("requires_action");
      expect(await handles(kit).pay(attemptId)).toBe(true);
      expect((await kit.close(kit.lookupRequest(attemptId))).state).toBe("succeeded");
    },
  },

  ...([true, false] as const).map((pays) => ({
    name: `a page whose payment is in work is neither paid nor open, and closing leaves it, until it ${pays ? "pays" : "fails"}`,
    needs: ["pages", "pages in work"] as const,
    run: async (kit: Kit) => {
      const request = await begun(kit);
      const { attemptId } = request;
      await must(handles(kit).payInWork, "payInWork")(attemptId, pays);
      expect((await kit.lookup(kit.lookupRequest(attemptId))).state).toBe("processing");
      expect((await kit.close(kit.lookupRequest(attemptId))).state).toBe("processing");
      await must(kit.world.settle, "settle")(attemptId);
      const end = await kit.lookup(kit.lookupRequest(attemptId));
      expect(end.state).toBe(pays ? "succeeded" : "failed");
      expect(await kit.world.books.charged(attemptId)).toHaveLength(pays ? 1 : 0);
    },
  })),
];

function page(name: string, run: Case["run"]): Case {
  return { name: `a page ${name}`, needs: ["pages"], run };
}

const handles = (kit: Kit): PageHandles => must(kit.world.pages, "pages");

async function begun(kit: Kit): Promise<HostedRequest> {
  const request = kit.pageRequest();
  expect((await kit.begin(request)).state).toBe("redirect");
  return request;
}

const pagesOf = (kit: Kit, attemptId: string) => must(kit.world.books.pages, "books.pages")(attemptId);

async function expectPages(kit: Kit, { attemptId, amountMinor, currency }: HostedRequest): Promise<void> {
  expect(await pagesOf(kit, attemptId)).toEqual([{ amountMinor, currency }]);
}

function urlOf(outcome: { state: string; url?: string }): string | undefined {
  expect(outcome.state).toBe("redirect");
  return outcome.url;
}
