import { readFile, unlink } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { commandOf, isAlive, someoneWorksIn } from "@/lib/process/processes";

const POLL_MS = 20;

/** The pid of the server that runs on a cluster, whoever started it; null when none does. */
export async function runningPostmaster(cluster: string): Promise<number | null> {
  const pid = await postmasterPid(cluster);
  if (pid === null || !isAlive(pid)) return null;
  // After a reboot the number may belong to anybody. An empty command is one we may not read: then it counts as ours.
  const command = commandOf(pid);
  return command === "" || command.includes("postgres") ? pid : null;
}

/**
 * Clears what a killed server left: waits until none of its processes works on the files any more (a zombie counts as
 * gone), and only then removes the pid file that would keep the next server from starting.
 */
export async function clearDeadPostmaster(cluster: string, waitMsMax: number): Promise<void> {
  const deadline = Date.now() + waitMsMax;
  while (someoneWorksIn(cluster)) {
    if (Date.now() > deadline) {
      throw new CannotStart(
        `processes of a database server that was killed still work in ${cluster}: end them, then try again.`,
      );
    }
    await delay(POLL_MS);
  }
  await unlink(path.join(cluster, "postmaster.pid")).catch((err: unknown) => {
    if (systemCode(err) !== "ENOENT") throw err;
  });
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

async function postmasterPid(cluster: string): Promise<number | null> {
  try {
    const [first] = (await readFile(path.join(cluster, "postmaster.pid"), "utf8")).split("\n");
    const pid = Number(first);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (err) {
    if (systemCode(err) === "ENOENT") return null;
    throw err;
  }
}
