import { mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { holderLives } from "@/lib/server/file-lock";
import { birthOf } from "./processes";

/**
 * The processes that use one embedded server, a file each, so that the last to leave stops it and nobody stops it under
 * another. Read and written under the boot lock only.
 */
export async function enter(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(ownMark(directory), birthOf(process.pid) ?? "");
}

/** Takes this process off the list; true when no other living process is left on it. */
export async function leave(directory: string): Promise<boolean> {
  await unlink(ownMark(directory)).catch(() => {});
  const others = await Promise.all(
    (await readdir(directory)).map(async (name) => {
      const birth = await readFile(path.join(directory, name), "utf8").catch(() => "");
      if (holderLives({ pid: Number(name), birth: birth || null })) return true;
      await unlink(path.join(directory, name)).catch(() => {});
      return false;
    }),
  );
  return !others.includes(true);
}

function ownMark(directory: string): string {
  return path.join(directory, String(process.pid));
}
