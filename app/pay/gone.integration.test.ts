import { beforeAll, describe, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { routeTo } from "@/lib/checkout/hosted/testing";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { removeSavedMethod } from "@/lib/checkout/remove-saved-method";
import { listMethodsOf } from "@/lib/checkout/saved-payment-methods";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { forgetConnections } from "@/lib/connectors/connection";
import { forgetProviders, knowProviders } from "@/lib/connectors/testing/own-providers";
import { PageProvider } from "@/lib/connectors/testing/page-provider";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { attemptsOf } from "@/lib/payments/attempt";
import { POST as openPage } from "./[token]/provider/route";
import { POST as submit } from "./[token]/submit/route";
import type { GONE } from "./addresses";

// The reader is the framework's to know, which has no part in this.
vi.mock("@/components/ui/current-reader", () => ({ currentReader: async () => ({ locale: "en-GB" }) }));

const TYPED = { method: "card", number: "4242424242424242", expiry: "12/34", cvc: "123" };
const pages = new PageProvider("gonepages");
const connectionId = newId();

beforeAll(async () => {
  knowProviders(pages.provider);
  await pool().query(
    `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
     VALUES ($1, $2, $2, false, $2, now(), now())`,
    [connectionId, pages.provider.name],
  );
  forgetConnections();
  return () => {
    forgetProviders(pages.provider);
    forgetConnections();
  };
});

/** A link of a customer who has saved a card, and that card. */
async function withSavedCard() {
  const merchantId = (await aMerchant()).id;
  const paid = await aLink({ merchantId, withCustomer: true });
  const card = { type: "card", card: cardOf("sbx_success"), saveMethod: true } as const;
  await payCheckout({ ctx: customerOf(paid.id), input: { token: paid.token, method: card } });
  const customerId = paid.customerId ?? "";
  const [saved] = await listMethodsOf(customerId);
  return { merchantId, customerId, saved: saved?.id ?? "", link: await aLink({ merchantId, customerId }) };
}

const press = (token: string, fields: Record<string, string>, accept: string, handle = submit) =>
  handle(
    new Request("http://localhost/pay", {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { accept, host: "upstream", origin: "http://localhost:3000" },
    }),
    { params: Promise.resolve({ token }) },
  );

/** What the page was opened with, and what has become of it when the customer presses its button. */
const OVERTAKEN: [
  string,
  (typeof GONE)[number],
  () => Promise<{ link: Link; fields: Record<string, string> }>,
][] = [
  [
    "whose saved card was removed",
    "saved",
    async () => {
      const { customerId, saved, link } = await withSavedCard();
      await removeSavedMethod({
        ctx: contextOf("operator"),
        input: { customerId, id: saved },
      });
      return { link, fields: { method: saved } };
    },
  ],
  [
    "with a saved card whose merchant has moved to another provider",
    "saved",
    async () => {
      const { merchantId, saved, link } = await withSavedCard();
      await routeTo(connectionId, merchantId);
      return { link, fields: { method: saved } };
    },
  ],
  [
    "with a form for a card whose merchant has moved to a provider's page",
    "form",
    async () => {
      const merchantId = (await aMerchant()).id;
      const link = await aLink({ merchantId });
      await routeTo(connectionId, merchantId);
      return { link, fields: TYPED };
    },
  ],
];
type Link = Awaited<ReturnType<typeof aLink>>;

describe("a page that was overtaken while it was open", () => {
  it.each(OVERTAKEN)(
    "%s charges nothing and says so, with a script and without",
    async (_, gone, overtaken) => {
      const { link, fields } = await overtaken();
      const to = `/pay/${link.token}?gone=${gone}`;
      const script = await press(link.token, fields, "application/json");
      expect([script.status, await script.json()]).toEqual([200, { kind: "go", to, framedTo: to }]);
      const browser = await press(link.token, fields, "text/html");
      expect([browser.status, browser.headers.get("location")]).toEqual([303, to]);
      expect(await attemptsOf(link.id)).toEqual([]);
    },
  );

  it("with a button to a provider's page that is no longer the way to pay says so", async () => {
    const link = await aLink();
    const sent = await press(link.token, {}, "text/html", openPage);
    expect(sent.headers.get("location")).toBe(`/pay/${link.token}?gone=form`);
    expect(await attemptsOf(link.id)).toEqual([]);
  });
});
