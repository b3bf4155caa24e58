import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { holderLives } from "@/lib/process/file-lock";
import { birthOf, directoryIdentityOf } from "@/lib/process/processes";

/**
 * Who uses one embedded server, a file for each use, so that the last to leave stops it and nobody stops it under
 * another. Read and written under the boot lock only.
 */
export async function enter(directory: string, mark: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(
    path.join(directory, mark),
    `${birthOf(process.pid) ?? ""}\n${directoryIdentityOf(directory) ?? ""}`,
  );
}

/** Takes one use off the list; true when no other of a living process is left on it. */
export async function leave(directory: string, mark: string): Promise<boolean> {
  await unlink(path.join(directory, mark)).catch(() => {});
  const others = await Promise.all(
    (await readdir(directory).catch(() => [])).map(async (name) => {
      const text = await readFile(path.join(directory, name), "utf8").catch(() => "");
      const [birth, place] = text.split("\n");
      // A copy of the directory has the marks of those who use the original.
      const copied = place && place !== directoryIdentityOf(directory);
      if (!copied && holderLives({ pid: Number.parseInt(name, 10), birth: birth || null })) return true;
      await unlink(path.join(directory, name)).catch(() => {});
      return false;
    }),
  );
  return !others.includes(true);
}

/** A new use by this process. */
export function newMark(): string {
  return `${process.pid}.${randomUUID()}`;
}
