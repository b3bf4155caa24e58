import type { Scope } from "@/lib/auth/permissions";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId, spellId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { checkoutDoor } from "./door";

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
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as WireBody,
  };
}
