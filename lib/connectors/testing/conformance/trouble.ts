import { expect, vi } from "vitest";
import { CONNECTOR_TIMEOUT_MS } from "../../ask";
import type { Connector, LookupRequest } from "../../connector";
import type { Trouble } from "../trouble";
import { expectTakenOnce } from "./charges";
import { type Case, Kit, must, referenceOf, statesOf, tokenMethod } from "./kit";
import { expectGivenOnce } from "./refunds";

/** Refused before anything was done, as far as one can tell. */
const NOTHING_DONE: readonly Trouble[] = ["429", "500", "503"];
/** Done, and answered with what cannot be read. */
const UNREADABLE: readonly Trouble[] = ["cut_short", "html", "wrong_shape"];

/** The provider is limited, down, silent, or answers what cannot be read. */
export const troubleCases: readonly Case[] = [
  ...[...NOTHING_DONE, ...UNREADABLE].map((trouble) => ({
    name: `an answer that is ${wordsOf(trouble)} leaves what was asked unknown, and asking again does it once`,
    needs: ["network"] as const,
    run: async (kit: Kit) => {
      const asked = await prepared(kit);
      const outcomes = await kit.during(trouble, () => Promise.all(asked.map(({ ask }) => ask())));
      expect(outcomes.map(({ state }, at) => `${asked[at]?.what}: ${state}`)).toEqual(
        asked.map(({ what }) => `${what}: unknown`),
      );
      for (const { again } of asked) await again();
    },
  })),

  ...[...NOTHING_DONE, ...UNREADABLE].map((trouble) => ({
    name: `a look-up that is answered ${wordsOf(trouble)} finds nothing out: never that it failed, or is not there`,
    needs: ["network"] as const,
    run: async (kit: Kit) => {
      const requests = await lookedFor(kit);
      const states = await kit.during(trouble, () => lookUpAll(kit, requests));
      expect(states).toEqual(requests.map(() => "unknown"));
    },
  })),

  ...[...NOTHING_DONE, ...UNREADABLE].map((trouble) => ({
    name: `what is told is not lost when the provider's answer is ${wordsOf(trouble)}`,
    needs: ["network", "events of charges"] as const,
    run: async (kit: Kit) => {
      const cursor = await kit.position();
      await kit.take();
      const last = (await kit.told()).slice(-1);
      const { attemptId } = await kit.take();
      await kit.during(trouble, async () => {
        await expect(kit.told()).rejects.toThrow();
        await expect(kit.toldSince(cursor)).rejects.toThrow();
        await expect(kit.factsOf(last)).rejects.toThrow();
      });
      expect(await kit.facts()).toContainEqual(expect.objectContaining({ type: "charge", attemptId }));
    },
  })),

  {
    name: "an answer that never comes leaves what was asked unknown after a bounded time",
    needs: ["network"],
    run: async (kit) => {
      const asked = await prepared(kit);
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      try {
        await kit.during("silent", async () => {
          const outcomes = Promise.all(asked.map(({ ask }) => ask()));
          await vi.advanceTimersByTimeAsync(CONNECTOR_TIMEOUT_MS);
          expect(statesOf(await outcomes)).toEqual(asked.map(() => "unknown"));
        });
      } finally {
        vi.useRealTimers();
      }
    },
  },

  {
    name: "a provider that nobody can connect to leaves everything unknown",
    needs: ["network"],
    run: async (kit) => {
      const away = elsewhere(kit, must(kit.world.unreachable, "unreachable"));
      const asked = await prepared(kit);
      for (const { askElsewhere, again } of asked) {
        expect((await askElsewhere(away)).state).toBe("unknown");
        await again();
      }
      const requests = await lookedFor(kit);
      expect(await lookUpAll(away, requests)).toEqual(requests.map(() => "unknown"));
      await expect(away.told()).rejects.toThrow();
    },
  },

  {
    name: "an account's check says that the provider did not answer, and not that the credentials are wrong",
    needs: ["network", "credentials"],
    run: async (kit) => {
      const { works } = must(kit.world.credentials, "credentials");
      for (const trouble of NOTHING_DONE) {
        const check = await kit.during(trouble, () => kit.world.provider.check(works));
        expect(check.account).toBeNull();
        expect(check.items.map(({ state }) => state)).toContain("not_known");
        expect(check.items.filter(({ state }) => state === "failed")).toEqual([]);
      }
    },
  },
];

