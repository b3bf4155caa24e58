import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { chmod, mkdtemp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { addressOf, layoutOf } from "@/lib/db/embedded/layout";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { NODE_FLAGS } from "@/lib/server/node-flags";

/** The server's log of the run, kept for a look at what went wrong. */
export const SERVER_LOG = "test-results/server.log";

// Every browser and test comes from one address.
export const NO_LIMITS = {
  ...{ RATE_LIMIT_KEY: "0", RATE_LIMIT_ADDRESS: "0", RATE_LIMIT_FAILURES: "0" },
  ...{ DECLINES_ADDRESS: "0,0", DECLINES_NETWORK: "0,0", DECLINES_CARD: "0,0", DECLINES_MERCHANT: "0,0" },
};

// A first start builds the pages, on whatever machine this is.
const START_MS_MAX = 600_000;

/** A Counterfoil started as `npm start` starts it. */
export interface RunningServer {
  url: string;
  /** The one-time address of the first owner, while there was none at the start. */
  setupUrl: string | null;
  process: ChildProcess;
  /** Asks it to stop and waits until it has. */
  stop: () => Promise<void>;
}

export async function startServer(
  dataDirectory: string,
  args: string[] = [],
  environment: Record<string, string> = {},
): Promise<RunningServer> {
  // Started by npm, it stops when whoever started it is gone: a suite that is killed leaves no server behind.
  const env = childEnvironment({
    ...passedOn("NODE_OPTIONS", "WEBHOOK_ALLOWED_ADDRESSES"),
    ...NO_LIMITS,
    NODE_ENV: "production",
    npm_lifecycle_event: "start",
    ...environment,
  });
  const words = [
    ...NODE_FLAGS,
    "lib/server/start.js",
    "main",
    "--port",
    "0",
    "--data",
    dataDirectory,
    ...args,
  ];
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  mkdirSync("test-results", { recursive: true });
  const log = createWriteStream(SERVER_LOG, { flags: "a" });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const said = await untilRunning(child, ended);
  return {
    url: /running at (\S+)/.exec(said)?.[1] ?? "",
    setupUrl: /\S+\/setup\/\S+/.exec(said)?.[0] ?? null,
    process: child,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      log.end();
    },
  };
}

/** What a server writes to its log from now on, as far as it has come. */
export function loggedBy({ process: { stdout, stderr } }: RunningServer): () => string {
  let logged = "";
  for (const stream of [stdout, stderr])
    stream?.on("data", (part: Buffer) => {
      logged += part.toString();
    });
  return () => logged;
}

function untilRunning(child: ChildProcess, ended: Promise<number | null>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`The server did not start in time:\n${said}`));
    }, START_MS_MAX);
    const hear = (part: Buffer) => {
      said += part.toString();
      // The greeting comes in one piece.
      if (!/running at \S+\n/.test(said)) return;
      clearTimeout(timer);
      resolve(said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    void ended.then((code) => reject(new Error(`The server ended with ${code}:\n${said}`)));
  });
}

/** A data directory of its own. */
export async function newDataDirectory(): Promise<string> {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-e2e-"));
  // The database runs as another user when we are root, and has to get in.
  await chmod(dataDirectory, 0o755);
  return dataDirectory;
}

/** From now on the verbs of this process, and of those it starts, work in a server's database. */
export async function workBeside({ url }: RunningServer, dataDirectory: string): Promise<void> {
  process.env.PUBLIC_URL = url;
  process.env.DATA_DIR = dataDirectory;
  process.env.DATABASE_URL = addressOf(layoutOf(dataDirectory), { role: "application" });
  Object.assign(process.env, JSON.parse(await readFile(path.join(dataDirectory, "secrets.json"), "utf8")));
}
