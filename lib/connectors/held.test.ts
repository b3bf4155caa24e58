import { afterEach, expect, it, vi } from "vitest";
import * as held from "@/lib/db/hold";
import { Refused } from "@/lib/verb/problem";
import type { Connector } from "./connector";
import { HELD_MESSAGE, withHold } from "./held";
import { sandbox } from "./sandbox/sandbox";

afterEach(() => vi.restoreAllMocks());

/** What only asks how things stand, or is no call of the provider's: everything else there is makes something happen. */
const READS = [
  ...["lookup", "tokenOf", "events.since", "events.facts", "mandates.lookup", "disputes.lookup"],
  ...["mirror.page", "mirror.about", "cardForm.tokenize"],
];

class Asked extends Error {}

/** A call that answers with its own name, as a failure: whatever it is said to answer. */
const call = (name: string) => async (): Promise<never> => {
  throw new Asked(name);
};
const ownCall = (name: string) => (): never => {
  throw new Asked(name);
};

/** One that has all there is. */
const whole: Required<Connector> = {
  ...{ name: "whole", live: false, capabilities: sandbox.capabilities },
  charge: call("charge"),
  completeChallenge: call("completeChallenge"),
  refund: call("refund"),
  payout: call("payout"),
  lookup: call("lookup"),
  letGo: call("letGo"),
  tokenOf: ownCall("tokenOf"),
  hosted: { begin: call("hosted.begin"), close: call("hosted.close") },
  cardForm: { cards: [], tokenize: ownCall("cardForm.tokenize"), bank: "" },
  mandates: {
    takes: [],
    begin: call("mandates.begin"),
    lookup: call("mandates.lookup"),
    end: call("mandates.end"),
  },
  bankMandates: { request: call("bankMandates.request") },
  disputes: { submitEvidence: call("disputes.submitEvidence"), lookup: call("disputes.lookup") },
  events: { since: call("events.since"), facts: call("events.facts") },
  mirror: { page: call("mirror.page"), about: call("mirror.about") },
};

/** Every function of a connector, by its path. */
function callsOf(connector: object, prefix = ""): Record<string, () => unknown> {
  return Object.fromEntries(
    Object.entries(connector).flatMap(([name, value]): [string, () => unknown][] => {
      if (typeof value === "function") return [[prefix + name, () => value({})]];
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
      return Object.entries(callsOf(value, `${prefix}${name}.`));
    }),
  );
}

async function answerOf(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (err) {
    if (err instanceof Refused) return err.problem;
    return err instanceof Asked ? err.message : err;
  }
}

it("while the database is held a provider is asked how things stand and nothing else, and all of it afterwards", async () => {
  const hold = { since: new Date(), because: "restored", dataAsOf: null } as const;
  const current = vi.spyOn(held, "currentHold").mockResolvedValue(hold);
  const calls = callsOf(withHold(whole));
  expect(Object.keys(calls).toSorted()).toEqual(Object.keys(callsOf(whole)).toSorted());
  for (const [name, ask] of Object.entries(calls))
    expect(await answerOf(ask), name).toEqual(
      READS.includes(name) ? name : { code: "conflict", message: HELD_MESSAGE },
    );
  current.mockResolvedValue(null);
  for (const [name, ask] of Object.entries(calls)) expect(await answerOf(ask)).toBe(name);
});

it("what a connector has not it has not with a hold either", () => {
  const { bankMandates: _, ...rest } = whole;
  const made = withHold({ ...rest, hosted: null, mandates: null, disputes: null, letGo: null });
  expect([made.hosted, made.mandates, made.disputes, made.letGo]).toEqual([null, null, null, null]);
  expect(made).not.toHaveProperty("bankMandates");
});