function wordsOf(trouble: Trouble): string {
  const words: Partial<Record<Trouble, string>> = {
    ...{ cut_short: "cut short", html: "a page for people", wrong_shape: "of no known shape" },
  };
  return words[trouble] ?? trouble;
}

/** The same world, asked through another connector. */
export function elsewhere(kit: Kit, connector: Connector): Kit {
  return new Kit({ ...kit.world, connector });
}

interface Prepared {
  what: string;
  ask: () => Promise<{ state: string }>;
  askElsewhere: (away: Kit) => Promise<{ state: string }>;
  /** The same again, once the provider answers: done once. */
  again: () => Promise<void>;
}

/** Each thing that moves money, or leads to it, ready to be asked for. */
export async function prepared(kit: Kit): Promise<Prepared[]> {
  const { connector } = kit.world;
  const all: Prepared[] = [];
  if (connector.capabilities.charge) {
    const request = await kit.chargeRequest();
    const askElsewhere = (away: Kit) => away.charge(request);
    const again = async () => {
      expect((await kit.endOf(request, await kit.charge(request))).state).toBe("succeeded");
      await expectTakenOnce(kit, request);
    };
    all.push({ what: "charge", ask: () => askElsewhere(kit), askElsewhere, again });
  }
  if (connector.hosted) all.push(preparedPage(kit), await preparedClose(kit));
  if (connector.capabilities.refund) {
    const request = kit.refundRequest(await kit.take());
    const askElsewhere = (away: Kit) => away.refund(request);
    const again = async () => {
      expect((await kit.refund(request)).state).toBe("succeeded");
      await expectGivenOnce(kit, request);
    };
    all.push({ what: "refund", ask: () => askElsewhere(kit), askElsewhere, again });
  }
  return all;
}

function preparedPage(kit: Kit): Prepared {
  const request = kit.pageRequest();
  const askElsewhere = (away: Kit) => away.begin(request);
  const again = async () => {
    expect((await kit.begin(request)).state).toBe("redirect");
    const { amountMinor, currency } = request;
    const pages = await must(kit.world.books.pages, "books.pages")(request.attemptId);
    expect(pages).toEqual([{ amountMinor, currency }]);
  };
  return { what: "page", ask: () => askElsewhere(kit), askElsewhere, again };
}

async function preparedClose(kit: Kit): Promise<Prepared> {
  const request = kit.pageRequest();
  await kit.begin(request);
  const lookup = kit.lookupRequest(request.attemptId);
  const askElsewhere = (away: Kit) => away.close(lookup);
  const again = async () => {
    expect((await kit.close(lookup)).state).toBe("failed");
    expect(await must(kit.world.pages, "pages").pay(request.attemptId)).toBe(false);
  };
  return { what: "close", ask: () => askElsewhere(kit), askElsewhere, again };
}

/** Something that is there, by its id alone and by what the provider calls it. */
async function lookedFor(kit: Kit): Promise<LookupRequest[]> {
  const taken = await kit.take();
  const method = kit.world.charges ? tokenMethod(await kit.world.charges.paying()) : null;
  const charge = kit.lookupRequest(taken.attemptId, { method });
  const all = [charge, { ...charge, providerReference: taken.reference }];
  if (kit.world.connector.capabilities.refund) {
    const request = kit.refundRequest(taken);
    const refund = kit.lookupOfRefund(request);
    all.push(refund, { ...refund, providerReference: await kit.give(request) });
  }
  if (kit.world.connector.hosted) {
    const request = kit.pageRequest();
    const providerReference = referenceOf(await kit.begin(request));
    all.push(kit.lookupRequest(request.attemptId, { providerReference }));
  }
  return all;
}

async function lookUpAll(kit: Kit, all: readonly LookupRequest[]): Promise<string[]> {
  return statesOf(await Promise.all(all.map((request) => kit.lookup(request))));
}
