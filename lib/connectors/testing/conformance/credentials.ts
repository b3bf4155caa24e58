import { expect } from "vitest";
import { ask } from "../../ask";
import { type Case, type Kit, must } from "./kit";
import { elsewhere, prepared } from "./trouble";

/** What it says of itself, and who it is at the provider. */
export const credentialCases: readonly Case[] = [
  {
    name: "the provider's capabilities are those that its world has, and no others",
    needs: [],
    run: async ({ world }) => {
      const { capabilities, hosted, mirror, disputes, name } = world.connector;
      const has = (need: keyof typeof world.lacks) => world.lacks[need] === undefined;
      expect({
        ...{ name, charge: capabilities.charge, refund: capabilities.refund, pages: hosted !== null },
        mirror: mirror !== null,
        ...{ parts: capabilities.partialRefund, payout: capabilities.payout },
        ...{ signed: world.provider.webhookSecret !== null, keys: world.provider.credentials.length > 0 },
        evidence: disputes !== null,
      }).toEqual({
        ...{
          name: world.provider.name,
          charge: has("saved methods"),
          refund: has("refunds"),
          pages: has("pages"),
          mirror: has("mirror"),
        },
        ...{ parts: has("refunds in parts"), payout: has("payouts") },
        ...{ signed: has("signed messages"), keys: has("credentials") },
        evidence: has("evidence"),
      });
    },
  },

  credentials(
    "say whether an account is live, and what is wrong with their form, and nobody is asked",
    async (kit) => {
      const { works, live, malformed } = must(kit.world.credentials, "credentials");
      const { provider } = kit.world;
      const before = kit.world.asked();
      expect(provider.modeOf(works)).toEqual({ live: false });
      expect(provider.modeOf(live)).toEqual({ live: true });
      for (const wrong of [malformed, {}]) expect(provider.modeOf(wrong)).toHaveProperty("problems");
      expect([provider.connect(works).live, provider.connect(live).live]).toEqual([false, true]);
      expect(kit.world.asked()).toBe(before);
    },
  ),

  credentials(
    "that work name the account, and pass every item of the check that can be asked",
    async (kit) => {
      const { works, notKnown = [] } = must(kit.world.credentials, "credentials");
      const check = await kit.world.provider.check(works);
      expect(check.account?.reference).toBeTruthy();
      const open = check.items.filter(({ state }) => state !== "passed");
      expect(open.map(({ what, state }) => [what, state])).toEqual(
        notKnown.map((what) => [what, "not_known"]),
      );
    },
  ),

  credentials("that are of nobody fail the check, which names no account", async (kit) => {
    const check = await kit.world.provider.check(must(kit.world.credentials, "credentials").wrong);
    expect(check.account).toBeNull();
    expect(check.items.map(({ state }) => state)).toContain("failed");
  }),

  credentials("that are refused move nothing, and find nothing out", async (kit) => {
    const { provider } = kit.world;
    const away = elsewhere(kit, provider.connect(must(kit.world.credentials, "credentials").wrong));
    await expectRefusedThere(kit, away);
  }),

  {
    name: "credentials that may not do something move nothing by it, and find nothing out",
    needs: ["credentials", "network"],
    run: (kit) => kit.during("403", () => expectNothingFoundOut(kit)),
  },
];

function credentials(name: string, run: Case["run"]): Case {
  return { name: `credentials ${name}`, needs: ["credentials"], run };
}

async function expectRefusedThere(kit: Kit, away: Kit): Promise<void> {
  for (const { what, askElsewhere, again } of await prepared(kit)) {
    // A page that could not be asked about is not known to be closed.
    const allowed = what === "close" ? ["unknown"] : ["failed", "unknown"];
    const refused = await askElsewhere(away);
    expect(allowed, what).toContain(refused.state);
    expectOfNoBank(refused);
    await again();
  }
  const { attemptId } = await kit.take();
  expect((await away.lookup(kit.lookupRequest(attemptId))).state).toBe("unknown");
  await expect(away.told()).rejects.toThrow();
}

/** Whoever reads of it is not told that a bank, or a card, was at fault. */
function expectOfNoBank(refused: { state: string; declineCode?: string }): void {
  if (refused.state === "failed") expect(refused.declineCode).toBe("credentials_refused");
}

async function expectNothingFoundOut(kit: Kit): Promise<void> {
  const { connector } = kit.world;
  const lookup = kit.lookupRequest(crypto.randomUUID());
  expect((await kit.lookup(lookup)).state).toBe("unknown");
  if (connector.hosted) {
    expect((await kit.close(lookup)).state).toBe("unknown");
    const refused = await kit.begin(kit.pageRequest());
    expect(["failed", "unknown"]).toContain(refused.state);
    expectOfNoBank(refused);
  }
  const told = await ask(async () => ({
    state: "told",
    ...(await connector.events.since({ cursor: null, now: kit.world.now() })),
  }));
  expect(told.state).toBe("unknown");
}
