import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import type { Connector, LookupOutcome } from "../connector";
import type { MirrorRecord } from "../mirror";
import type { Provider } from "../provider";
import { stripeWorld } from "../stripe/testing-world";
import { conformanceCases, leftOut } from "./conformance";
import { Kit } from "./conformance/kit";
import type { ConformanceWorld } from "./conformance/world";

const world = await stripeWorld();
const { connector, provider } = world;
const { hosted, disputes, mirror } = connector;
if (!hosted || !disputes || !mirror) throw new Error("Stripe has all of them");

function asNobodys(record: MirrorRecord): MirrorRecord {
  if ("problem" in record) return record;
  return { ...record, payment: { ...record.payment, ours: { attemptId: null, providerReference: null } } };
}

const ABANDONED = {
  state: "failed",
  providerReference: null,
  declineCode: "payment_abandoned",
  raw: {},
} as const;
const REFUSED = { ...ABANDONED, declineCode: "request_refused" } as const;

/** What a connector may get wrong, and the guarantee that it does not give then. */
const FAULTS: readonly [string, Partial<Connector>, string][] = [
  [
    "charges again under the same id",
    { charge: (request) => connector.charge({ ...request, attemptId: newId() }) },
    "a charge is made once under one id, however often it is sent",
  ],
  [
    "refunds again under the same id",
    { refund: (request) => connector.refund({ ...request, attemptId: newId() }) },
    "a refund is made once by twins at the same moment, and none of them says that it failed",
  ],
  [
    "forgets a charge whose answer was lost",
    { lookup: async () => ({ state: "not_found" }) },
    "a charge whose answer is lost after it was made is found, and is not made again",
  ],
  [
    "takes a lost answer for a refusal",
    { charge: (request) => connector.charge(request).catch(() => REFUSED) },
    "a charge whose answer is lost before it was made is not there, and is made once when it is sent again",
  ],
  [
    "takes an outage for a refusal",
    { refund: (request) => connector.refund(request).catch(() => REFUSED) },
    "an answer that is 503 leaves what was asked unknown, and asking again does it once",
  ],
  [
    "takes a look-up that failed for one that found nothing",
    { lookup: (request) => connector.lookup(request).catch((): LookupOutcome => ({ state: "not_found" })) },
    "a look-up that is answered 429 finds nothing out: never that it failed, or is not there",
  ],
  [
    "says that a page is closed, and leaves it open",
    { hosted: { ...hosted, close: async () => ABANDONED } },
    "a page that is closed cannot be paid any more, and closing it again says the same",
  ],
  [
    "closes a page over its payment",
    { hosted: { ...hosted, close: (request) => hosted.close(request).then(() => ABANDONED) } },
    "a page that was paid is not closed over it",
  ],
  [
    "makes a page for each time it is asked",
    { hosted: { ...hosted, begin: (request) => hosted.begin({ ...request, attemptId: newId() }) } },
    "a page is the same page when it is asked for again, in whatever language and a minute later",
  ],
  [
    "counts every currency in hundredths",
    {
      charge: (request) =>
        connector.charge({
          ...request,
          amountMinor: request.amountMinor * (request.currency === "JPY" ? 100n : 1n),
        }),
    },
    "4900 minor units of JPY are taken and given back to the last digit",
  ],
  [
    "skips an event at the end of each page",
    {
      events: {
        ...connector.events,
        since: async (request) => {
          const { events, cursor } = await connector.events.since(request);
          return { events: events.slice(0, -2), cursor };
        },
      },
    },
    "events are told from a cursor on, none skipped, and nothing once all is told",
  ],
  [
    "takes an event that it could not look into for one that means nothing",
    {
      events: { ...connector.events, facts: (event) => connector.events.facts(event).catch(() => []) },
    },
    "what is told is not lost when the provider's answer is 500",
  ],
  [
    "answers a dispute under another id each time",
    {
      disputes: {
        ...disputes,
        submitEvidence: (request) => disputes.submitEvidence({ ...request, attemptId: newId() }),
      },
    },
    "evidence is sent once, however often it is asked for under one id, and is found by it",
  ],
  [
    "takes late evidence for evidence in time",
    {
      disputes: {
        ...disputes,
        submitEvidence: async (request) => ({
          state: "succeeded",
          providerReference: request.disputeReference,
          raw: {},
        }),
      },
    },
    "evidence that comes after the deadline is refused, and not sent",
  ],
  [
    "leaves out the last of each page of what others did",
    {
      mirror: {
        ...mirror,
        page: async (request) => {
          const page = await mirror.page(request);
          return { ...page, records: page.records.slice(0, -1) };
        },
      },
    },
    "what others took is read page by page, none skipped and none twice",
  ],
  [
    "takes its own charges for those of others",
    {
      mirror: {
        ...mirror,
        page: async (request) => {
          const page = await mirror.page(request);
          return { ...page, records: page.records.map(asNobodys) };
        },
      },
    },
    "a charge of ours says which attempt it is",
  ],
  [
    "says that it can do what it cannot",
    { capabilities: { ...connector.capabilities, payout: true } },
    "the provider's capabilities are those that its world has, and no others",
  ],
];

const FORGED: readonly [string, Partial<Provider>, string][] = [
  [
    "takes messages that nobody signed",
    {
      verify: ({ body }) => ({
        verified: true,
        events: [{ eventId: "evt_1", type: "any", occurredAt: new Date(), raw: body.toString() }],
      }),
    },
    "a message without a signature, with a part of one or with anything else in its place, is refused",
  ],
  [
    "takes old messages",
    {
      verify: (message) => {
        const at = /t=(\d+)/.exec(message.header("stripe-signature") ?? "")?.[1];
        return provider.verify({ ...message, now: new Date(Number(at) * 1_000) });
      },
    },
    "a message that was signed long ago, or far ahead, is refused: it may be an old one sent again",
  ],
  [
    "goes by the first secret only",
    { verify: (message) => provider.verify({ ...message, secrets: message.secrets.slice(0, 1) }) },
    "a message is taken by any of the secrets while one is rotated",
  ],
];

describe("the conformance kit", () => {
  it.each(FAULTS)("finds a connector that %s", async (_fault, broken, guarantee) => {
    await expectFound({ ...world, connector: { ...connector, ...broken } }, guarantee);
  });

  it.each(FORGED)("finds a provider that %s", async (_fault, broken, guarantee) => {
    await expectFound({ ...world, provider: { ...provider, ...broken } }, guarantee);
  });

  it("leaves nothing out but by the name of what a provider lacks", () => {
    const cases = Object.values(conformanceCases(world)).flat();
    const names = cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const each of cases) {
      const lacking = each.needs.filter((need) => world.lacks[need] !== undefined);
      expect(leftOut(each, world) === null, each.name).toBe(lacking.length === 0);
    }
  });
});

async function expectFound(broken: ConformanceWorld, guarantee: string): Promise<void> {
  const cases = Object.values(conformanceCases(broken)).flat();
  const tried = cases.find(({ name }) => name === guarantee);
  if (!tried) throw new Error(`The kit has no such case: ${guarantee}`);
  await tried.run(new Kit(world));
  await expect(tried.run(new Kit(broken))).rejects.toThrow();
}
