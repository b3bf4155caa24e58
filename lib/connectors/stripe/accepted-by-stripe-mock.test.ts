import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/ids";
import { freePort } from "@/lib/process/testing/programs";
import type { Connector, LookupRequest } from "../connector";
import { checkStripe } from "./check";
import { stripeClient } from "./client";
import { stripeConnector } from "./connector";
import { updateOf } from "./disputes";
import { testMethod } from "./provider";

// It holds requests against Stripe's published OpenAPI document, and keeps no state: the form is checked, nothing else.
const installed = spawnSync("stripe-mock", ["-version"]).status === 0;

describe.skipIf(installed)("every request to Stripe", () => {
  it.skip("is accepted by stripe-mock, where `go install github.com/stripe/stripe-mock@latest` put it in PATH", () => {});
});

describe.skipIf(!installed)("every request to Stripe, by stripe-mock", () => {
  let mock: ChildProcess;
  let client: Stripe;
  let connector: Connector;
  const answers: { request: string; status: number }[] = [];

  beforeAll(async () => {
    const port = await freePort();
    mock = spawn("stripe-mock", ["-http-port", String(port)], { stdio: ["ignore", "pipe", "ignore"] });
    await new Promise<void>((resolve, reject) => {
      mock.stdout?.on("data", (text) => String(text).includes("Listening") && resolve());
      mock.once("exit", () => reject(new Error("stripe-mock ended")));
    });
    vi.stubEnv("STRIPE_API_BASE", `http://127.0.0.1:${port}`);
    client = stripeClient("sk_test_0123456789");
    client.on("response", ({ method, path, status }: Stripe.ResponseEvent) => {
      // Its own charge has a name that is made up.
      const place = path.split("?")[0]?.replace(/ch_\w{5,}$/, "ch_1");
      answers.push({ request: `${method} ${place}`, status });
    });
    connector = stripeConnector(client, false);
  });

  afterAll(() => {
    vi.unstubAllEnvs();
    mock.kill();
  });

  it("is accepted", async () => {
    const now = new Date();
    const page = {
      ...{
        attemptId: newId(),
        amountMinor: 900n,
        currency: "GBP",
        locale: "en-GB",
        merchantName: "Lakeside",
      },
      ...{ lines: [{ description: "Mug", amountMinor: 900n }], reference: "A-1", savingMethod: true, now },
      customer: { name: "Ines", email: "ines@example.com" },
      ...{ returnUrl: "https://pay.example/return", cancelUrl: "https://pay.example/cancel" },
      expiresAt: new Date(now.getTime() + 1_800_000),
    };
    const card = { type: "token", token: "cus_1/pm_1" } as const;
    const lost: LookupRequest = {
      ...{ attemptId: newId(), operation: "charge", providerReference: null, chargeReference: null },
      ...{ method: null, startedAt: now, now },
    };
    const money = { attemptId: newId(), amountMinor: 900n, currency: "GBP", now };

    await connector.hosted?.begin(page);
    const plain = { ...page, customer: null, reference: null, savingMethod: false, locale: "xx" };
    await connector.hosted?.begin({ ...plain, attemptId: newId() });
    await connector.hosted?.close({ ...lost, providerReference: "cs_1" });
    await connector.charge({ ...money, method: card, startedAt: now, offSession: true, savingMethod: false });
    await connector.refund({ ...money, attemptId: newId(), chargeReference: "pi_1" });
    for (const asked of [
      lost,
      { ...lost, method: card },
      { ...lost, providerReference: "cs_1" },
      { ...lost, providerReference: "pi_1" },
      { ...lost, operation: "refund", chargeReference: "pi_1" } as const,
      { ...lost, operation: "refund", providerReference: "re_1" } as const,
    ])
      await connector.lookup(asked);
    for (const cursor of [null, "evt_1"]) await connector.events.since({ cursor, now });
    for (const [object, id] of [
      ["checkout.session", "cs_1"],
      ["payment_intent", "pi_1"],
      ["refund", "re_1"],
      ["dispute", "dp_1"],
    ])
      await connector.events.facts({ type: "any", raw: { object: object ?? "", id: id ?? "" } });
    const [explanation, sold, receipt, communication] = ["She bought it", "A mug", "No. 12", "Thank you"];
    const dispute = { attemptId: newId(), disputeReference: "dp_1", now };
    await connector.disputes?.lookup(dispute);
    await client.disputes.update(
      "dp_1",
      updateOf({ ...dispute, evidence: { explanation, sold, receipt, communication } }),
    );
    await readMirror(connector, now);
    await checkStripe(client);
    const agreement = { mandateId: newId(), startedAt: now, now };
    await connector.mandates?.begin({
      ...{ ...agreement, type: "card", currency: "GBP", locale: "en-GB", merchantName: "Lakeside" },
      ...{
        description: "Policy P-1",
        payer: { firstName: "Ines", lastName: "F", email: "ines@example.com" },
      },
      ...{ returnUrl: page.returnUrl, cancelUrl: page.cancelUrl, providerReference: null },
    });
    await connector.mandates?.lookup({ ...agreement, providerReference: "cs_1", token: null });
    await client.paymentMethods.retrieve("pm_1");
    await client.customers.retrieve("cus_1");
    await client.paymentMethods.detach("pm_1");
    await testMethod(client);

    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect([...new Set(answers.map(({ request }) => request))].sort()).toEqual([
      "GET /v1/account",
      "GET /v1/balance_transactions",
      "GET /v1/balance_transactions/txn_1",
      "GET /v1/charges",
      "GET /v1/charges/ch_1",
      "GET /v1/checkout/sessions",
      "GET /v1/checkout/sessions/cs_1",
      "GET /v1/customers/cus_1",
      "GET /v1/disputes",
      "GET /v1/disputes/dp_1",
      "GET /v1/events",
      "GET /v1/payment_intents",
      "GET /v1/payment_intents/pi_1",
      "GET /v1/payment_methods/pm_1",
      "GET /v1/payouts",
      "GET /v1/payouts/po_1",
      "GET /v1/refunds",
      "GET /v1/refunds/re_1",
      "POST /v1/checkout/sessions",
      "POST /v1/checkout/sessions/cs_1/expire",
      "POST /v1/customers",
      "POST /v1/disputes/dp_1",
      "POST /v1/payment_intents",
      "POST /v1/payment_methods/pm_1/detach",
      "POST /v1/payment_methods/pm_card_visa/attach",
      "POST /v1/refunds",
    ]);
  });

  it("would be refused with a parameter that Stripe does not know", async () => {
    const unknown = { payment_intent: "pi_1", amuont: 1 } as Stripe.RefundCreateParams;
    await expect(client.refunds.create(unknown)).rejects.toMatchObject({ statusCode: 400 });
  });
});

/** Every kind of page, and every kind of object. Stripe-mock says of none that more follows. */
async function readMirror({ mirror }: Connector, from: Date): Promise<void> {
  let page = await mirror?.page({ from, cursor: null });
  while (page && !page.caughtUp) page = await mirror?.page({ from, cursor: page.cursor });
  for (const [object, id] of [
    ["charge", "ch_1"],
    ["payment_intent", "pi_1"],
    ["refund", "re_1"],
    ["dispute", "dp_1"],
    ["payout", "po_1"],
    ["balance_transaction", "txn_1"],
  ])
    await mirror?.about({ raw: { object: object ?? "", id: id ?? "" } });
}
