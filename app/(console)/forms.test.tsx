// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { beginEachAnew, ID, REFUSED, showForm as show } from "./_shared/testing/form";
import { createKeyAction } from "./settings/keys/actions";
import { CreateKey } from "./settings/keys/create-key";
import EditMerchant from "./settings/merchants/[id]/edit-merchant";
import { updateMerchantAction } from "./settings/merchants/actions";
import { AddRoute } from "./settings/providers/_routes/add-route";
import { connectProviderAction, setRoutesAction } from "./settings/providers/actions";
import { ConnectProvider } from "./settings/providers/connect-provider";
import { updateEndpointAction } from "./webhooks/actions";
import { EditEndpointForm } from "./webhooks/endpoint-form";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push() {}, refresh() {} }) }));
vi.mock("./settings/keys/actions", () => ({ createKeyAction: vi.fn() }));
vi.mock("./settings/keys/key-secret", () => ({ useShowSecret: () => () => {} }));
vi.mock("./settings/merchants/actions", () => ({ updateMerchantAction: vi.fn() }));
vi.mock("./settings/providers/actions", () => ({ connectProviderAction: vi.fn(), setRoutesAction: vi.fn() }));
vi.mock("./webhooks/actions", () => ({ updateEndpointAction: vi.fn(), createEndpointAction: vi.fn() }));

beginEachAnew();

it("a key's form sends what is ticked and chosen", async () => {
  vi.mocked(createKeyAction).mockResolvedValue(REFUSED);
  const { click, fill, send } = await show(
    <CreateKey merchants={[{ id: ID, name: "Shop" }]} partners={[]} />,
  );
  await click("button");
  await fill("#name", "Till 4");
  await click("input[value='payments:write']");
  await send();
  await vi.waitFor(() =>
    expect(createKeyAction).toHaveBeenCalledWith(
      expect.objectContaining({
        name: "Till 4",
        scopes: ["payments:read", "payments:write"],
        merchantId: ID,
      }),
    ),
  );
});

it("a key's form sends a partner without anything that is ticked", async () => {
  vi.mocked(createKeyAction).mockResolvedValue(REFUSED);
  const partner = { id: "01900000-0000-7000-8000-000000000002", name: "Rosa", email: "rosa@example.com" };
  const { click, fill, send } = await show(
    <CreateKey merchants={[{ id: ID, name: "Shop" }]} partners={[{ ...partner, merchantId: ID }]} />,
  );
  await click("button");
  await fill("#name", "Rosa's dashboard");
  await fill("#partnerId", partner.id);
  expect(document.querySelector("input[name='scopes']")).toBeNull();
  await send();
  await vi.waitFor(() =>
    expect(createKeyAction).toHaveBeenCalledWith(
      expect.objectContaining({ scopes: [], merchantId: ID, partnerId: partner.id }),
    ),
  );
});

const PROVIDERS = ["acme", "other"].map((name) => ({
  ...{ name, label: name },
  credentials: [{ name: `${name}Key`, label: "Secret key", hint: "" }],
  webhookSecret: null,
}));

it("a provider's form asks for that provider's credentials, sends the same form again, and shows what was checked", async () => {
  const value = {
    ...{ id: ID, live: true, currencies: ["EUR"] },
    items: [{ what: "Charges", state: "passed" as const, detail: "The key may make charges." }],
  };
  vi.mocked(connectProviderAction)
    .mockRejectedValueOnce(new Error("no network"))
    .mockResolvedValueOnce({ ok: true, value });
  const { find, click, fill, send, text } = await show(
    <ConnectProvider providers={PROVIDERS} merchants={[{ id: ID, name: "Shop" }]} />,
  );
  await click("button");
  await fill("#provider", "other");
  await fill("#name", "Other UK");
  await fill("#merchantId", ID);
  expect(find<HTMLInputElement>("#otherKey").type).toBe("password");
  await fill("#otherKey", "a key of the other");
  await send();
  await vi.waitFor(() => expect(text()).toContain("we do not know whether this was done"));
  await send();
  await vi.waitFor(() => expect(text()).toContain("The key may make charges."));
  expect(text()).toContain("LIVE");
  const [first, second] = vi.mocked(connectProviderAction).mock.calls;
  expect(first?.[0]).toMatchObject({
    ...{ provider: "other", name: "Other UK", merchantId: ID },
    credentials: { otherKey: "a key of the other" },
  });
  expect(second).toEqual(first);
});

