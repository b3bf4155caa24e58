import { readFile, unlink } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { commandOf, isAlive, someoneWorksIn, worksIn } from "@/lib/process/processes";
import { type Layout, SOCKET_PORT } from "./layout";

const POLL_MS = 20;

/** The pid of the server that runs on a cluster, whoever started it; null when none does. */
export async function runningPostmaster(cluster: string): Promise<number | null> {
  const { pid, directory } = await readPidFile(cluster);
  if (pid === null || !isAlive(pid)) return null;
  // A copy of the files brings the original's pid file along, and the original may be running.
  const works = worksIn(pid, cluster);
  if (works !== null) return works ? pid : null;
  if (directory !== null && directory !== cluster) return null;
  // After a reboot the number may belong to anybody. An empty command is one we may not read: then it counts as ours.
  const command = commandOf(pid);
  return command === "" || command.includes("postgres") ? pid : null;
}

/**
 * Clears what a killed server left: waits until none of its processes works on the files any more (a zombie counts as
 * gone), and only then removes the files that would keep the next server from starting: its pid file, and the lock of its
 * socket, which names the original's process where the files are a copy.
 */
export async function clearDeadPostmaster(
  { cluster, socketDirectory }: Pick<Layout, "cluster" | "socketDirectory">,
  waitMsMax: number,
): Promise<void> {
  const deadline = Date.now() + waitMsMax;
  while (someoneWorksIn(cluster)) {
    if (Date.now() > deadline) {
      throw new CannotStart(
        `processes of a database server that was killed still work in ${cluster}: end them, then try again.`,
      );
    }
    await delay(POLL_MS);
  }
  const socket = path.join(socketDirectory, `.s.PGSQL.${SOCKET_PORT}`);
  for (const left of [path.join(cluster, "postmaster.pid"), socket, `${socket}.lock`]) {
    await unlink(left).catch((err: unknown) => {
      if (systemCode(err) !== "ENOENT") throw err;
    });
  }
}

/** Waits until a process is gone; false when it outlives the time given. */
export async function waitUntilGone(pid: number, waitMsMax: number): Promise<boolean> {
  const deadline = Date.now() + waitMsMax;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

// Its first lines are the server's pid and its directory.
async function readPidFile(cluster: string): Promise<{ pid: number | null; directory: string | null }> {
  try {
    const [first, directory] = (await readFile(path.join(cluster, "postmaster.pid"), "utf8")).split("\n");
    const pid = Number(first);
    return { pid: Number.isInteger(pid) && pid > 0 ? pid : null, directory: directory || null };
  } catch (err) {
    if (systemCode(err) === "ENOENT") return { pid: null, directory: null };
    throw err;
  }
}
