import { randomUUID } from "node:crypto";
import { link, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CannotStart, systemCode } from "./cannot-start";
import { birthOf, directoryIdentityOf, isAlive } from "./processes";

const POLL_MS = 50;

/** Runs `work` while no other process of this machine holds the lock; a holder that died holds nothing. */
export async function withFileLock<T>(
  lockPath: string,
  {
    waitMsMax,
    onWait = () => {},
    signal,
  }: { waitMsMax: number; onWait?: (pid: number) => void; signal?: AbortSignal | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + waitMsMax;
  let told = false;
  while (!(await take(lockPath))) {
    signal?.throwIfAborted();
    const holder = await readHolder(lockPath);
    if (holder && (isCopied(holder, lockPath) || !holderLives(holder)))
      await breakLock(lockPath, holder, waitMsMax);
    else if (holder && !told) {
      told = true;
      onWait(holder.pid);
    }
    if (Date.now() > deadline) {
      throw new CannotStart(
        `${lockPath} has been held by process ${holder?.pid ?? "?"} for ${waitMsMax / 1000} s: end that process, then try again.`,
      );
    }
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await unlink(lockPath);
  }
}

interface Holder {
  pid: number;
  birth: string | null;
  token: string;
  /** The directory the lock was made in: in a copy of it the lock holds nothing. */
  place?: string | null;
}

/** Whether the process a mark was left by still runs, and is not another that was given its number. */
export function holderLives({ pid, birth }: Pick<Holder, "pid" | "birth">): boolean {
  return isAlive(pid) && (birth === null || birthOf(pid) === birth);
}

function isCopied({ place }: Holder, lockPath: string): boolean {
  return typeof place === "string" && place !== directoryIdentityOf(path.dirname(lockPath));
}

// Written in full beside it and then linked: a lock is never seen half written.
async function take(lockPath: string): Promise<boolean> {
  const holder: Holder = {
    pid: process.pid,
    birth: birthOf(process.pid),
    token: randomUUID(),
    place: directoryIdentityOf(path.dirname(lockPath)),
  };
  const draft = `${lockPath}.${holder.token}`;
  try {
    await writeFile(draft, JSON.stringify(holder));
    await link(draft, lockPath);
    return true;
  } catch (err) {
    if (systemCode(err) === "EEXIST") return false;
    throw err;
  } finally {
    // What could not be written whole is there all the same, and empty.
    await unlink(draft).catch(() => {});
  }
}

async function readHolder(lockPath: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(lockPath, "utf8")) as Holder;
  } catch {
    return null;
  }
}

/**
 * Takes a dead holder's lock away, one breaker at a time: who comes second finds another holder's, which is left alone. A
 * breaker that dies leaves a lock that is broken in the same way.
 */
async function breakLock(lockPath: string, dead: Holder, waitMsMax: number): Promise<void> {
  await withFileLock(`${lockPath}.breaking`, { waitMsMax }, async () => {
    const there = await readHolder(lockPath);
    if (there?.token === dead.token) await unlink(lockPath);
  });
}
