import Stripe from "stripe";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { listAudit } from "@/lib/audit/list-audit";
import { ListAudit } from "@/lib/audit/schemas";
import { contextOf } from "@/lib/auth/testing/contexts";
import { openProviderPage } from "@/lib/checkout/hosted/open-provider-page";
import { aLink, aMerchant, customerOf } from "@/lib/checkout/testing";
import { PROVIDERS as ALL_PROVIDERS } from "@/lib/connectors/all-providers";
import { ask } from "@/lib/connectors/ask";
import { connectorOf, forgetConnections } from "@/lib/connectors/connection";
import { sealCredentials, sealMessageSecret } from "@/lib/connectors/credentials";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { exportPayments } from "@/lib/kinds/export-payments";
import { unansweredAttempts } from "@/lib/kinds/unanswered";
import { getPayment } from "@/lib/payments/get-payment";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { assignPaymentMethod } from "@/lib/policies/manage-policies";
import { getMandatePage, mandateCtx, openMandatePage } from "@/lib/policies/mandates/mandate-page";
import { mandateStanding } from "@/lib/policies/mandates/mandate-standing";
import { requestMandate } from "@/lib/policies/mandates/request-mandate";
import { anInsurer } from "@/lib/policies/testing";
import { jobContext } from "@/lib/verb/context";
import { checkConnection } from "./check-connection";
import { connectProvider } from "./connect-provider";
import { applyEvents } from "./events/apply-events";
import { pollEvents } from "./events/poll-events";
import { storeEvents } from "./events/store-events";
import { takeInMessage } from "./events/take-in-message";
import { getConnection } from "./get-connection";
import { latestEvents } from "./latest-events";
import { listConnections } from "./list-connections";
import { rotateCredentials } from "./rotate-credentials";
import { aRepeatingProvider, asText, listenToLog, tablesHolding } from "./testing-canary";

// Every provider there is, with one that repeats the key it is sent in all its words.

const admin = contextOf("admin");
const job = () => jobContext("test", new Date(), newId());
const random = () => newId().replaceAll("-", "");

const PROVIDERS = [
  { name: "stripe", field: "secretKey", key: () => `sk_test_${random()}`, base: "STRIPE_API_BASE" },
  { name: "gocardless", field: "accessToken", key: () => `sandbox_${random()}`, base: "GOCARDLESS_API_BASE" },
  { name: "mollie", field: "apiKey", key: () => `test_${random()}`, base: "MOLLIE_API_BASE" },
] as const;

it("is asked of every provider that is given a key", () => {
  const keyed = ALL_PROVIDERS.filter(({ credentials }) => credentials.length > 0);
  expect(PROVIDERS.map(({ name }) => name)).toEqual(keyed.map(({ name }) => name));
});

let provider: Awaited<ReturnType<typeof aRepeatingProvider>>;
beforeAll(async () => {
  provider = await aRepeatingProvider();
  for (const { base } of PROVIDERS) vi.stubEnv(base, provider.origin);
  vi.spyOn(Stripe.prototype, "getInitialNetworkRetryDelay").mockReturnValue(0.01);
});
afterAll(async () => {
  vi.mocked(Stripe.prototype.getInitialNetworkRetryDelay).mockRestore();
  await provider.close();
});

async function aConnection(name: string, field: string, key: string, secret: string): Promise<string> {
  const id = newId();
  await runUnprepared(
    `INSERT INTO connection (id, provider, name, live, account_reference, credentials_sealed, webhook_secret_sealed,
       created_at, updated_at)
     VALUES ($1, $2, 'An account', false, gen_random_uuid()::text, $3, $4, now(), now())`,
    [id, name, sealCredentials(id, { [field]: key }), sealMessageSecret(id, secret)],
  );
  forgetConnections();
  return id;
}

async function route(merchantId: string, kind: "checkout" | "policy", connectionId: string): Promise<void> {
  await runUnprepared(
    `INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
     VALUES ($1, 0, $2, $3, $4, now())`,
    [newId(), merchantId, kind, connectionId],
  );
  forgetConnections();
}

/** What of all this is said to anybody. A refusal is an answer as well. */
type Answers = { add: (answer: Promise<unknown>) => Promise<void>; text: () => string };

function answersOf(): Answers {
  const given: string[] = [];
  return {
    add: async (answer) => {
      const said = await answer.catch((err: unknown) => ({ err: String(err), ...(err as object) }));
      given.push(asText(said));
    },
    text: () => given.join("\n"),
  };
}

