import { beforeAll, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { runUnprepared } from "@/lib/db/sql";
import type { KeyedOperation } from "@/lib/http/operation";
import { readAnyId } from "@/lib/ids";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";
import { exampleRequest } from "./testing/example-request";
import { aWorld, type Variables, type World } from "./testing/world";

/** Two changes of one object, each of which leaves out what the other says. */
interface Twins {
  /** Where the object is, which both have read before either holds it. */
  table: string;
  changes: readonly [one: object, other: object];
  /** What the object shows of both, where that is not what was sent. */
  shown?: object;
  /** The address that shows it, where that is not the operation's own, or a body that changes nothing of it. */
  read?: { path?: string; body?: object };
  /** Whose line of the audit log names what changed, by its fields. */
  audited?: string;
}

const HOLDER = {
  type: "individual",
  id: { type: "id", number: "8001015009087", country: "ZA" },
  first_name: "Thandi",
  last_name: "Nkosi",
};
const RETRIES = { billing: { retryFailedPayments: { enabled: true, daysBetweenRetries: 7 } } };
const MANDATE = { debicheckMandateId: "$MANDATE_ID", status: "processing" };
const METADATA = [{ metadata: { one: "1" } }, { metadata: { other: "2" } }] as const;
const BOTH = { data: { metadata: { one: "1", other: "2" } } };

/** Operations that change a part of an object: what is left out stays as it is. */
const PARTIAL: Readonly<Record<string, Twins>> = {
  updateMerchant: {
    table: "merchant",
    changes: [{ name: "Twins" }, { paymentLimit: "7654.00" }],
    audited: "$MERCHANT_ID",
  },
  updateWebhookEndpoint: {
    table: "webhook_endpoint",
    changes: [{ url: "https://93.184.216.34/twins" }, { description: "Twins" }],
    audited: "$ENDPOINT_ID",
  },
  updatePolicyWebhook: {
    table: "webhook_endpoint",
    changes: [{ url: "https://93.184.216.34/twins" }, { name: "Twins" }],
    audited: "$WEBHOOK_ID",
  },
  updateCheckoutCustomer: {
    table: "customer",
    changes: [
      { name: "Twins", notificationSettings: { invoicePaid: false } },
      { taxId: "DE987654321", notificationSettings: { renewalReminder: false } },
    ],
    shown: {
      ...{ name: "Twins", taxId: "DE987654321" },
      notificationSettings: { invoiceIssued: true, invoicePaid: false, renewalReminder: false },
    },
  },
  updatePolicyholder: {
    table: "policyholder",
    changes: [{ email: "twins@example.com" }, { app_data: { twins: "2" } }],
  },
  upsertPolicyholder: {
    table: "policyholder",
    changes: [
      { ...HOLDER, email: "twins@example.org" },
      { ...HOLDER, app_data: { twins: "3" } },
    ],
    read: { body: HOLDER },
  },
  updatePolicy: { table: "policy", changes: [{ billing_day: 17 }, { app_data: { twins: "2" } }] },
  updateProductModule: { table: "product_module", changes: [{ name: "Twins" }, { settings: RETRIES }] },
  updateDebicheckMandate: {
    table: "mandate",
    changes: [
      { ...MANDATE, mandateReference: "Twin-1" },
      { ...MANDATE, mandateRequestIdentifier: "Twin-2" },
    ],
    shown: { mandate_reference: "Twin-1", mandate_request_identifier: "Twin-2" },
  },
  updateMetadataV1: {
    table: "payment",
    changes: [{ one: "1" }, { other: "2" }],
    shown: BOTH,
    read: { path: "/api/payments/payments/:id" },
  },
  updateMetadataV3: {
    table: "payment",
    changes: [{ one: "1" }, { other: "2" }],
    shown: BOTH,
    read: { path: "/api/payments/v3/payments/:id" },
  },
  updateBankAccountMetadataV1: {
    table: "connected_bank_account",
    changes: METADATA,
    shown: BOTH,
    read: { path: "/api/payments/bank-accounts/:id" },
  },
  updateBankAccountMetadataV3: {
    table: "connected_bank_account",
    changes: METADATA,
    shown: BOTH,
    read: { path: "/api/payments/v3/bank-accounts/:id" },
  },
};

/** Those that say all there is to what they change. */
const WHOLE: Readonly<Record<string, string>> = {
  updateConnectorConfigV3: "the name",
  updatePoolQueryV1: "the query",
  updatePoolQueryV3: "the query",
  rejectReferral: "the state",
  changePartnership: "the state",
  advanceTestClock: "the time",
  updatePolicyPayment: "the status, with its reason",
  updatePaymentBatch: "the status, with its reason",
  assignMethodToPolicy: "the method",
  setVerificationStatus: "the status, with its reason",
};

const CHANGING = operationsOf(DESCRIBED_DOORS).flatMap(({ door, operation }) =>
  operation.permission !== null && ["PATCH", "PUT"].includes(operation.method)
    ? [{ id: operation.id, tag: door.tag, operation }]
    : [],
);

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

it("covers every operation that changes an object, at every door", () => {
  const known = [...Object.keys(PARTIAL), ...Object.keys(WHOLE)];
  expect(CHANGING.map(({ id }) => id).toSorted()).toEqual(known.toSorted());
});

it.each(CHANGING.filter(({ id }) => PARTIAL[id]))(
  "$id keeps what a change at the same moment said, and audits each for itself",
  async ({ id, tag, operation }) => {
    const twins = PARTIAL[id];
    if (!twins) throw new Error("there are no twins");
    const variables = await world.variablesOf(tag);
    const before = twins.audited && (await auditedFields(filled(twins.audited, variables))).length;
    const statuses = await whileHeld(twins.table, () =>
      twins.changes.map((body) => statusOf(operation, variables, body)),
    );
    expect(statuses.map((status) => status >= 200 && status < 300)).toEqual([true, true]);
    const [one, other] = twins.changes;
    expect(await shownBy(operation, variables, twins)).toMatchObject(twins.shown ?? { ...one, ...other });
    if (!twins.audited) return;
    const audited = (await auditedFields(filled(twins.audited, variables))).slice(Number(before));
    expect(audited.toSorted()).toEqual([one, other].map((body) => Object.keys(body)).toSorted());
  },
);

/** Begins requests while nobody can lock or write a row of a table, and lets them go once each of them waits to. */
async function whileHeld(table: string, begin: () => Promise<number>[]): Promise<number[]> {
  const holder = await pool().connect();
  try {
    await holder.query("BEGIN");
    await holder.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
    const asked = begin();
    const waiting = async () => {
      const rows = await runUnprepared(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        [],
      );
      return rows.length;
    };
    await vi.waitFor(async () => expect(await waiting()).toBe(asked.length), { timeout: 10_000 });
    await holder.query("COMMIT");
    return await Promise.all(asked);
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
  }
}

const filled = (text: string, variables: Variables) =>
  text.replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? "");

