import { contextOf } from "@/lib/auth/testing/contexts";
import { newId } from "@/lib/ids";
import { invitePerson } from "@/lib/team/invite-person";
import type { Stage } from "../stage";
import { submitCard } from "../submit-card";

const CHALLENGED_CARD = "4000000000003220";
const PAYING_CARD = "4242424242424242";

/** An address for each page whose path has a parameter, and more than one where a page has very different states. */
export async function sampleAddresses(url: string, stage: Stage): Promise<Record<string, string[]>> {
  const [open, challenged, paid] = await Promise.all([1, 2, 3].map(() => newLink(url, stage.apiKey)));
  if (!open || !challenged || !paid) throw new Error("no link was made");
  await submitCard(challenged.paymentUrl, CHALLENGED_CARD);
  await submitCard(paid.paymentUrl, PAYING_CARD);
  const invited = await invitePerson({
    ctx: contextOf("owner"),
    input: { id: newId(), email: "ines@example.com", role: "viewer" },
  });
  return {
    "/pay/[token]": [open.path, paid.path],
    "/pay/[token]/challenge": [`${challenged.path}/challenge`],
    "/checkout-links/[id]": [`/checkout-links/${paid.id}`],
    "/payments/[id]": [`/payments/${paid.id}`],
    // In the log by now: the cards were submitted since.
    "/requests/[id]": [`/requests/${open.requestId}`],
    "/settings/merchants/[id]": [`/settings/merchants/${stage.merchantId}`],
    "/setup/[token]": [`/setup/${invited.token}`],
    "/no-access": ["/no-access?permission=payments%3Aread"],
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
  const { id, paymentUrl } = (await answer.json()) as { id: string; paymentUrl: string };
  const path = new URL(paymentUrl).pathname;
  return { id, path, paymentUrl: url + path, requestId: answer.headers.get("x-request-id") };
}
