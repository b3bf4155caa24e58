import { type APIRequestContext, expect } from "@playwright/test";
import { aConnector } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import type { PaymentCategory, PaymentDirection } from "@/lib/payments/category";
import { newLink } from "./checkout";
import { aPolicy } from "./policies";
import { aProgramme } from "./referral-programme";

/** No other test uses it, so that the overview's sums are those of the payments made here. */
export const CURRENCY = "AUD";

interface PaymentType {
  /** What it is called wherever a person reads of it. */
  what: string;
  direction: PaymentDirection;
  /** Its amount without a sign, and each type's another. */
  amount: string;
  /** Makes one, and gives what it is found by. */
  make: (doors: Doors) => Promise<string>;
}

/** Every type of payment of every kind: a new one has no place in the console until it stands here. */
export const PAYMENT_TYPES: Record<PaymentCategory, PaymentType> = {
  checkout: { what: "Checkout", direction: "in", amount: "49.01", make: paidLink },
  premium: {
    ...{ what: "Premium", direction: "in", amount: "18.02" },
    make: ofPolicy({ payment_type: "premium", premium_type: "recurring", amount: 1_802 }),
  },
  claim_payout: {
    ...{ what: "Claim payout", direction: "out", amount: "120.03" },
    make: ofPolicy({ payment_type: "claim_payout", amount: 12_003 }),
  },
  premium_refund: {
    ...{ what: "Premium refund", direction: "out", amount: "9.04" },
    make: ofPolicy({ payment_type: "premium_refund", amount: -904 }),
  },
  reversal: {
    ...{ what: "Reversal", direction: "out", amount: "18.05" },
    make: ofPolicy({ payment_type: "reversal", premium_type: "recurring", amount: -1_805 }),
  },
  other: {
    ...{ what: "Other policy payment", direction: "unknown", amount: "7.06" },
    make: ofPolicy({ payment_type: "other", amount: 706 }),
  },
  referral: { what: "Referral payment", direction: "in", amount: "50.00", make: referred },
  pay_in: {
    ...{ what: "Provider’s payment", direction: "in", amount: "13.07" },
    make: ofProvider({ type: "PAY-IN", amount: 1_307 }),
  },
  payout: {
    ...{ what: "Provider’s payout", direction: "out", amount: "13.08" },
    make: ofProvider({ type: "PAYOUT", amount: 1_308 }),
  },
  transfer: {
    ...{ what: "Provider’s transfer", direction: "between", amount: "13.09" },
    make: ofProvider({ type: "TRANSFER", amount: 1_309 }),
  },
  unknown: {
    ...{ what: "Provider’s other payment", direction: "unknown", amount: "13.10" },
    make: ofProvider({ type: "OTHER", amount: 1_310 }),
  },
};

interface Doors {
  request: APIRequestContext;
  apiKey: string;
  policy: Awaited<ReturnType<typeof aPolicy>>;
  connectorID: string;
}

/** What payments of every type are made with, for one merchant. */
export async function openDoors(
  request: APIRequestContext,
  apiKey: string,
  merchantId: string,
): Promise<Doors> {
  const policy = await aPolicy(merchantId, undefined, { currency: CURRENCY });
  return { request, apiKey, policy, connectorID: await aConnector() };
}

async function paidLink({ request, apiKey }: Doors): Promise<string> {
  const reference = `Order ${newId()}`;
  const link = await newLink(request, apiKey, { amount: "49.01", currency: CURRENCY, reference });
  const form = { method: "card", number: "4242424242424242", expiry: "12/34", cvc: "123" };
  const answer = await request.post(`${link.url}/submit`, { form, maxRedirects: 0 });
  expect(answer.status(), await answer.text()).toBeLessThan(400);
  return reference;
}

function ofPolicy(body: { payment_type: string; premium_type?: string; amount: number }) {
  return async ({ request, apiKey, policy }: Doors): Promise<string> => {
    const description = `Note ${newId()}`;
    const now = new Date().toISOString();
    const answer = await request.post(`/v1/insurance/policies/${policy.id}/payments`, {
      headers: { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` },
      data: {
        ...{ status: "successful", payment_method_id: policy.methodId, payment_date: now, finalized_at: now },
        ...{ collection_type: "debit_order_two_day", description, ...body },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return description;
  };
}

async function referred({ request, apiKey }: Doors): Promise<string> {
  const { payers } = await aProgramme(request, apiKey, CURRENCY.toLowerCase());
  return payers[0];
}

function ofProvider(body: { type: string; amount: number }) {
  return async ({ request, apiKey, connectorID }: Doors): Promise<string> => {
    const reference = `ref-${newId()}`;
    const answer = await request.post("/api/payments/payments", {
      headers: { authorization: `Bearer ${apiKey}` },
      data: {
        ...{ reference, connectorID, createdAt: new Date().toISOString(), asset: `${CURRENCY}/2` },
        ...{ scheme: "visa", status: "SUCCEEDED", ...body },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return reference;
  };
}