async function ask(operation: KeyedOperation, variables: Variables, body?: object): Promise<Response> {
  const request = exampleRequest(operation, variables, {
    secret: variables.API_KEY ?? world.key,
    ...(body && { body: filled(JSON.stringify(body), variables) }),
  });
  const response = await doorAt(operation.path)?.handle(request);
  if (!response) throw new Error(`${operation.path} is at no door`);
  return response;
}

async function statusOf(operation: KeyedOperation, variables: Variables, body: object): Promise<number> {
  return (await ask(operation, variables, body)).status;
}

async function shownBy(operation: KeyedOperation, variables: Variables, { read }: Twins): Promise<unknown> {
  if (read?.body) return (await ask(operation, variables, read.body)).json();
  const { body: _, ...rest } = operation;
  return (await ask({ ...rest, method: "GET", path: read?.path ?? operation.path }, variables)).json();
}

/** The names of the fields that each change of an object was audited with, oldest first. */
async function auditedFields(objectId: string): Promise<string[][]> {
  const rows = await runUnprepared<{ data: object }>(
    "SELECT data FROM audit_entry WHERE object_id = $1 AND action LIKE '%.updated' ORDER BY id",
    [readAnyId(objectId)],
  );
  return rows.map(({ data }) => Object.keys(data));
}
