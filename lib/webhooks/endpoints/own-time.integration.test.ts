import { expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { rotateKey } from "@/lib/keys/rotate-key";
import type { Ctx } from "@/lib/verb/context";
import { resendDelivery } from "@/lib/webhooks/deliveries/resend-delivery";
import { deliveryRow, endpointForm, newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { type FannedOut, fanOut } from "@/lib/webhooks/sending/fan-out";
import { sendTestEvent } from "@/lib/webhooks/sending/send-test-event";
import { createEndpoint } from "./create-endpoint";
import { deleteEndpoint } from "./delete-endpoint";
import { pauseEndpoint } from "./pause-endpoint";
import { resumeEndpoint } from "./resume-endpoint";
import { rotateSecret } from "./rotate-secret";
import { updateEndpoint } from "./update-endpoint";

/** Somebody in the time of a merchant that is ahead of the deployment. */
function ahead(): Ctx {
  const admin = contextOf("admin");
  const ownTime = { merchantId: newId(), aheadMs: 30 * DAY_MS };
  return { ...admin, now: new Date(admin.now.getTime() + ownTime.aheadMs), ownTime };
}

/** Every time in the rows of a table that say an id. */
async function timesOf(table: string, id: string): Promise<[string, string][]> {
  const rows = await runUnprepared<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${table} t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`,
    [id],
  );
  expect(rows, table).not.toHaveLength(0);
  return rows.flatMap(({ row }) =>
    Object.entries(row).flatMap(([column, value]): [string, string][] =>
      /_(at|until)$/.test(column) && typeof value === "string" ? [[`${table}.${column}`, value]] : [],
    ),
  );
}

const daysFromNow = ([column, at]: [string, string]) => [
  column,
  Math.floor((new Date(at).getTime() - Date.now() + HOUR_MS) / DAY_MS),
];

it("keeps the deployment's time, whoever's time it is changed in: what is due is sent at once", async () => {
  const ctx = ahead();
  const { id } = (await createEndpoint({ ctx, input: endpointForm() })).endpoint;
  await updateEndpoint({ ctx, input: { ...endpointForm(), id } });
  await rotateSecret({ ctx, input: { id, secretId: newId(), overlapHours: 1 } });
  const { deliveryId } = await sendTestEvent({ ctx, input: { id, eventId: newId() } });
  await pauseEndpoint({ ctx, input: { id } });
  await resumeEndpoint({ ctx, input: { id } });
  const given = await newDelivery({ endpointId: id });
  await resendDelivery({ ctx, input: { id: given.id, attempts: 1 } });
  expect(await deliveryRow(given.id)).toMatchObject({ state: "pending" });
  const times = [
    ...(await timesOf("webhook_endpoint", id)),
    ...(await timesOf("webhook_secret", id)),
    ...(await timesOf("webhook_delivery", deliveryId)),
    ...(await timesOf("webhook_delivery", given.id)),
  ];
  expect(times.map(daysFromNow)).toEqual(times.map(([column]) => [column, 0]));
  await deleteEndpoint({ ctx, input: { id } });
  const gone = await timesOf("webhook_endpoint", id);
  expect(gone.map(daysFromNow)).toEqual(gone.map(([column]) => [column, 0]));
});

it("is the time of the deliveries of what happened in a time ahead", async () => {
  const { id } = (await createEndpoint({ ctx: ahead(), input: endpointForm() })).endpoint;
  const { type, example } = EVENT_TYPES.find((each) => each.type === "policy.updated") ?? {};
  await runUnprepared(
    `INSERT INTO outbox (event_id, type, object_id, request_id, data, occurred_at)
     VALUES ($1, $2, $3, $3, $4, now() + interval '30 days')`,
    [newId(), type, newId(), JSON.stringify(example)],
  );
  // A transaction of another test may hold it up for a moment.
  const isDone = ({ more, held }: FannedOut) => !more && !held;
  await vi.waitFor(async () => expect(await fanOut(new Date())).toSatisfy(isDone), { timeout: 20_000 });
  const times = await timesOf("webhook_delivery", id);
  expect(times.map(daysFromNow)).toEqual(times.map(([column]) => [column, 0]));
});

it("is the time that keys are made, replaced and ended by", async () => {
  const ctx = ahead();
  const id = newId();
  const form = { id, name: "Ahead", scopes: ["payments:read" as const], merchantId: null };
  await createKey({ ctx, input: form });
  await rotateKey({ ctx, input: { id, newKeyId: newId(), overlapHours: 1 } });
  const times = await timesOf("api_key", id);
  expect(times.map(daysFromNow)).toEqual(times.map(([column]) => [column, 0]));
});
