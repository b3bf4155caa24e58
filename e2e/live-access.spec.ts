import { isFollowedQuery, type QueryName } from "@/lib/live/followed-queries";
import { may, type Permission, ROLES } from "@/lib/verb/permissions";
import { newLink } from "./checkout";
import { expect, test } from "./fixtures";

/** What each query's page asks of whoever opens it. */
const READ_BY: Record<QueryName, Permission | null> = {
  overview: "payments:read",
  payments: "payments:read",
  payment: "payments:read",
  "checkout-links": "payments:read",
  "checkout-link": "payments:read",
  customers: "customers:read",
  people: "payments:read",
  person: "payments:read",
  policies: "policies:read",
  policy: "policies:read",
  policyholders: "policies:read",
  policyholder: "policies:read",
  "product-modules": "policies:read",
  "product-module": "product-modules:manage",
  retries: "payments:read",
  referrals: "referrals:read",
  referral: "referrals:read",
  "referral-reports": "referrals:read",
  partners: "referrals:read",
  partner: "referrals:read",
  commissions: "referrals:read",
  payouts: "referrals:read",
  payout: "referrals:read",
  merchants: "merchants:read",
  merchant: "merchants:read",
  connectors: "connectors:read",
  accounts: "connectors:read",
  imports: "payments:create",
  import: "payments:read",
  requests: "requests:read",
  request: "requests:read",
  "idempotency-key": "requests:read",
  account: null,
  team: "team:read",
  keys: "keys:read",
  providers: "providers:read",
  provider: "providers:read",
  clock: "clock:advance",
  audit: "audit:read",
  endpoints: "webhooks:read",
  endpoint: "webhooks:read",
  deliveries: "webhooks:read",
  delivery: "webhooks:read",
};

/** What has no payment's id. */
const NOT_FOUND: readonly string[] = [
  ...[
    "person",
    "policy",
    "policyholder",
    "product-module",
    "referral",
    "partner",
    "payout",
    "merchant",
    "import",
    "request",
    "provider",
    "endpoint",
    "delivery",
  ],
];

test("every query answers those its page is for, and nobody else; so does its stream", async ({
  asking,
  request,
  apiKey,
}) => {
  const { id } = await newLink(request, apiKey);
  const nobody = await asking("nobody");
  const people = await Promise.all(ROLES.map(async (role) => ({ role, ask: await asking(role) })));
  for (const [name, permission] of Object.entries(READ_BY)) {
    const address = `/api/queries/${name}?id=${id}`;
    const stream = `/api/live/queries/${name}`;
    const followed = isFollowedQuery(name);
    const withKey = { headers: { authorization: `Bearer ${apiKey}` } };
    const refused = [address, ...(followed ? [stream] : [])].flatMap((path) =>
      [undefined, withKey].map(async (sent) =>
        expect([path, (await nobody(path, sent)).status]).toEqual([path, 401]),
      ),
    );
    const asked = people.map(async ({ role, ask }) => {
      const allowed = permission === null || may({ type: "user", id: "", label: role, role }, permission);
      const found = NOT_FOUND.includes(name) ? 404 : 200;
      expect([name, role, (await ask(address)).status]).toEqual([name, role, allowed ? found : 403]);
      // A stream that is allowed does not end, which is for the other tests here.
      if (!allowed && followed)
        expect([stream, role, (await ask(stream)).status]).toEqual([stream, role, 403]);
    });
    await Promise.all([...refused, ...asked]);
  }
  expect((await people[0]?.ask("/api/queries/nothing"))?.status).toBe(404);
});

test("nobody follows a payment who is not signed in", async ({ request, apiKey, asking }) => {
  const link = await newLink(request, apiKey);
  const nobody = await asking("nobody");
  expect((await nobody(`/api/live/payments/${link.id}`)).status).toBe(401);
  const withKey = { headers: { authorization: `Bearer ${apiKey}` } };
  expect((await nobody(`/api/live/payments/${link.id}`, withKey)).status).toBe(401);
  const viewer = await asking("viewer");
  expect((await viewer("/api/live/payments/pay_00000000000000000000000000")).status).toBe(404);
});
