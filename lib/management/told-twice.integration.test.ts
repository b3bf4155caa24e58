import { beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { encodeConnectorId } from "@/lib/connected/ids";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { ask } from "@/lib/policies/testing";
import { SCOPES } from "@/lib/verb/permissions";
import { endpointForm, newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { aCaller, type Caller } from "./testing";

const URL_OUTSIDE = "https://93.184.216.34/hooks";
/** What a person is told to do with a page. */
const OF_A_PAGE = /\b(form|page|reload|press|begin anew|choose|enter)\b/i;

let call: Caller;
let ofAll: Caller;
let key: string;
let merchantId: string;
beforeAll(async () => {
  const { id } = await aMerchant();
  merchantId = id;
  [call, ofAll] = [await aCaller(id), await aCaller(null)];
  key = await aKey(id, ["webhooks:manage"]);
});

/** A request of which a part was done already: its status, and what it is told. */
type Again = () => Promise<{ status: number; message: unknown }>;

async function managed(caller: Caller, path: string, first: object, then: object) {
  const { status } = await caller("POST", path, first);
  expect(status).toBeLessThan(300);
  const again = await caller("POST", path, then);
  return { status: again.status, message: again.body.message };
}

const WEBHOOK = { name: "Books", url: URL_OUTSIDE, description: "x", subscriptions: ["policy_cancelled"] };
const changedWebhook = (change: object): Again => {
  return async () => {
    const at = `/webhooks?idempotency_key=${newId()}`;
    expect((await ask(key, "POST", at, WEBHOOK)).status).toBe(200);
    expect((await ask(key, "POST", at, WEBHOOK)).status).toBe(200);
    const { status, body } = await ask(key, "POST", at, { ...WEBHOOK, ...change });
    return { status, message: body.error?.message };
  };
};

const FILE = "Reference,Date,Amount,Currency,Status,Note\nST-2041,2026-01-05,1250.00,EUR,succeeded,A\n";
const changedImport = (change: () => object | Promise<object>): Again => {
  return async () => {
    const body = { id: newId(), kind: "payments", connectorId: await aConnector(), fileName: "oct.csv" };
    const { status, body: first } = await call("POST", "/imports", { ...body, text: FILE });
    const { body: same } = await call("POST", "/imports", { ...body, text: FILE });
    expect([status, same]).toEqual([201, first]);
    const again = await call("POST", "/imports", { ...body, text: FILE, ...(await change()) });
    return { status: again.status, message: again.body.message };
  };
};

async function aConnector() {
  const input = { provider: "generic", name: `Bank ${newId()}` };
  const actor = { type: "apiKey", id: newId(), label: "Bank", scopes: SCOPES, merchantId } as const;
  return encodeConnectorId(await addConnector({ ctx: { ...contextOf("admin"), actor }, input }));
}

const AGAIN: [of: string, Again][] = [
  ["a webhook's url", changedWebhook({ url: `${URL_OUTSIDE}/2` })],
  ["a webhook's name", changedWebhook({ name: "Other" })],
  ["a webhook's description", changedWebhook({ description: "y" })],
  ["a webhook's subscriptions", changedWebhook({ subscriptions: ["policy_lapsed"] })],
  [
    "an endpoint's url",
    () => {
      const body = { id: newId(), url: URL_OUTSIDE };
      return managed(call, "/webhookEndpoints", body, { ...body, url: `${URL_OUTSIDE}/2` });
    },
  ],
  [
    "an endpoint that was deleted",
    async () => {
      const body = { id: newId(), url: URL_OUTSIDE };
      await call("POST", "/webhookEndpoints", body);
      await call("DELETE", `/webhookEndpoints/${spellId("we", body.id)}`);
      const { status, body: answer } = await call("POST", "/webhookEndpoints", body);
      return { status, message: answer.message };
    },
  ],
  ["an import's text", changedImport(() => ({ text: FILE.replace("1250", "1350") }))],
  ["an import's file", changedImport(() => ({ fileName: "nov.csv" }))],
  ["an import's amounts", changedImport(() => ({ amounts: "minor" }))],
  ["an import's columns", changedImport(() => ({ columns: { scheme: "Note" } }))],
  ["an import's connector", changedImport(async () => ({ connectorId: await aConnector() }))],
  [
    "a merchant's name",
    () => {
      const body = { id: newId(), name: "Harbour", defaultCurrency: "EUR" };
      return managed(ofAll, "/merchants", body, { ...body, name: "Harbour Ceramics" });
    },
  ],
  [
    "a secret's overlap",
    async () => {
      const { body } = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
      const secretId = newId();
      const path = `/webhookEndpoints/${body.id}/rotateSecret`;
      return managed(call, path, { secretId, overlapHours: 1 }, { secretId, overlapHours: 24 });
    },
  ],
  [
    "a delivery's attempts",
    async () => {
      const { body } = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
      const { id } = await newDelivery({ endpointId: readAnyId(body.id) ?? "" });
      const again = await call("POST", `/webhookDeliveries/${spellId("wd", id)}/resend`, { attempts: 0 });
      return { status: again.status, message: again.body.message };
    },
  ],
];

describe("a request that was sent before with something else in it", () => {
  it.each(AGAIN)("is a 409 for %s, in words for a program", async (_, again) => {
    const { status, message } = await again();
    expect([status, message]).toEqual([409, expect.stringMatching(/\w/)]);
    expect(message).not.toMatch(OF_A_PAGE);
  });

  it("is told to a person in the words of a form", async () => {
    const form = endpointForm();
    await createEndpoint({ ctx: contextOf("admin"), input: form });
    const again = createEndpoint({ ctx: contextOf("admin"), input: { ...form, description: "Other" } });
    expect(await problemIn(again)).toMatchObject({ message: expect.stringContaining("Reload the page") });
  });
});
