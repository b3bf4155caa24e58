import { spawn } from "node:child_process";
import { LIMIT_MAX } from "@/lib/limits/settings";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import type { Lifecycle } from "@/lib/server/lifecycle";
import { NODE_FLAGS } from "@/lib/server/node-flags";

const START_MS_MAX = 300_000;
const STOP_MS_MAX = 30_000;
const SAID_CHARACTERS_MAX = 20_000;
const LISTENS_AT = /(?:running|listening) at (http:\S+)\n/;

// The rate limits count along and refuse nothing: what they cost is measured too.
const RAISED = {
  RATE_LIMIT_KEY: String(LIMIT_MAX),
  RATE_LIMIT_ADDRESS: String(LIMIT_MAX),
  RATE_LIMIT_FAILURES: String(LIMIT_MAX),
  // All cards of the bench come from one address, and some are declined on purpose.
  ...{ DECLINES_ADDRESS: "0,0", DECLINES_NETWORK: "0,0", DECLINES_CARD: "0,0", DECLINES_MERCHANT: "0,0" },
};

// What a server of the bench has in common with the bench itself.
const SETTINGS = [
  ...["NODE_ENV", "NODE_OPTIONS", "NEXT_TELEMETRY_DISABLED"],
  ...["DATABASE_URL", "COUNTERFOIL_ENCRYPTION_KEY", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"],
  ...["WEBHOOK_ALLOWED_ADDRESSES", "RECORDING_GROUPS"],
];

/** A server in a process of its own. */
export interface Child {
  /** Always by address: a name may mean another family than the one listened on. Empty where it listens to nobody. */
  url: string;
  pid: number;
  /** Asks it to stop, and waits until it has. */
  stop: () => Promise<void>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill: () => Promise<void>;
}

/** Starts one of the project's commands and waits until it says that it runs, and where. It ends with us at the latest. */
export async function startChild(
  lifecycle: Pick<Lifecycle, "onStop">,
  words: string[],
  env: Record<string, string | undefined> = {},
  runs: RegExp = LISTENS_AT,
): Promise<Child> {
  const child = spawn(process.execPath, [...NODE_FLAGS, "lib/server/start.js", ...words], {
    env: childEnvironment({ ...passedOn(...SETTINGS), LOG_LEVEL: "warn", ...RAISED, ...env }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
    await ended;
    clearTimeout(late);
  };
  const atOurEnd = () => child.kill("SIGKILL");
  process.once("exit", atOurEnd);
  void ended.then(() => process.off("exit", atOurEnd));
  lifecycle.onStop(words.join(" "), end("SIGTERM"));
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    const fail = (why: string) => {
      child.kill("SIGKILL");
      reject(new Error(`${words.join(" ")} ${why}:\n${said}`));
    };
    const timer = setTimeout(() => fail("did not start in time"), START_MS_MAX);
    const hear = (part: Buffer) => {
      said = (said + part.toString()).slice(-SAID_CHARACTERS_MAX);
      const found = runs.exec(said);
      if (!found) return;
      clearTimeout(timer);
      resolve((found[1] ?? "").replace("localhost", "127.0.0.1"));
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then(() => {
      clearTimeout(timer);
      fail("ended");
    });
  });
  return { url, pid: child.pid ?? 0, stop: end("SIGTERM"), kill: end("SIGKILL") };
}
