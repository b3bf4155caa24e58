import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";
import { PaidPage } from "./paid-page";
import { PAGE } from "./testing-page";

function shown(
  payment: Partial<CheckoutPage["payment"]>,
  { locale = "en-GB", page = {} }: { locale?: string; page?: Partial<CheckoutPage> } = {},
) {
  const props = { token: "t", reader: { locale, timeZone: "UTC" }, already: null };
  const html = renderToStaticMarkup(
    <PaidPage {...props} page={{ ...PAGE, ...page, payment: { ...PAGE.payment, ...payment } }} />,
  );
  const text = html.replace(/<[^>]+>/g, " ").replaceAll("\u00a0", " ");
  return { html, text, badge: /<h1[^>]*>(?:<svg.*?<\/svg>)?([^<]*)<\/h1>/s.exec(html)?.[1] };
}

const COMPLETE = "This payment is complete. There is nothing more to pay.";
const REFUNDED = (amount: string) => `${amount} went back to you. Your bank may take some days to show it.`;
const TAKEN = (amount: string) =>
  `You disputed this payment, and your bank decided for you: it gave you ${amount} back.`;

describe("the receipt", () => {
  it.each<[bigint, bigint, string, string[]]>([
    [0n, 0n, "Paid", [COMPLETE]],
    [2_000n, 0n, "Paid", [REFUNDED("£20.00")]],
    [7_000n, 0n, "Refunded", [REFUNDED("£70.00")]],
    [0n, 2_000n, "Paid", [TAKEN("£20.00"), "Given back by your bank"]],
    [0n, 7_000n, "Given back by your bank", [TAKEN("£70.00")]],
    [2_000n, 5_000n, "Given back", [REFUNDED("£20.00"), TAKEN("£50.00")]],
    [2_000n, 1_000n, "Paid", [REFUNDED("£20.00"), TAKEN("£10.00")]],
  ])(
    "of £70 with %i refunded and %i taken back by the bank says both",
    (refundedMinor, takenBackMinor, badge, says) => {
      const { text, badge: shownBadge } = shown({ refundedMinor, takenBackMinor });
      expect(shownBadge).toBe(badge);
      for (const sentence of says) expect(text).toContain(sentence);
      expect(text.includes(COMPLETE)).toBe(refundedMinor + takenBackMinor === 0n);
    },
  );

  it("writes what the bank gave back as the reader does", () => {
    expect(shown({ takenBackMinor: 7_000n }, { locale: "de-DE" }).text).toContain(
      "it gave you 70,00 £ back.",
    );
  });

  it("leads on to the merchant in the whole window, also where the page is framed", () => {
    const { html } = shown({}, { page: { successRedirectUrl: "https://shop.example/thanks" } });
    expect(html).toMatch(/<a href="\/pay\/t\/continue" target="_top"[^>]*>Continue to Meridian<\/a>/);
    expect(shown({}).html).not.toContain("Continue to");
  });
});
