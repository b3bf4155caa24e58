import { Ajv2020, type AnySchema, type ErrorObject } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { collectPayment } from "@/lib/policies/collection/collect-payment";
import { anInsurer, ask, type Insurer, jobAt, type WireBody } from "@/lib/policies/testing";
import { NEVER_SENT, SUBSCRIPTIONS } from "@/lib/policies/webhooks/subscriptions";
import { newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { fitting } from "../testing/arbitrary";
import type { JsonSchema } from "../to-json-schema";
import schemas from "./policy.json";

/** Requests generated from the original's schema of each body. */
const REQUESTS = 25;
const TIMEOUT_MS = 120_000;

type Name = keyof typeof schemas.operations;
type Described = { body?: JsonSchema; answers: Record<string, AnySchema> };

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "original", $defs: schemas.$defs as Record<string, AnySchema> });

let insurer: Insurer;
let paymentId: string;
let scheduledId: string;
let webhookId: string;
let queueEventId: string;
let mandateId: string;
/** Another one, of whom there is what the answers about the first do not expect. */
let payer: Insurer;
let batchId: string;

beforeAll(async () => {
  insurer = await anInsurer({
    bank: { bank: "fnb" },
    scopes: ["payments:read", "payments:write", "webhooks:manage"],
  });
  const { key, policyId, methodId: payment_method_id } = insurer;
  await ask(key, "PUT", `/policies/${policyId}/payment-method`, { payment_method_id });
  paymentId = String((await insurer.pay("successful", { billing_date: "2026-03-01" })).body.payment_id);
  scheduledId = String((await insurer.pay("pending", { billing_date: "2026-03-01" })).body.payment_id);
  webhookId = String((await ask(key, "POST", "/webhooks", WEBHOOK)).body.webhook_id);
  mandateId = String((await ask(key, "POST", MANDATES, mandateOf(policyId))).body.id);
  queueEventId = (await newDelivery({ endpointId: webhookId })).id;
  payer = await anInsurer();
  batchId = await handedOver(payer);
});

const WEBHOOK = {
  name: "Premiums",
  url: "https://93.184.216.34/premiums",
  subscriptions: ["payment_succeeded", "policy_cancelled"],
};

async function handedOver({ key, pay }: Insurer): Promise<string> {
  const { body: premium } = await pay("pending");
  await collectPayment({ ctx: LATER, paymentId: String(premium.payment_id), runId: newId() });
  const { body } = await ask(key, "GET", "/payment-batches");
  return String((body as unknown as WireBody[])[0]?.payment_batch_id);
}

const LATER = jobAt(new Date("2030-01-01"));
const MANDATES = "/payment-methods/debicheck-mandates";
const mandateOf = (policyId: string) => ({
  policyId,
  providerType: "external",
  debicheckAuthenticationType: "BATCH",
});

