import { rm } from "node:fs/promises";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newPerson, personBehind } from "@/lib/auth/testing/people";
import { closePool } from "@/lib/db/pool";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { guessMapping, readFile } from "@/lib/imports/read-file";
import { startImport } from "@/lib/imports/start-import";
import { createKey } from "@/lib/keys/create-key";
import { until } from "@/lib/process/testing/until";
import { loadSampleData } from "@/lib/sample/load-sample-data";
import { SHOPS } from "@/lib/sample/shops";
import { invitePerson } from "@/lib/team/invite-person";
import { SCOPES } from "@/lib/verb/permissions";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { startReceiver } from "../receiver";
import { newDataDirectory, type RunningServer, startServer, workBeside } from "../server";

/** A deployment that looks as if it were in use: the sample data, and what a day of work adds to it. */
export interface SampleDeployment {
  server: RunningServer;
  /** A key of the first shop. */
  apiKey: string;
  /** The secret part of the address at which somebody who was invited joins. */
  invitation: string;
  stop: () => Promise<void>;
}

const DONE_MS_MAX = 60_000;

export const IDEMPOTENCY_KEY = "order-20417";

/** Starts one. What this process does by verbs, and its browsers, work in it from then on. */
export async function startSampleDeployment(
  environment: Record<string, string> = {},
): Promise<SampleDeployment> {
  const dataDirectory = await newDataDirectory();
  const server = await startServer(dataDirectory, [], environment);
  await workBeside(server, dataDirectory);
  await loadSampleData({ ctx: contextOf("owner") });
  const receiver = await startReceiver();
  receiver.answer = { status: 503, body: "Closed for stocktaking" };
  const owner = contextOf("owner");
  const [shop] = SHOPS;
  const key = { id: newId(), name: "Warehouse", scopes: [...SCOPES], merchantId: shop.merchantId };
  const { secret } = await createKey({ ctx: owner, input: key });
  const endpoint = { id: newId(), url: receiver.url, description: "Accounts", eventTypes: null };
  await createEndpoint({ ctx: owner, input: { ...endpoint, merchantId: shop.merchantId } });
  const { token } = await invitePerson({
    ctx: owner,
    input: { id: newId(), email: "ines.ferreira@example.com", role: "operator" },
  });
  await newPerson("viewer", "ben.whitlock");
  await importStatement();
  await askDoor(server, secret ?? "");
  await untilDone();
  return {
    server,
    apiKey: secret ?? "",
    invitation: token ?? "",
    stop: async () => {
      await receiver.close();
      await closePool();
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** A program makes a link, and sends the same request again: the log has both, and the endpoint hears of it. */
async function askDoor({ url }: RunningServer, apiKey: string): Promise<void> {
  for (let time = 0; time < 2; time++)
    await fetch(`${url}/v0/payments`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        idempotencyKey: IDEMPOTENCY_KEY,
        ...{ amount: "86.00", currency: "GBP", reference: "HP-20417", metadata: { channel: "phone" } },
        lineItems: [{ description: "Wool throw, undyed", amount: "86.00" }],
      }),
    });
}

/** What is done of it a moment later. */
async function untilDone(): Promise<void> {
  for (const done of [
    `request_log WHERE idempotency_key = '${IDEMPOTENCY_KEY}'`,
    "webhook_delivery WHERE last_outcome IS NOT NULL",
    "payment_import WHERE finished_at IS NOT NULL",
  ])
    await until(done, DONE_MS_MAX, async () => (await runUnprepared(`SELECT FROM ${done}`, [])).length > 0);
}

/** A file of three lines, one of which is refused. */
async function importStatement(): Promise<void> {
  const [connector] = await runUnprepared<{ id: string }>(
    "SELECT id FROM connector WHERE name = 'Workshop card terminal'",
    [],
  );
  const text = `Reference,Date,Amount,Currency,Status
ST-2041,2026-01-05,1250.00,USD,succeeded
ST-2042,2026-02-30,18.00,USD,succeeded
ST-2043,2026-01-06,64.95,USD,failed
`;
  const mapping = guessMapping("payments", readFile(text).columns);
  const input = {
    kind: "payments",
    connectorId: connector?.id ?? "",
    fileName: "statement.csv",
    text,
  } as const;
  const operator = contextOf("operator");
  await personBehind(operator);
  await startImport({ ctx: operator, input: { ...input, id: newId(), mapping } });
}