it("a route's form adds it after those of the list it is for, and sends the same route again", async () => {
  vi.mocked(setRoutesAction).mockResolvedValue(REFUSED);
  const before = "01900000-0000-7000-8000-000000000002";
  const { click, fill, send } = await show(
    <AddRoute
      merchants={[{ id: ID, name: "Shop" }]}
      connections={[{ id: ID, name: "Acme", live: false, merchantId: null }]}
      seen={[
        { merchantId: null, ids: [] },
        { merchantId: ID, ids: [before] },
      ]}
    />,
  );
  await click("button");
  await fill("#merchantId", ID);
  await fill("#currencies", "gbp");
  await fill("#maximum", "120.00");
  for (const times of [1, 2]) {
    await send();
    await vi.waitFor(() => expect(setRoutesAction).toHaveBeenCalledTimes(times));
  }
  const [first, second] = vi.mocked(setRoutesAction).mock.calls;
  expect(first?.[0]).toMatchObject({
    ...{ merchantId: ID, seenIds: [before] },
    added: { kind: "checkout", currencies: "gbp", minimum: "", maximum: "120.00", connectionId: ID },
  });
  expect(first?.[0].order).toEqual([before, first?.[0].added?.id]);
  expect(second).toEqual(first);
});

it("an endpoint's form begins as the endpoint is, and sends what was changed", async () => {
  vi.mocked(updateEndpointAction).mockResolvedValue(REFUSED);
  const { click, fill, send } = await show(
    <EditEndpointForm
      id={ID}
      href="/webhooks"
      seen="as shown"
      values={{
        url: "https://example.com/hooks",
        description: "Shop",
        eventTypes: ["payment.refunded"],
        merchantId: ID,
      }}
      groups={[
        {
          group: "Payments",
          types: [
            { type: "payment.refunded", description: "" },
            { type: "payment.created", description: "" },
          ],
        },
      ]}
      merchants={[{ id: ID, name: "Shop" }]}
    />,
  );
  await fill("#description", "Back office");
  await click("input[value='payment.created']");
  await send();
  await vi.waitFor(() => expect(updateEndpointAction).toHaveBeenCalledTimes(1));
  expect(vi.mocked(updateEndpointAction).mock.calls[0]?.[0]).toEqual({
    id: ID,
    url: "https://example.com/hooks",
    description: "Back office",
    eventTypes: ["payment.refunded", "payment.created"],
    merchantId: ID,
    seen: "as shown",
  });
});

it("a merchant's form is of the merchant as it was when the form began or saved it, whatever the page reads meanwhile", async () => {
  const form = (seen: string) => (
    <EditMerchant
      id={ID}
      seen={seen}
      values={{ name: "Shop", logoColor: "#2f5d50", defaultCurrency: "GBP", paymentLimit: "5000.00" }}
      currencies={["GBP"]}
      locale="en-GB"
    />
  );
  vi.mocked(updateMerchantAction)
    .mockResolvedValueOnce(REFUSED)
    .mockResolvedValueOnce({ ok: true, value: { name: "Shop", seen: "as saved" } })
    .mockResolvedValueOnce(REFUSED);
  const { again, fill, find, send } = await show(form("as shown"));
  await fill("#paymentLimit", "100.00");
  await again(form("as changed by somebody else"));
  for (const times of [1, 2, 3]) {
    await send();
    await vi.waitFor(() => expect(updateMerchantAction).toHaveBeenCalledTimes(times));
    expect(find<HTMLInputElement>("#paymentLimit").value).toBe("100.00");
  }
  const sent = vi
    .mocked(updateMerchantAction)
    .mock.calls.map(([{ seen, paymentLimit }]) => [seen, paymentLimit]);
  expect(sent).toEqual([
    ["as shown", "100.00"],
    ["as shown", "100.00"],
    ["as saved", "100.00"],
  ]);
});
