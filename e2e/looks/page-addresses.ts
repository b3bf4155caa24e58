import { runUnprepared } from "@/lib/db/sql";
import { type IdPrefix, spellId } from "@/lib/ids";
import { SHOPS } from "@/lib/sample/shops";
import { IDEMPOTENCY_KEY } from "./sample-deployment";

/** An address of a page, and what it shows where a page has very different states. */
export interface Look {
  at: string;
  of?: string;
}

/** Pages whose own tests look at them: they are no pages of the console, and have states of their own. */
export const LOOKED_AT_ELSEWHERE: Record<string, string> = {
  "/docs": "docs.spec.ts",
  "/mandate/[token]": "stripe.spec.ts",
  "/pay/[token]": "the walk through the hosted page's states",
  "/pay/[token]/challenge": "the walk through the hosted page's states",
};

/** Pages that nobody has to sign in for. */
export const looksSignedOut = (invitation: string): Record<string, Look[]> => ({
  "/sign-in": [{ at: "/sign-in" }],
  "/two-factor": [{ at: "/two-factor" }],
  "/setup/[token]": [
    { at: `/setup/${invitation}`, of: "joining" },
    { at: "/setup/spent", of: "spent" },
  ],
});

/** Where each page of the console is looked at in the sample data. A new page fails the test until it stands here. */
export async function looksSignedIn(): Promise<Record<string, Look[]>> {
  const payment = (condition: string) => theId(`payment WHERE ${condition}`, "pay");
  const failed = await payment("category = 'premium' AND status = 'failed'");
  const disputed = await payment("kind = 'checkout' AND status LIKE 'dispute%'");
  const customer = await theId(
    "customer WHERE person_id IS NULL AND id IN (SELECT customer_id FROM payment)",
  );
  const [one, other] = await twoCustomers();
  return {
    "/": [{ at: "/" }],
    "/checkout-links": [{ at: "/checkout-links" }],
    "/checkout-links/[id]": [
      { at: `/checkout-links/${await payment("kind = 'checkout' AND status = 'pending'")}` },
    ],
    "/checkout-links/new": [{ at: "/checkout-links/new" }],
    "/commissions": [{ at: "/commissions" }],
    "/connectors": [{ at: "/connectors" }],
    "/connectors/accounts": [{ at: "/connectors/accounts" }],
    "/connectors/import": [{ at: "/connectors/import" }],
    "/connectors/import/[id]": [{ at: `/connectors/import/${await theId("payment_import")}` }],
    "/customers": [{ at: "/customers" }],
    "/customers/new": [{ at: "/customers/new" }],
    "/no-access": [{ at: "/no-access?permission=payments%3Aread" }],
    "/partners": [{ at: "/partners" }],
    "/partners/[id]": [{ at: `/partners/${await theId("partner", "ptr")}` }],
    "/people": [{ at: "/people?q=an" }],
    "/people/[type]/[id]": [{ at: `/people/customer/${customer}` }],
    "/people/[type]/[id]/merge": [{ at: `/people/customer/${one}/merge?with=customer:${other}` }],
    "/payments": [{ at: "/payments" }, { at: "/payments?q=nobody-has-this-name&status=failed", of: "none" }],
    "/payments/[id]": [
      { at: `/payments/${await payment("kind = 'checkout' AND refunded_minor > 0")}`, of: "refunded" },
      { at: `/payments/${disputed}`, of: "disputed" },
      { at: `/payments/${failed}`, of: "failed-premium" },
      { at: `/payments/${await payment("category = 'claim_payout'")}`, of: "claim" },
      { at: `/payments/${await payment("category = 'referral'")}`, of: "referral" },
      { at: `/payments/${await payment("category = 'payout'")}`, of: "provider" },
    ],
    "/payouts": [{ at: "/payouts" }],
    "/payouts/[id]": [{ at: `/payouts/${await theId("payout_run", "run")}` }],
    "/policies": [{ at: "/policies" }],
    "/policies/[id]": [{ at: `/policies/${await theId("policy")}` }],
    "/policies/[id]/record": [{ at: `/policies/${await theId("policy")}/record` }],
    "/policies/holders": [{ at: "/policies/holders" }],
    "/policies/holders/[id]": [{ at: `/policies/holders/${await theId("policyholder")}` }],
    "/policies/holders/new": [{ at: "/policies/holders/new" }],
    "/policies/new": [{ at: "/policies/new" }],
    "/policies/product-modules": [{ at: "/policies/product-modules" }],
    "/policies/product-modules/[id]": [{ at: `/policies/product-modules/${await theId("product_module")}` }],
    "/policies/product-modules/new": [{ at: "/policies/product-modules/new" }],
    "/referrals": [{ at: "/referrals" }],
    "/referrals/[id]": [{ at: `/referrals/${await theId("referral", "ref")}` }],
    "/referrals/record": [{ at: "/referrals/record" }],
    "/referrals/reports": [{ at: "/referrals/reports" }],
    "/requests": [{ at: "/requests" }],
    "/requests/[id]": [{ at: `/requests/${await theId("request_log")}` }],
    "/requests/idempotency": [{ at: `/requests/idempotency?key=${IDEMPOTENCY_KEY}` }],
    "/retries": [{ at: "/retries" }],
    "/settings/account": [{ at: "/settings/account" }],
    "/settings/audit": [{ at: "/settings/audit" }],
    "/settings/clock": [{ at: "/settings/clock" }],
    "/settings/keys": [{ at: "/settings/keys" }],
    "/settings/merchants": [{ at: "/settings/merchants" }],
    "/settings/merchants/[id]": [{ at: `/settings/merchants/${spellId("mer", SHOPS[0].merchantId)}` }],
    "/settings/providers": [{ at: "/settings/providers" }],
    "/settings/providers/[id]": [{ at: `/settings/providers/${await theId("connection", "con")}` }],
    "/settings/team": [{ at: "/settings/team" }],
    "/webhooks": [{ at: "/webhooks" }],
    "/webhooks/[id]": [{ at: `/webhooks/${await theId("webhook_endpoint", "we")}` }],
    "/webhooks/[id]/edit": [{ at: `/webhooks/${await theId("webhook_endpoint", "we")}/edit` }],
    "/webhooks/deliveries": [{ at: "/webhooks/deliveries" }],
    "/webhooks/deliveries/[id]": [{ at: `/webhooks/deliveries/${await theId("webhook_delivery", "wd")}` }],
    "/webhooks/events": [{ at: "/webhooks/events" }],
    "/webhooks/new": [{ at: "/webhooks/new" }],
  };
}

/** The id of the newest row of a table, as addresses spell it. */
async function theId(rows: string, prefix?: IdPrefix): Promise<string> {
  const [row] = await runUnprepared<{ id: string }>(`SELECT id FROM ${rows} ORDER BY id DESC LIMIT 1`, []);
  if (!row) throw new Error(`the sample data has no ${rows}`);
  return prefix ? spellId(prefix, row.id) : row.id;
}

/** Two people who pay the same merchant. */
async function twoCustomers(): Promise<string[]> {
  const rows = await runUnprepared<{ id: string }>(
    "SELECT id FROM customer WHERE merchant_id = $1 ORDER BY id LIMIT 2",
    [SHOPS[0].merchantId],
  );
  return rows.map(({ id }) => id);
}