async function aPaidPage(answers: Answers, connectionId: string): Promise<void> {
  const { id: merchantId } = await aMerchant();
  await route(merchantId, "checkout", connectionId);
  const link = await aLink({ merchantId });
  const input = { token: link.token, locale: "en-GB", returnUrl: "https://pay.example/return" };
  await answers.add(openProviderPage({ ctx: customerOf(link.id), input }));
  await runUnprepared("UPDATE attempt SET asked_at = asked_at - interval '2 minutes' WHERE payment_id = $1", [
    link.id,
  ]);
  await answers.add(resolveAttempts({ ctx: job() }));
  const detail = await getPayment({ ctx: admin, input: { id: link.id } });
  await answers.add(Promise.resolve(detail));
  await answers.add(unansweredAttempts(detail.attempts, new Date(Date.now() + 86_400_000)));
}

async function anAgreement(answers: Answers, connectionId: string): Promise<void> {
  const { merchantId, policyId, methodId } = await anInsurer({ billing: { currency: "GBP" } });
  await assignPaymentMethod({ ctx: admin, input: { id: policyId, payment_method_id: methodId } });
  await route(merchantId, "policy", connectionId);
  const { linkToken } = await requestMandate({ ctx: admin, input: { policyId } });
  const page = await getMandatePage({ linkToken, now: new Date() });
  if (!page) throw new Error("the link opens nothing");
  const returnUrl = "https://pay.example/return";
  const ctx = mandateCtx(page, page.moment);
  await answers.add(openMandatePage({ ctx, input: { page, locale: "en-GB", returnUrl } }));
  await answers.add(mandateStanding({ ctx: admin, input: { policyId } }));
}

async function csv(): Promise<string> {
  const { search } = parsePaymentSearch(new URLSearchParams());
  const chunks = await exportPayments({
    ctx: admin,
    input: { search, timeZone: "UTC", stillMay: async () => true },
  });
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

it.each(PROVIDERS.flatMap((each) => [400, 401, 402, 422, 500].map((status) => ({ ...each, status }))))(
  "$name, answering $status, gets no key of ours into anything that is said or kept",
  async ({ name, field, key, status }) => {
    const said = listenToLog();
    const answers = answersOf();
    provider.refusing.status = status;
    const before = provider.refusing.asked;
    const [used, other, secret] = [key(), key(), `whsec_${random()}`];
    const id = await aConnection(name, field, used, secret);
    const connector = await connectorOf({ connectionId: id });
    const now = new Date();
    const about = { attemptId: newId(), now, currency: "GBP", amountMinor: 900n };

    const form = { id: newId(), provider: name, name: "Another", merchantId: null };
    await answers.add(connectProvider({ ctx: admin, input: { ...form, credentials: { [field]: other } } }));
    const rotated = { id, version: 1, credentials: { [field]: other } };
    await answers.add(rotateCredentials({ ctx: admin, input: rotated }));
    await answers.add(checkConnection({ ctx: admin, input: { id } }));
    await answers.add(ask(() => connector.refund({ ...about, chargeReference: "ch_1" })));
    const method = { type: "token", token: "cus_1/pm_1" } as const;
    const charge = { ...about, method, startedAt: now, offSession: true, savingMethod: false };
    await answers.add(ask(() => connector.charge(charge)));
    if (connector.hosted) await aPaidPage(answers, id);
    if (connector.mandates?.takes.includes("debit_order")) await anAgreement(answers, id);
    await runUnprepared("UPDATE connection SET events_polled_at = NULL WHERE id = $1", [id]);
    await answers.add(pollEvents({ ctx: job() }));
    const raw = { object: "refund", id: "re_1", resource_type: "payments", links: { payment: "PM1" } };
    const event = { eventId: newId(), type: "refund.updated", occurredAt: now, raw };
    await storeEvents(id, [event], "message");
    await answers.add(applyEvents({ ctx: job() }));
    const header = () => `t=1,v1=${secret},${secret}`;
    await answers.add(takeInMessage({ connection: id, body: Buffer.from(secret), header, now }));

    await answers.add(getConnection({ ctx: admin, input: { id } }));
    await answers.add(listConnections({ ctx: admin }));
    await answers.add(latestEvents({ ctx: admin, input: { connectionId: id, failedOnly: false } }));
    await answers.add(listAudit({ ctx: admin, input: ListAudit.parse({}) }));
    await answers.add(csv());

    expect(provider.refusing.asked - before).toBeGreaterThan(5);
    expect(said.length).toBeGreaterThan(0);
    for (const canary of [used, other, secret]) {
      expect(said.filter((line) => line.includes(canary))).toEqual([]);
      expect(
        answers
          .text()
          .split("\n")
          .filter((answer) => answer.includes(canary)),
      ).toEqual([]);
      expect(await tablesHolding(canary)).toEqual([]);
    }
  },
);
