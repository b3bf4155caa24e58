import { expect, it } from "vitest";
import { DECLINE_CODES, type DeclineCode, isOfBank } from "@/lib/connectors/decline-codes";
import { transaction } from "@/lib/db/sql";
import { findViolations } from "@/lib/invariants/find-violations";
import { beginCharge } from "./begin-charge";
import { CARD_ATTEMPTS_MAX, lockCheckout } from "./checkout-link";
import { getCheckoutPage } from "./get-checkout-page";
import { isDecline } from "./pay-checkout";
import { settleCharge } from "./settle-charge";
import { aLink, customerOf } from "./testing";

const CARD = { cardBrand: "visa", cardLast4: "4242", method: { token: "tok" } };
const THROUGH = { connector: "sandbox", connectionId: null };

/** As often as locks a link whose cards are declined, a charge ends with this. */
async function endedWith(declineCode: DeclineCode) {
  const { id, token } = await aLink();
  const ctx = customerOf(id);
  const results = [];
  for (let number = 1; number <= CARD_ATTEMPTS_MAX; number++) {
    const attempt = await transaction(async (tx) => {
      const locked = await lockCheckout(tx, id);
      if (!locked) throw new Error("the link is not there");
      return beginCharge(tx, ctx, locked, CARD, THROUGH);
    });
    const outcome = { state: "failed", providerReference: null, declineCode, raw: {} } as const;
    results.push(await settleCharge({ ctx, attemptId: attempt.id, outcome }));
  }
  return { results, page: await getCheckoutPage({ token, now: new Date() }) };
}

it.each(DECLINE_CODES.filter((code) => !isOfBank(code)))(
  "a charge that ended as %s spends none of a customer's tries, and counts as no tried card",
  async (code) => {
    const { results, page } = await endedWith(code);
    expect(results).toEqual(results.map(() => ({ outcome: "declined", declineCode: code })));
    expect(results.some(isDecline)).toBe(false);
    expect(page).toMatchObject({ state: "open", attemptsLeft: CARD_ATTEMPTS_MAX, lastDecline: { code } });
    expect(await findViolations()).toEqual([]);
  },
);

it("and one that a bank declined spends them", async () => {
  const { results, page } = await endedWith("processing_error");
  expect(results.every(isDecline)).toBe(true);
  expect(page?.state).toBe("locked");
});
