import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { CannotStart } from "@/lib/process/cannot-start";
import { childEnvironment } from "@/lib/process/child-environment";
import { isAlive } from "@/lib/process/processes";
import type { Binaries } from "./binaries";
import { commandAs, type Identity, spawnOptionsAs } from "./identity";
import { addressOf, type Layout } from "./layout";
import { settingsFor } from "./settings";

const POLL_MS = 20;

/** Starts the server in a session of its own, so that a Ctrl-C meant for us does not reach it, and returns its pid. */
export async function spawnServer(
  layout: Layout,
  binaries: Binaries,
  identity: Identity,
  durable: boolean,
): Promise<number> {
  const said = await open(layout.startLog, "w", 0o600);
  try {
    const [command, args] = commandAs(identity, path.join(binaries.directory, "postgres"), [
      "-D",
      layout.cluster,
      ...settingsFor(layout, durable),
    ]);
    const child = spawn(command, args, {
      ...spawnOptionsAs(identity),
      env: childEnvironment(binaries.env),
      cwd: layout.cluster,
      detached: true,
      stdio: ["ignore", said.fd, said.fd],
    });
    const pid = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("spawn", () => resolve(child.pid ?? 0));
    });
    child.unref();
    return pid;
  } finally {
    await said.close();
  }
}

/** Waits until the server answers: recovery after a crash can take a while. False when it ends instead. */
export async function waitUntilReady(
  layout: Layout,
  pid: number,
  waitMsMax: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = Date.now() + waitMsMax;
  while (isAlive(pid)) {
    if (await answers(layout)) return true;
    signal?.throwIfAborted();
    if (Date.now() > deadline) {
      throw new CannotStart(`the database in ${layout.root} did not answer within ${waitMsMax / 1000} s.`);
    }
    await delay(POLL_MS);
  }
  return false;
}

/** What a server that would not start said, in one sentence. */
export async function startFailure(layout: Layout): Promise<CannotStart> {
  const text = await readFile(layout.startLog, "utf8").catch(() => "");
  const line = text
    .split("\n")
    .reverse()
    .find((each) => /FATAL|PANIC|error while loading/.test(each));
  const reason = line?.replace(/^.*?(FATAL|PANIC):\s*/, "") ?? "it said nothing";
  return new CannotStart(`the database in ${layout.root} did not start: ${reason} (see ${layout.logs}).`);
}

async function answers(layout: Layout): Promise<boolean> {
  const client = new pg.Client({
    connectionString: addressOf(layout, { role: "administrator", database: "postgres" }),
    connectionTimeoutMillis: 2_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
