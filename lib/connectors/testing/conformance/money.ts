import { expect } from "vitest";
import { expectTakenOnce } from "./charges";
import { type Case, type Kit, must } from "./kit";
import { expectGivenOnce } from "./refunds";
import type { ConformanceWorld, Money } from "./world";

const wordsOf = ({ amountMinor, currency }: Money) => `${amountMinor} minor units of ${currency}`;

/** Amounts, as the provider counts them. */
export function moneyCases(world: ConformanceWorld): Case[] {
  return [
    ...world.currencies.map((money) => ({
      name: `${wordsOf(money)} are taken and given back to the last digit`,
      needs: ["refunds"] as const,
      run: async (kit: Kit) => {
        const taken = await kit.take(money);
        await expectTakenOnce(kit, { ...money, attemptId: taken.attemptId });
        const request = kit.refundRequest(taken);
        expect((await kit.refund(request)).state).toBe("succeeded");
        await expectGivenOnce(kit, request);
      },
    })),

    ...world.unsayable.map((money) => ({
      name: `${wordsOf(money)} cannot be said, and are refused before anything is asked`,
      needs: ["unsayable amounts"] as const,
      run: async (kit: Kit) => {
        const refused = { state: "failed", providerReference: null, declineCode: "amount_not_chargeable" };
        const charge = kit.world.charges ? await kit.chargeRequest(money) : null;
        const before = kit.world.asked();
        if (charge) expect(await kit.charge(charge)).toMatchObject(refused);
        if (kit.world.connector.hosted)
          expect(await kit.begin(kit.pageRequest(money))).toMatchObject(refused);
        const taken = { attemptId: "", reference: "nothing", ...money };
        expect(await kit.refund(kit.refundRequest(taken))).toMatchObject(refused);
        expect(kit.world.asked()).toBe(before);
      },
    })),

    {
      name: "an amount too large to be counted is refused before anything is asked",
      needs: ["network", "pages"],
      run: async (kit) => {
        const amountMinor = 2n ** 63n - 1n;
        const before = kit.world.asked();
        expect(await kit.begin(kit.pageRequest({ amountMinor }))).toMatchObject({ state: "failed" });
        expect(kit.world.asked()).toBe(before);
      },
    },

    {
      name: "the least amount of the currency is asked for exactly, or refused for certain",
      needs: ["pages"],
      run: async (kit) => {
        const request = kit.pageRequest({ amountMinor: 1n });
        const begun = await kit.begin(request);
        const pages = await must(kit.world.books.pages, "books.pages")(request.attemptId);
        const { amountMinor, currency } = request;
        if (begun.state === "redirect") expect(pages).toEqual([{ amountMinor, currency }]);
        else expect([begun.state, pages]).toEqual(["failed", []]);
      },
    },
  ];
}
