import { access, chmod, constants, mkdir, realpath } from "node:fs/promises";
import { log } from "@/lib/log/log";
import { sayingWhatFor } from "@/lib/log/say-waiting";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { withFileLock } from "@/lib/process/file-lock";
import { type Binaries, findBinaries } from "./binaries";
import { prepareCluster } from "./cluster";
import { prepareDatabase } from "./database";
import { hasClusterIn } from "./has-cluster";
import { chooseIdentity } from "./identity";
import { addressOf, type Layout, layoutOf } from "./layout";
import { clearDeadPostmaster, runningPostmaster, waitUntilGone } from "./postmaster";
import { spawnServer, startFailure, waitUntilReady } from "./server";
import { enter, leave, newMark } from "./users";
import { watch } from "./watch";

/** How long a start waits for another one on the same data directory, and for recovery after a crash. */
export const BOOT_WAIT_MS_MAX = 120_000;

const STOP_WAIT_MS_MAX = 30_000;

/** The embedded server, running for as long as this process wants it. */
export interface EmbeddedDatabase {
  /** For running: a role that may do what the application does, and nothing else. */
  url: string;
  /** For migrating: the role that owns the tables. */
  ownerUrl: string;
  /** Stops the server, unless another process still uses it. */
  stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  dataDirectory: string;
  /** False gives up durability for speed: for tests. */
  durable?: boolean;
  /** Breaks a start off that waits for another one, or for the server. */
  signal?: AbortSignal;
  /** Told when the server has died and when it is back. */
  onEvent?: (event: "down" | "up" | "failed", err?: unknown) => void;
}

/** Starts the server of a data directory, or attaches to the one that runs there already, and keeps it running. */
export async function openEmbedded({
  dataDirectory,
  durable = true,
  signal,
  onEvent = () => {},
}: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const layout = layoutOf(await explained(dataDirectory, () => ownDataDirectory(dataDirectory)));
  const binaries = await findBinaries(layout.binaries);
  const onWait = (pid: number) =>
    log.warn(`waiting for process ${pid}, which starts or stops the database in ${layout.root}`);
  const locked = <T>(work: () => Promise<T>, signal?: AbortSignal) =>
    withFileLock(layout.bootLock, { waitMsMax: BOOT_WAIT_MS_MAX, onWait, signal }, work);
  const mark = newMark();
  const boot = (signal?: AbortSignal) =>
    locked(async () => {
      try {
        await sayingWhatFor(`the database in ${layout.root} to answer`, () =>
          ensureRunning(layout, binaries, durable, signal),
        );
        await enter(layout.users, mark);
      } catch (err) {
        if (signal?.aborted) await stopIfLast(layout, mark);
        throw err;
      }
    }, signal);
  await explained(dataDirectory, () => boot(signal));
  const stopWatching = watch({
    isUp: async () => (await runningPostmaster(layout.cluster)) !== null,
    boot: () => boot(),
    onEvent,
  });
  return {
    url: addressOf(layout, { role: "application" }),
    ownerUrl: addressOf(layout, { role: "owner" }),
    stop: async () => {
      await stopWatching();
      // A disk that takes no lock takes none of another start's either, and a server must not be left running.
      await locked(() => stopIfLast(layout, mark)).catch(async (err: unknown) => {
        if (!isOfDirectory(err)) throw err;
        log.warn({ err }, "the database is stopped without the lock of its directory");
        await stopIfLast(layout, mark);
      });
    },
  };
}

async function ownDataDirectory(dataDirectory: string): Promise<string> {
  const made = await mkdir(dataDirectory, { recursive: true, mode: 0o755 });
  if (made) await chmod(dataDirectory, 0o755);
  await access(dataDirectory, constants.W_OK | constants.X_OK);
  return realpath(dataDirectory);
}

/** The system's refusals to use a directory, in words. Anything else is a fault of ours and keeps its trace. */
async function explained<T>(dataDirectory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (err) {
    if (!isOfDirectory(err)) throw err;
    const advice = (await hasClusterIn(dataDirectory).catch(() => true))
      ? "mend that, for the deployment's data is there"
      : "choose another with --data";
    throw new CannotStart(
      `the data directory ${dataDirectory} cannot be used (${WHY[systemCode(err) ?? ""]}): ${advice}.`,
    );
  }
}

function isOfDirectory(err: unknown): boolean {
  return (systemCode(err) ?? "") in WHY;
}

const WHY: Record<string, string> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "it is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EIO: "the disk reports an error",
  EEXIST: "it is no directory",
  ENOTDIR: "it is no directory",
  ELOOP: "its links lead nowhere",
};

async function ensureRunning(
  layout: Layout,
  binaries: Binaries,
  durable: boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const running = await runningPostmaster(layout.cluster);
  // One that is shutting down never answers again: it ends, and a new one is started.
  if (running === null || !(await waitUntilReady(layout, running, BOOT_WAIT_MS_MAX, signal))) {
    const identity = chooseIdentity(layout.cluster, [layout.root, binaries.directory]);
    await prepareCluster(layout, binaries, identity, durable);
    await clearDeadPostmaster(layout, STOP_WAIT_MS_MAX);
    const pid = await spawnServer(layout, binaries, identity, durable);
    if (!(await waitUntilReady(layout, pid, BOOT_WAIT_MS_MAX, signal))) throw await startFailure(layout);
  }
  await prepareDatabase(layout);
}

async function stopIfLast(layout: Layout, mark: string): Promise<void> {
  if (!(await leave(layout.users, mark))) return;
  const pid = await runningPostmaster(layout.cluster);
  if (pid === null) return;
  // SIGINT is the fast shutdown: connections are ended, what they had committed is written.
  process.kill(pid, "SIGINT");
  if (!(await waitUntilGone(pid, STOP_WAIT_MS_MAX))) process.kill(pid, "SIGQUIT");
}
