import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { createCheckoutPayment } from "./create-checkout-payment";
import { getCheckoutLink } from "./get-checkout-link";
import { LINKS_PAGE_ROWS, listCheckoutLinks } from "./list-checkout-links";
import { aLink, aMerchant } from "./testing";

const ctx = contextOf("viewer");
const MINUTE_MS = 60_000;

describe("the list of checkout links", () => {
  it("shows every link once, newest first, in either direction", async () => {
    const { id: merchantId } = await aMerchant();
    const drafts = Array.from({ length: LINKS_PAGE_ROWS + 3 }, (_, at) => at);
    for (const at of drafts) {
      await createCheckoutPayment({
        ctx: { ...contextOf("operator"), now: new Date(Date.now() - at * MINUTE_MS) },
        input: {
          merchantId,
          amount: 4900n,
          currency: "GBP",
          reference: `WALK-${at}`,
          savePaymentMethod: false,
        },
      });
    }
    const search = { shelf: "all", q: "walk-" } as const;
    const first = await listCheckoutLinks({ ctx, input: search });
    expect(first.rows.map((row) => row.merchantReference)).toEqual(
      drafts.slice(0, LINKS_PAGE_ROWS).map((at) => `WALK-${at}`),
    );
    expect(first.newer).toBeNull();
    const second = await listCheckoutLinks({ ctx, input: { ...search, older: first.older ?? "" } });
    expect(second.rows).toHaveLength(3);
    expect(second.older).toBeNull();
    const back = await listCheckoutLinks({ ctx, input: { ...search, newer: second.newer ?? "" } });
    expect(back.rows).toEqual(first.rows);
  });

  it("sorts links by what can be done with them, and counts each shelf", async () => {
    const before = (await listCheckoutLinks({ ctx, input: { shelf: "all" } })).counts;
    const open = await aLink();
    const cancelled = await aLink();
    await cancelPayment({ ctx: contextOf("operator"), input: { id: cancelled.id } });
    const shown = await listCheckoutLinks({ ctx, input: { shelf: "cancelled" } });
    expect(shown.rows.map(({ id }) => id)).toEqual([cancelled.id]);
    expect(shown.counts).toEqual({
      ...before,
      all: before.all + 2,
      open: before.open + 1,
      cancelled: before.cancelled + 1,
    });
    const { rows } = await listCheckoutLinks({ ctx, input: { shelf: "open" } });
    expect(rows[0]?.id).toBe(open.id);
  });

  it("never shows a link as open whose time is up", async () => {
    const link = await aLink({ expiresIn: MINUTE_MS });
    const later = { ...ctx, now: new Date(Date.now() + 2 * MINUTE_MS) };
    const { rows } = await listCheckoutLinks({ ctx: later, input: { shelf: "expired" } });
    expect(rows.map(({ id }) => id)).toContain(link.id);
  });
});

describe("one checkout link", () => {
  it("gives all that another like it needs", async () => {
    const made = await aLink({ withCustomer: true });
    const link = await getCheckoutLink({ ctx, input: { id: made.id } });
    expect(link).toMatchObject({
      token: made.token,
      savePaymentMethod: true,
      customer: { name: "Ana Ruiz", email: "ana@example.com" },
      merchant: { id: made.merchantId },
    });
    expect(link.payment).toMatchObject({ openingAmountMinor: 4900n, currency: "EUR", stage: "pending" });
  });

  it("is not found when there is none", async () => {
    const refused = getCheckoutLink({ ctx, input: { id: "pay_00000000000000000000000000" } });
    expect(await problemIn(refused)).toMatchObject({ code: "not_found" });
  });
});
