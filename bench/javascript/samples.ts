import { contextOf } from "@/lib/auth/testing/contexts";
import { forgetConnections } from "@/lib/connectors/connection";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { requestMandate } from "@/lib/policies/mandates/request-mandate";
import { looksSignedIn, looksSignedOut } from "../../e2e/looks/page-addresses";
import type { SampleDeployment } from "../../e2e/looks/sample-deployment";
import { submitCard } from "../submit-card";

const CHALLENGED_CARD = "4000000000003220";
const PAYING_CARD = "4242424242424242";

/**
 * An address for each page whose path has a parameter, and more than one where a page has very different states: those that
 * the browser tests look at, and the hosted page's.
 */
export async function sampleAddresses({
  server: { url },
  apiKey,
  invitation,
}: SampleDeployment): Promise<Record<string, string[]>> {
  const [open, challenged, paid] = await Promise.all([1, 2, 3].map(() => newLink(url, apiKey)));
  if (!open || !challenged || !paid) throw new Error("no link was made");
  await submitCard(challenged.paymentUrl, CHALLENGED_CARD);
  await submitCard(paid.paymentUrl, PAYING_CARD);
  const looks = Object.entries({ ...(await looksSignedIn()), ...looksSignedOut(invitation) });
  return {
    ...Object.fromEntries(looks.map(([route, each]) => [route, each.map(({ at }) => at)])),
    "/mandate/[token]": [await mandateLink()],
    "/pay/[token]": [open.path, paid.path],
    "/pay/[token]/challenge": [`${challenged.path}/challenge`],
  };
}

async function newLink(url: string, apiKey: string) {
  const answer = await fetch(`${url}/v0/payments`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ amount: "49.00", currency: "GBP", reference: "Order 1187" },
      lineItems: [{ description: "Annual membership", amount: "49.00" }],
    }),
  });
  const { paymentUrl } = (await answer.json()) as { paymentUrl: string };
  const path = new URL(paymentUrl).pathname;
  return { path, paymentUrl: url + path };
}

/** The link by which a policyholder of the sample data agrees to debits through a provider, which is not asked for it. */
async function mandateLink(): Promise<string> {
  const connectionId = newId();
  await runUnprepared(
    `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
     VALUES ($1, 'gocardless', 'Debits', false, 'CR0001', now(), now())`,
    [connectionId],
  );
  const [policy] = await runUnprepared<{ id: string; merchantId: string }>(
    `SELECT p.id, p.merchant_id AS "merchantId" FROM policy p JOIN policy_payment_method m ON m.id = p.payment_method_id
     WHERE m.type = 'debit_order' ORDER BY p.id LIMIT 1`,
    [],
  );
  if (!policy) throw new Error("the sample data has no policy that is paid by debit order");
  await runUnprepared(
    `INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
     VALUES ($1, 0, $2, 'policy', $3, now())`,
    [newId(), policy.merchantId, connectionId],
  );
  forgetConnections();
  const { linkToken } = await requestMandate({ ctx: contextOf("owner"), input: { policyId: policy.id } });
  return `/mandate/${linkToken}`;
}
