import { createServer, connect as dial } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { FIRST_ATTEMPTS_MAX, listenToChannels, RECONNECT_DELAY_MS } from "./notifications";
import { runAs } from "./testing/roles";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The test's own database behind a port that hangs up on the first connections. Gives how many came. */
async function behindHangUps(hangUps: number): Promise<() => number> {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const path = `${url.searchParams.get("host")}/.s.PGSQL.${url.port || 5432}`;
  let came = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    if (++came <= hangUps) return socket.destroy();
    const database = dial({ path }).on("error", () => {});
    return socket.pipe(database).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  url.searchParams.delete("host");
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  vi.stubEnv("DATABASE_URL", url.href);
  return () => came;
}

it("is patient with the first connection, and not for ever", async () => {
  const came = await behindHangUps(FIRST_ATTEMPTS_MAX - 1);
  const heard: string[] = [];
  const channel = "test_patient";
  const listening = await listenToChannels([
    { channel, onNotification: (payload) => heard.push(payload), onGap: () => {} },
  ]);
  onTestFinished(listening.stop);
  await listening.notify(channel, "once");
  await vi.waitFor(() => expect(heard).toEqual(["once"]));
  expect(came()).toBe(FIRST_ATTEMPTS_MAX);
  const refused = await behindHangUps(FIRST_ATTEMPTS_MAX);
  await expect(listenToChannels([])).rejects.toThrow();
  expect(refused()).toBe(FIRST_ATTEMPTS_MAX);
});

it("waits for a connection where the database has none left, longer than for one that is away", async () => {
  const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
  const allow = (limit: number) =>
    runAs("administrator", `ALTER DATABASE ${database} CONNECTION LIMIT ${limit}`);
  await allow(0);
  onTestFinished(() => allow(-1).then(() => {}));
  const begun = performance.now();
  const wait = (FIRST_ATTEMPTS_MAX + 0.5) * RECONNECT_DELAY_MS;
  const allowed = delay(wait).then(() => allow(-1));
  const listening = await listenToChannels([]);
  expect(performance.now() - begun).toBeGreaterThan(wait);
  await Promise.all([allowed, listening.stop()]);
});

it("passes on what is said at the same moment, with one statement at a time on its connection", async () => {
  let under = 0;
  let most = 0;
  const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>;
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    most = Math.max(most, ++under);
    return query.apply(this, args).finally(() => under--);
  } as never);
  const heard: string[] = [];
  const channel = "test_at_once";
  const listening = await listenToChannels([
    { channel, onNotification: (payload) => heard.push(payload), onGap: () => {} },
  ]);
  const said = Array.from({ length: 20 }, (_, index) => String(index));
  await Promise.all(said.map((each) => listening.notify(channel, each)));
  await vi.waitFor(() => expect(heard).toEqual(said));
  expect(most).toBe(1);
  await listening.stop();
});
