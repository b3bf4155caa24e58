import { inspect } from "node:util";
import { expect } from "vitest";
import type { RefundRequest } from "../../connector";
import { type Case, type Kit, must, statesOf } from "./kit";

const PARALLEL = 5;

/** Money is given back, and sent out. */
export const refundCases: readonly Case[] = [
  refund("gives back the whole amount, once, however often it is sent", async (kit) => {
    const request = kit.refundRequest(await kit.take());
    for (const _time of [1, 2, 3]) expect((await kit.refund(request)).state).toBe("succeeded");
    await expectGivenOnce(kit, request);
  }),

  refund("is found by its attempt's id, and by what the provider calls it", async (kit) => {
    const request = kit.refundRequest(await kit.take());
    const providerReference = await kit.give(request);
    for (const known of [null, providerReference]) {
      const lookup = { ...kit.lookupOfRefund(request), providerReference: known };
      expect(await kit.lookup(lookup)).toMatchObject({ state: "succeeded", providerReference });
    }
  }),

  refund("is made once by twins at the same moment, and none of them says that it failed", async (kit) => {
    const request = kit.refundRequest(await kit.take());
    const outcomes = await Promise.all(Array.from({ length: PARALLEL }, () => kit.refund(request)));
    for (const { state } of outcomes) expect(["succeeded", "unknown"]).toContain(state);
    expect((await kit.refund(request)).state).toBe("succeeded");
    await expectGivenOnce(kit, request);
  }),

  refund("of a charge that is not there has been refused for certain", async (kit) => {
    const taken = await kit.take();
    const request = kit.refundRequest({ ...taken, reference: `${taken.reference.slice(0, -6)}nobody` });
    expect(await kit.refund(request)).toMatchObject({ state: "failed", declineCode: "refund_refused" });
    expect(await kit.world.books.refunded(request.attemptId)).toEqual([]);
  }),

  refund("that never arrived is not found", async (kit) => {
    const request = kit.refundRequest(await kit.take());
    expect(await kit.lookup(kit.lookupOfRefund(request))).toEqual({ state: "not_found" });
  }),

  refund("of more than was taken is refused, and gives nothing", async (kit) => {
    const taken = await kit.take();
    const request = kit.refundRequest(taken, taken.amountMinor + 100n);
    expect(await kit.refund(request)).toMatchObject({ state: "failed", declineCode: "refund_refused" });
    expect(await kit.world.books.refunded(request.attemptId)).toEqual([]);
  }),

  {
    ...refund("gives back a part, then the rest, and never more than is left", async (kit) => {
      const taken = await kit.take();
      const part = taken.amountMinor / 10n;
      const [first, tooMuch, rest] = [
        kit.refundRequest(taken, part),
        kit.refundRequest(taken, taken.amountMinor - part + 1n),
        kit.refundRequest(taken, taken.amountMinor - part),
      ];
      expect((await kit.refund(first)).state).toBe("succeeded");
      expect((await kit.refund(tooMuch)).state).toBe("failed");
      expect((await kit.refund(rest)).state).toBe("succeeded");
      await expectGivenOnce(kit, first);
      await expectGivenOnce(kit, rest);
      expect(await kit.world.books.refunded(tooMuch.attemptId)).toEqual([]);
    }),
    needs: ["refunds", "refunds in parts"],
  },

  {
    ...refund("never gives back more than was taken, however many are asked for at once", async (kit) => {
      const taken = await kit.take();
      const requests = Array.from({ length: 4 }, () => kit.refundRequest(taken, taken.amountMinor / 2n));
      const outcomes = await Promise.all(requests.map((request) => kit.refund(request)));
      expect(statesOf(outcomes).filter((state) => state === "succeeded")).toHaveLength(2);
      const given = await Promise.all(requests.map(({ attemptId }) => kit.world.books.refunded(attemptId)));
      expect(given.flat()).toHaveLength(2);
    }),
    needs: ["refunds", "refunds in parts"],
  },

  {
    name: "a refund that does not arrive is told, and the money can be given back again",
    needs: ["refunds", "late refund failures"],
    run: async (kit) => {
      const taken = await kit.take({}, "late refund failure");
      const request = kit.refundRequest(taken);
      const reference = await kit.give(request);
      await kit.told();
      await must(kit.world.happenings?.refundFails, "refundFails")(reference);
      expect(await kit.facts()).toContainEqual(
        expect.objectContaining({
          ...{ type: "refund", attemptId: request.attemptId, chargeReference: taken.reference },
          ...{ amountMinor: request.amountMinor, currency: taken.currency },
          outcome: expect.objectContaining({ state: "failed" }),
        }),
      );
      expect((await kit.refund(kit.refundRequest(taken))).state).toBe("succeeded");
    },
  },

  {
    name: "a refund that somebody makes at the provider is told as none of ours, with its charge and amount",
    needs: ["refunds", "refunds in parts", "refunds made there"],
    run: async (kit) => {
      const taken = await kit.take();
      const amountMinor = taken.amountMinor / 10n;
      await kit.told();
      await must(kit.world.happenings?.refundThere, "refundThere")(taken.reference, amountMinor);
      expect(await kit.facts()).toContainEqual(
        expect.objectContaining({
          ...{ type: "refund", attemptId: null, chargeReference: taken.reference },
          ...{ amountMinor, currency: taken.currency },
          outcome: expect.objectContaining({ state: "succeeded" }),
        }),
      );
    },
  },

  payout("is sent once, however often and simultaneously it is asked for", async (kit) => {
    const request = payoutRequest(kit, must(kit.world.payouts, "payouts").paying);
    const outcomes = await Promise.all([1, 2, 3].map(() => kit.payout(request)));
    expect(new Set(outcomes.map((outcome) => inspect(outcome))).size).toBe(1);
    expect(outcomes[0]?.state).toBe("succeeded");
    const { amountMinor, currency } = request;
    expect(await paidOutOf(kit, request.attemptId)).toEqual([{ amountMinor, currency }]);
    const lookup = kit.lookupRequest(request.attemptId, { operation: "payout" });
    expect(await kit.lookup(lookup)).toEqual(outcomes[0]);
  }),

  payout("that is declined says why, and sends nothing", async (kit) => {
    const { code, destination } = must(kit.world.payouts, "payouts").declining;
    const request = payoutRequest(kit, destination);
    expect(await kit.payout(request)).toMatchObject({ state: "failed", declineCode: code });
    expect(await paidOutOf(kit, request.attemptId)).toEqual([]);
  }),

  {
    name: "what the connector does not offer is refused for certain, before anything is asked",
    needs: [],
    run: async (kit) => {
      const { capabilities } = kit.world.connector;
      const before = kit.world.asked();
      const refused = { state: "failed", providerReference: null };
      if (!capabilities.payout)
        expect(await kit.payout(payoutRequest(kit, "anybody"))).toMatchObject(refused);
      if (!capabilities.charge) {
        const request = await kit.chargeRequest({ method: { type: "token", token: "anything" } });
        expect(await kit.charge(request)).toMatchObject(refused);
      }
      expect(kit.world.asked()).toBe(before);
    },
  },
];

function refund(name: string, run: Case["run"]): Case {
  return { name: `a refund ${name}`, needs: ["refunds"], run };
}

function payout(name: string, run: Case["run"]): Case {
  return { name: `a payout ${name}`, needs: ["payouts"], run };
}

export function payoutRequest(kit: Kit, destination: string) {
  const { attemptId } = kit.lookupRequest(crypto.randomUUID());
  return { attemptId, ...kit.world.money, destination, now: kit.world.now() };
}

export const paidOutOf = (kit: Kit, attemptId: string) =>
  must(kit.world.books.paidOut, "books.paidOut")(attemptId);

/** The provider's books hold one refund of this attempt, of exactly its amount. */
export async function expectGivenOnce(
  kit: Kit,
  { attemptId, amountMinor, currency }: RefundRequest,
): Promise<void> {
  expect(await kit.world.books.refunded(attemptId)).toEqual([{ amountMinor, currency }]);
}
