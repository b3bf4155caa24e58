import { expect, it, vi } from "vitest";
import { listAudit } from "@/lib/audit/list-audit";
import { ListAudit } from "@/lib/audit/schemas";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { sandbox } from "@/lib/connectors/sandbox/sandbox";
import { withHealth } from "@/lib/connectors/with-health";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { checkConnection } from "./check-connection";
import { connectProvider } from "./connect-provider";
import { disconnectProvider } from "./disconnect-provider";
import { getConnection } from "./get-connection";
import { latestEvents } from "./latest-events";
import { listConnections } from "./list-connections";
import { rotateCredentials } from "./rotate-credentials";
import { setMessageSecret } from "./set-message-secret";
import { asText, listenToLog, tablesHolding } from "./testing-canary";
import { connectionForm, keyOf, testingProvider } from "./testing-provider";

const admin = contextOf("admin");

it("tells a credential nowhere: no log, answer, audit line or row of the database has it", async () => {
  const account = `canary${newId().slice(-6)}`;
  const [first, second, other] = [keyOf(account), keyOf(account), keyOf("canaries")];
  const messageSecret = `whsec_canary_${newId()}`;
  const said = listenToLog();
  const answers: unknown[] = [];
  const { providers } = testingProvider();
  const failing = testingProvider((_check, { secretKey }) => {
    throw new Error(`401: ${secretKey} is no key of ours`);
  });
  const refusing = testingProvider((check, { secretKey }) => ({
    ...check,
    items: [{ what: "Charges", state: "failed", detail: `${secretKey} may not` }],
  }));
  const form = connectionForm({ credentials: { secretKey: first, region: "eu" } });
  const { id } = form;
  const elsewhere = { ...form, id: newId(), credentials: { secretKey: other, region: "eu" } };

  answers.push(await connectProvider({ ctx: admin, input: form, providers }));
  for (const { providers: bad } of [failing, refusing])
    answers.push(await problemIn(connectProvider({ ctx: admin, input: elsewhere, providers: bad })));
  const malformed = { ...elsewhere, credentials: { secretKey: `no${other}`, region: "eu" } };
  answers.push(await problemIn(connectProvider({ ctx: admin, input: malformed, providers })));
  answers.push(await problemIn(connectProvider({ ctx: admin, input: { ...form, id: newId() }, providers })));
  const rotated = { id, version: 1, credentials: { secretKey: second, region: "eu" } };
  answers.push(await rotateCredentials({ ctx: admin, input: rotated, providers }));
  answers.push(
    await setMessageSecret({ ctx: admin, input: { id, version: 2, secret: messageSecret }, providers }),
  );
  for (const { providers: bad } of [failing, refusing])
    answers.push(await checkConnection({ ctx: admin, input: { id }, providers: bad }));
  await failedCalls(id, second);
  log.error(
    { err: new Error(`sent ${second} and ${messageSecret}`), deep: [{ text: first }] },
    `of ${other}`,
  );
  answers.push(await getConnection({ ctx: admin, input: { id }, providers }));
  answers.push(await listConnections({ ctx: admin }));
  answers.push(await latestEvents({ ctx: admin, input: { connectionId: id, failedOnly: false } }));
  answers.push(await listAudit({ ctx: admin, input: ListAudit.parse({ objectId: id }) }));

  const stored = await runUnprepared("SELECT 1 FROM connection WHERE credentials_sealed IS NOT NULL", []);
  expect(stored.length).toBeGreaterThan(0);
  expect(said.length).toBeGreaterThan(2);
  const told = asText(answers);
  for (const secret of [first, second, other, messageSecret]) {
    expect([secret, await tablesHolding(secret)]).toEqual([secret, []]);
    expect([secret, said.filter((line) => line.includes(secret))]).toEqual([secret, []]);
    expect([secret, told.includes(secret)]).toEqual([secret, false]);
  }
  await disconnectProvider({ ctx: admin, input: { id } });
});

/** A call that ends with the key in an error, and one that ends with it in what the provider is said to have answered. */
async function failedCalls(id: string, key: string): Promise<void> {
  const words = `the request with ${key} failed`;
  const throwing = withHealth({ ...sandbox, lookup: () => Promise.reject(new Error(words)) }, id);
  const answering = withHealth(
    { ...sandbox, lookup: async () => ({ state: "unknown", raw: { error: words } }) },
    id,
  );
  const now = new Date();
  const about = { providerReference: null, chargeReference: null, method: null, startedAt: now, now };
  const request = { attemptId: newId(), operation: "charge" as const, ...about };
  await throwing.lookup(request).catch((err: unknown) => log.error({ err }, "a call failed"));
  await answering.lookup(request);
  await vi.waitFor(async () => {
    const { connection } = await getConnection({ ctx: admin, input: { id } });
    expect(connection.lastFailure).toContain("[redacted]");
  });
}
