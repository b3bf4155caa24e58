import { contextOf } from "@/lib/auth/testing/contexts";
import type { TokenizedCard } from "@/lib/connectors/typed-card/typed-card";
import { createCustomer } from "@/lib/customers/create-customer";
import { checkoutDoor } from "@/lib/doors/checkout";
import { newId, spellId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import type { CHECKOUT_CURRENCIES } from "@/lib/money/checkout-currencies";
import type { Ctx } from "@/lib/verb/context";
import type { Scope } from "@/lib/verb/permissions";
import { createCheckoutPayment } from "./create-checkout-payment";

/** Whatever the door may answer; a test says what it expects. */
export interface WireBody {
  [other: string]: unknown;
  id?: string;
  status?: string;
  error?: string;
  message?: string;
  code?: string;
  paymentUrl?: string;
  createdAt?: string;
  expiresAt?: string;
  errors?: { field: string; message: string; code: string }[];
  data?: { id: string }[];
  pagination?: { limit: number; offset: number; total: number };
}

/** A merchant of its own and a key that opens the door for it, for one test. */
export async function aMerchant({ limitMinor = 500_000n }: { limitMinor?: bigint } = {}) {
  const id = newId();
  await createMerchant({
    ctx: contextOf("admin"),
    input: {
      id,
      name: "Lakeside Ceramics",
      logoColor: "#1f4d46",
      defaultCurrency: "EUR",
      paymentLimit: limitMinor,
    },
  });
  return { id, publicId: spellId("mer", id) };
}

export async function aKey(
  merchantId: string | null,
  scopes: Scope[] = ["payments:read", "payments:write"],
): Promise<string> {
  const { secret } = await createKey({
    ctx: contextOf("admin"),
    input: { id: newId(), name: "Shop", scopes, merchantId },
  });
  if (!secret) throw new Error("a new key has a secret");
  return secret;
}

/** Asks the door as a client would: through Request and Response. */
export async function ask(
  secret: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: HeadersInit = {},
) {
  const response = await checkoutDoor(
    new Request(`http://localhost${path}`, {
      method,
      headers: {
        ...(secret && { Authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === "" ? {} : JSON.parse(text)) as WireBody,
  };
}

/** A link to pay, made by an operator. */
export async function aLink({
  amount = 4900n,
  currency = "EUR",
  expiresIn,
  withCustomer = false,
  customerId,
  merchantId,
}: {
  amount?: bigint;
  currency?: (typeof CHECKOUT_CURRENCIES)[number];
  expiresIn?: number;
  withCustomer?: boolean;
  customerId?: string;
  merchantId?: string;
} = {}) {
  const merchant = merchantId ?? (await aMerchant()).id;
  const ctx = contextOf("operator");
  const customer = withCustomer
    ? (
        await createCustomer({
          ctx,
          input: { name: "Ana Ruiz", email: "ana@example.com", merchantId: merchant },
        })
      ).id
    : customerId;
  const { payment } = await createCheckoutPayment({
    ctx,
    input: {
      amount,
      currency,
      merchantId: merchant,
      customerId: customer,
      savePaymentMethod: customer !== undefined,
      expiresIn,
    },
  });
  return payment;
}

/** Whoever holds the link of one payment. */
export function customerOf(paymentId: string, now = new Date()): Ctx {
  return {
    actor: { type: "customer", id: paymentId, label: "Customer", paymentId },
    requestId: newId(),
    now,
  };
}

/** A card the sandbox answers as the token says. */
export function cardOf(token: string): TokenizedCard {
  return { token, brand: "visa", last4: "4242", expiryMonth: 12, expiryYear: 2040 } as TokenizedCard;
}
