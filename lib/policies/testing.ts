import { contextOf } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { policyDoor } from "@/lib/doors/policies";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import type { Scope } from "@/lib/verb/permissions";
import type { PolicyPaymentStatus } from "./enums";

/** Whatever the door may answer; a test says what it expects. */
export interface WireBody {
  [other: string]: unknown;
  payment_id?: string;
  payment_method_id?: string;
  status?: string;
  failure_reason?: string | null;
  retry_of?: string | null;
  retry_number?: number;
  banv_status?: string | null;
  blocked_reason?: string | null;
  error?: {
    type: string;
    message: string;
    more_info: string;
    trace_id: string;
    errors: { path: string; message: string }[];
  };
}

/** Asks the door as a client would: through Request and Response, with HTTP Basic. */
export async function ask(
  secret: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: HeadersInit = {},
) {
  const response = await policyDoor(
    new Request(`http://localhost/v1/insurance${path}`, {
      method,
      headers: {
        ...(secret && { Authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` }),
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
    text,
    body: (text === "" ? null : JSON.parse(text)) as WireBody,
  };
}

export const BANK = {
  account_holder: "Thandi Nkosi",
  bank: "First Bank",
  branch_code: "250655",
  account_number: "62001234567890",
  account_type: "cheque",
};

export const CHARGES = [
  { type: "fixed", name: "Policy fee", description: "", amount: 250 },
  { type: "variable", name: "Broker", description: "", amount: 0.15 },
  { type: "balance", name: "Risk premium", description: "" },
];

/** An insurer of its own: a key, a product module, a policyholder, a verified debit order and an active policy. */
export async function anInsurer({
  billing = {},
  bank = {},
  scopes = ["payments:read", "payments:write"],
}: {
  billing?: Record<string, unknown>;
  bank?: Record<string, unknown>;
  scopes?: Scope[];
} = {}) {
  const merchant = await aMerchant();
  const writes = scopes.includes("payments:write");
  const writer = await aKey(merchant.id, writes ? scopes : undefined);
  const key = writes ? writer : await aKey(merchant.id, scopes);
  const made = async (path: string, body: unknown) => {
    const answer = await ask(writer, "POST", path, body);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.text}`);
    return answer.body;
  };
  const module = await made("/product-modules", { key: "funeral", name: "Funeral", settings: { billing } });
  const holder = await made("/policyholders", {
    type: "individual",
    id: { type: "id", number: "8001015009087", country: "ZA" },
    first_name: "Thandi",
    last_name: "Nkosi",
  });
  const method = await made(`/policyholders/${holder.policyholder_id}/payment-methods`, {
    type: "debit_order",
    bank_details: { ...BANK, ...bank },
  });
  await made(`/payment-methods/${method.payment_method_id}/manual-verify`, {});
  const policy = await made("/policies", {
    policyholder_id: holder.policyholder_id,
    product_module_id: module.product_module_id,
    package_name: "Family",
    monthly_premium: 18_000,
    billing_day: 1,
    billing_frequency: "monthly",
    start_date: "2026-01-01",
    charges: CHARGES,
  });
  const insurer = {
    merchantId: merchant.id,
    key,
    moduleId: String(module.product_module_id),
    holderId: String(holder.policyholder_id),
    methodId: String(method.payment_method_id),
    policyId: String(policy.policy_id),
  };
  return { ...insurer, ...asking(insurer) };
}
export type Insurer = Awaited<ReturnType<typeof anInsurer>>;

function asking({ key, policyId, methodId }: { key: string; policyId: string; methodId: string }) {
  const body = (status: PolicyPaymentStatus, more: Record<string, unknown> = {}) =>
    without({
      status,
      payment_method_id: methodId,
      payment_type: "premium",
      premium_type: "recurring",
      payment_date: "2026-03-01",
      collection_type: "debit_order_two_day",
      amount: 18_000,
      description: "March premium",
      ...(status === "failed" && {
        finalized_at: "2026-03-02T08:00:00.000Z",
        failure_reason: "Insufficient funds",
        failure_action: "block_retry",
      }),
      ...(status === "successful" && { finalized_at: "2026-03-02T08:00:00.000Z" }),
      ...more,
    });
  return {
    /** A body that is right for its status. What `more` sets to undefined is left out. */
    body,
    pay: (status: PolicyPaymentStatus, more: Record<string, unknown> = {}, query = "") =>
      ask(key, "POST", `/policies/${policyId}/payments${query}`, body(status, more)),
    update: (id: string | undefined, change: Record<string, unknown>, query = "") =>
      ask(key, "PUT", `/payments/${id}${query}`, { payment_id: id, ...change }),
    method: async () => {
      const { body: methods } = await ask(key, "GET", "/payment-methods");
      return (methods as unknown as WireBody[]).find((each) => each.payment_method_id === methodId) ?? {};
    },
    payments: async (query = "?page_size=100") =>
      (await ask(key, "GET", `/policies/${policyId}/payments${query}`)).body as unknown as WireBody[],
  };
}

function without(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** A background job at some time. */
export function jobAt(now: Date): Ctx {
  return { actor: { type: "job", id: "test", label: "test" }, requestId: newId(), now };
}

export { contextOf };
