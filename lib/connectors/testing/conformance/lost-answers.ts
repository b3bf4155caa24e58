import { expect } from "vitest";
import { expectTakenOnce } from "./charges";
import { type Case, type Kit, must } from "./kit";
import { expectGivenOnce, paidOutOf, payoutRequest } from "./refunds";
import type { Need } from "./world";

/** An answer that does not come: before the provider heard of it, or once it was done. */
export const lostAnswerCases: readonly Case[] = [
  lost(
    "saved methods",
    "a charge whose answer is lost before it was made is not there, and is made once when it is sent again",
    async (kit) => {
      const request = await kit.chargeRequest();
      expect((await kit.during("lost_before", () => kit.charge(request))).state).toBe("unknown");
      expect(await kit.world.books.charged(request.attemptId)).toEqual([]);
      expect(await kit.lookup(kit.lookupOfCharge(request))).toEqual({ state: "not_found" });
      expect((await kit.endOf(request, await kit.charge(request))).state).toBe("succeeded");
      await expectTakenOnce(kit, request);
    },
  ),

  lost(
    "saved methods",
    "a charge whose answer is lost after it was made is found, and is not made again",
    async (kit) => {
      const request = await kit.chargeRequest();
      const outcome = await kit.during("lost_after", () => kit.charge(request));
      expect(outcome.state).toBe("unknown");
      await expectTakenOnce(kit, request);
      const found = await kit.lookup(kit.lookupOfCharge(request));
      expect(["succeeded", "processing"]).toContain(found.state);
      expect((await kit.charge(request)).state).toBe(found.state);
      await expectTakenOnce(kit, request);
    },
  ),

  lost(
    "pages",
    "a page whose answer is lost before it was made is not there, and is made once when it is asked for again",
    async (kit) => {
      const request = kit.pageRequest();
      expect((await kit.during("lost_before", () => kit.begin(request))).state).toBe("unknown");
      expect(await kit.lookup(kit.lookupRequest(request.attemptId))).toEqual({ state: "not_found" });
      expect((await kit.begin(request)).state).toBe("redirect");
      expect(await pagesOf(kit, request.attemptId)).toHaveLength(1);
    },
  ),

  lost(
    "pages",
    "a page whose answer is lost after it was made is found, closed or given out, and there is one",
    async (kit) => {
      const [left, wanted] = [kit.pageRequest(), kit.pageRequest()];
      for (const request of [left, wanted]) {
        expect((await kit.during("lost_after", () => kit.begin(request))).state).toBe("unknown");
        expect((await kit.lookup(kit.lookupRequest(request.attemptId))).state).toBe("requires_action");
      }
      expect((await kit.close(kit.lookupRequest(left.attemptId))).state).toBe("failed");
      expect((await kit.begin(wanted)).state).toBe("redirect");
      expect(await pagesOf(kit, wanted.attemptId)).toHaveLength(1);
      expect(await must(kit.world.pages, "pages").pay(wanted.attemptId)).toBe(true);
      await expectTakenOnce(kit, wanted);
    },
  ),

  ...(["lost_before", "lost_after"] as const).map((trouble) =>
    lost(
      "pages",
      `a page of whose closing the answer is lost (${trouble}) is not known, until it is closed again`,
      async (kit) => {
        const request = kit.pageRequest();
        await kit.begin(request);
        const lookup = kit.lookupRequest(request.attemptId);
        expect((await kit.during(trouble, () => kit.close(lookup))).state).toBe("unknown");
        expect(await kit.close(lookup)).toMatchObject({ state: "failed", declineCode: "payment_abandoned" });
        expect(await must(kit.world.pages, "pages").pay(request.attemptId)).toBe(false);
      },
    ),
  ),

  lost("pages", "a page that is paid while the answer to its closing is lost has been paid", async (kit) => {
    const request = kit.pageRequest();
    await kit.begin(request);
    const lookup = kit.lookupRequest(request.attemptId);
    expect((await kit.during("lost_before", () => kit.close(lookup))).state).toBe("unknown");
    expect(await must(kit.world.pages, "pages").pay(request.attemptId)).toBe(true);
    expect((await kit.close(lookup)).state).toBe("succeeded");
    await expectTakenOnce(kit, request);
  }),

  lost(
    "refunds",
    "a refund whose answer is lost before it was made is not there, and is made once when it is sent again",
    async (kit) => {
      const request = kit.refundRequest(await kit.take());
      expect((await kit.during("lost_before", () => kit.refund(request))).state).toBe("unknown");
      expect(await kit.lookup(kit.lookupOfRefund(request))).toEqual({ state: "not_found" });
      expect((await kit.refund(request)).state).toBe("succeeded");
      await expectGivenOnce(kit, request);
    },
  ),

  lost(
    "refunds",
    "a refund whose answer is lost after it was made is found, and is not made again",
    async (kit) => {
      const request = kit.refundRequest(await kit.take());
      expect((await kit.during("lost_after", () => kit.refund(request))).state).toBe("unknown");
      await expectGivenOnce(kit, request);
      expect((await kit.lookup(kit.lookupOfRefund(request))).state).toBe("succeeded");
      expect((await kit.refund(request)).state).toBe("succeeded");
      await expectGivenOnce(kit, request);
    },
  ),

  ...(["lost_before", "lost_after"] as const).map((trouble) =>
    lost("payouts", `a payout whose answer is lost (${trouble}) is looked up, and sent once`, async (kit) => {
      const request = payoutRequest(kit, must(kit.world.payouts, "payouts").paying);
      expect((await kit.during(trouble, () => kit.payout(request))).state).toBe("unknown");
      const lookup = kit.lookupRequest(request.attemptId, { operation: "payout" });
      const found = trouble === "lost_before" ? "not_found" : "succeeded";
      expect((await kit.lookup(lookup)).state).toBe(found);
      expect((await kit.payout(request)).state).toBe("succeeded");
      expect(await paidOutOf(kit, request.attemptId)).toHaveLength(1);
    }),
  ),
];

function lost(need: Need, name: string, run: Case["run"]): Case {
  return { name, needs: [need, "lost answers"], run };
}

const pagesOf = (kit: Kit, attemptId: string) => must(kit.world.books.pages, "books.pages")(attemptId);