describe("requests of the policy door, generated from the original's own schemas", () => {
  const bodies: [Name, string, () => string, Record<string, unknown>][] = [
    ["POST /policyholders", "POST", (): string => "/policyholders", {}],
    ["PUT /policyholders", "PUT", (): string => "/policyholders", {}],
    [
      "PATCH /policyholders/{policyholder_id}",
      "PATCH",
      (): string => `/policyholders/${insurer.holderId}`,
      {},
    ],
    ["PATCH /policies/{policy_id}", "PATCH", (): string => `/policies/${insurer.policyId}`, {}],
    ["POST /policies/{policy_id}/billing", "POST", (): string => `/policies/${insurer.policyId}/billing`, {}],
    [
      "POST /policies/{policy_id}/reactivate",
      "POST",
      (): string => `/policies/${insurer.policyId}/reactivate`,
      {},
    ],
    [
      "POST /policies/{policy_id}/payments",
      "POST",
      (): string => `/policies/${insurer.policyId}/payments`,
      {},
    ],
    [
      "POST /policies/{policy_id}/payments/request-collection",
      "POST",
      (): string => `/policies/${insurer.policyId}/payments/request-collection`,
      { payment_date: "2099-06-01" },
    ],
    [
      "POST /policies/{policy_id}/payments/allocate-eft",
      "POST",
      (): string => `/policies/${insurer.policyId}/payments/allocate-eft`,
      { payment_date: "2026-03-01" },
    ],
    [
      "POST /scheduled-payments/{scheduled_payment_id}/reschedule",
      "POST",
      (): string => `/scheduled-payments/${scheduledId}/reschedule`,
      { scheduled_for: "2099-06-01" },
    ],
    [
      "POST /scheduled-payments/{scheduled_payment_id}/unschedule",
      "POST",
      (): string => `/scheduled-payments/${scheduledId}/unschedule`,
      {},
    ],
    ["PUT /payments/{payment_id}", "PUT", (): string => `/payments/${paymentId}`, {}],
    ["POST /payment-methods/debicheck-mandates", "POST", (): string => MANDATES, { policyId: "$POLICY" }],
    [
      "PATCH /payment-methods/debicheck-mandates/{mandate_id}",
      "PATCH",
      (): string => `${MANDATES}/${mandateId}`,
      { debicheckMandateId: "$MANDATE" },
    ],
    ["PATCH /payment-batches/{payment_batch_id}", "PATCH", (): string => `/payment-batches/${batchId}`, {}],
    ["POST /webhooks", "POST", (): string => "/webhooks", {}],
    ["PATCH /webhooks/{webhook_id}", "PATCH", (): string => `/webhooks/${webhookId}`, {}],
    ["POST /policies/lapse", "POST", (): string => "/policies/lapse", {}],
    ["POST /policies/cancel", "POST", (): string => "/policies/cancel", {}],
    ["POST /policies/{policy_id}/cancel", "POST", (): string => `/policies/${insurer.policyId}/cancel`, {}],
  ];
  it.each(bodies)(
    "%s is accepted, or refused by the names of its fields",
    async (name, method, path, right) => {
      const { body: schema } = schemas.operations[name] as unknown as Described;
      const ids = [insurer.policyId, insurer.methodId, newId()];
      const generated = fc.sample(fitting(inlined(schema ?? {}), ids), REQUESTS);
      for (const value of generated) {
        const sent = Array.isArray(value) ? value : { ...(value as object), ...right };
        const text = JSON.stringify(sent, (_, each: unknown) =>
          typeof each === "bigint" ? Number(each) : each,
        )
          .replace("$MANDATE", mandateId)
          .replace("$POLICY", insurer.policyId);
        const key = name.includes("batch") ? payer.key : insurer.key;
        const { status, body } = await ask(key, method, path(), text);
        expect([text, status]).toEqual([text, expect.toSatisfy((code) => [200, 400, 409].includes(code))]);
        if (status !== 400) continue;
        const { type, errors } = body.error ?? { type: "none", errors: [] };
        expect([text, type, errors.length > 0]).toEqual([text, "validation_error", true]);
      }
    },
    TIMEOUT_MS,
  );

  it.each([
    [
      "POST /policies/{policy_id}/payments/request-collection",
      "request-collection",
      { payment_date: "2099-06-01T00:00:00.000Z" },
    ],
    [
      "POST /policies/{policy_id}/payments/allocate-eft",
      "allocate-eft",
      {
        payment_date: "2026-03-01T00:00:00.000Z",
        proof_of_payment: {
          file_name: "p.txt",
          file_type: "text/plain",
          description: "Proof",
          file_base64: "UGFpZA==",
        },
      },
    ],
  ] as const)("%s takes what the original takes, and answers as it does", async (name, last, more) => {
    const one = await anInsurer();
    const sent = { amount: 10_000, description: "Missed premium", payment_method_id: one.methodId, ...more };
    const { body: schema } = schemas.operations[name] as unknown as Described;
    expect(ajv.validate(resolved(schema ?? {}), sent)).toBe(true);
    const { status, body } = await ask(one.key, "POST", `/policies/${one.policyId}/payments/${last}`, sent);
    expect(status).toBe(200);
    const differences = differencesOf(name, body, "payment");
    expect(differences.filter((each) => !each.endsWith("is null"))).toEqual([]);
  });
});

describe("batches and external types, as the original has them", () => {
  it("answer in its shape", async () => {
    const { key, holderId } = payer;
    const external = { type: "external", payment_method_key: "wallet" };
    await ask(key, "POST", `/policyholders/${holderId}/payment-methods`, external);
    const types = await ask(key, "GET", "/payment-methods/external-types");
    expect(types.body).toHaveLength(1);
    expect(differencesOf("GET /payment-methods/external-types", types.body, "type")).toEqual([]);
    const accepted = { status: "accepted", failure_reason: "" };
    const batch = `/payment-batches/${await handedOver(payer)}`;
    for (const [method, body] of [["GET"], ["PATCH", accepted], ["PATCH", accepted]] as const) {
      const answer = await ask(key, method, batch, body);
      const name = "PATCH /payment-batches/{payment_batch_id}";
      expect([answer.status, differencesOf(name, answer.body, "batch")]).toEqual([200, []]);
    }
    // Long past a late return.
    const failed = await ask(key, "PATCH", batch, { status: "failed", failure_reason: "Failed validation" });
    expect([failed.status, failed.body.error?.type]).toEqual([409, "conflict_error"]);
  });
});

describe("webhooks, as the original has them", () => {
  it("are made and retried with answers of its shape, whatever is asked for of its subscriptions", async () => {
    const made = await ask(insurer.key, "POST", "/webhooks", WEBHOOK);
    expect(differencesOf("POST /webhooks", made.body, "webhook")).toEqual([]);
    const retried = await ask(insurer.key, "POST", `/webhook-queue-events/${queueEventId}/retry`);
    const name = "POST /webhook-queue-events/{webhook_queue_event_id}/retry";
    expect([retried.status, differencesOf(name, retried.body, "event")]).toEqual([200, []]);
  });

  it("know every subscription: it is sent, or refused by its name", () => {
    const documented = schemas.$defs["webhook-subscription-event"].enum;
    expect([...SUBSCRIPTIONS, ...NEVER_SENT].sort()).toEqual([...documented].sort());
  });
});

/** Where an answer is not what the original's schema says, in words; each once, in order. */
function differencesOf(name: Name, body: unknown, of: string): string[] {
  const { answers } = schemas.operations[name] as unknown as Described;
  const validate = ajv.compile(resolved(answers[200] ?? {}));
  if (validate(body)) return [];
  const words = (validate.errors ?? []).flatMap((error) => worded(error, body, of));
  return [...new Set(words)].sort();
}

function worded({ instancePath, keyword, params }: ErrorObject, body: unknown, of: string): string[] {
  const path = instancePath.split("/").slice(1);
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], body);
  const shown = path.map((part) => (/^\d+$/.test(part) ? "*" : part));
  const at = [of, ...(shown[0] === "*" ? shown.slice(1) : shown)].join("/");
  if (keyword === "required")
    return [`${at} lacks ${(params as { missingProperty: string }).missingProperty}`];
  if (keyword === "oneOf" || keyword === "anyOf") return [];
  if (value === null) return [`${at} is null`];
  return [
    keyword === "type" ? `${at} is no ${(params as { type: string }).type}` : `${at} breaks ${keyword}`,
  ];
}

/** A schema of the extract, with its references where they are found. */
function resolved(schema: AnySchema): AnySchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"original#/$defs/')) as AnySchema;
}

/** The same with what it refers to in its place, for the generator. */
function inlined(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
    const name = String(value.$ref).split("/").at(-1) as keyof typeof schemas.$defs;
    return inlined(schemas.$defs[name] as JsonSchema);
  }) as JsonSchema;
}
