import { stat, statfs } from "node:fs/promises";
import path from "node:path";
import { layoutOf } from "@/lib/db/embedded/layout";

/** File systems on which a file keeps its number and the moment it was made for as long as it is there: ext, XFS, Btrfs. */
const STEADY_TYPES: readonly number[] = [0xef53, 0x58465342, 0x9123683e];

/**
 * Which files the built-in PostgreSQL of a data directory is in: the same however often it is started or moved about on its
 * disk, another for a copy. Null where the disk does not say so for sure.
 */
export async function directoryMark(dataDirectory: string): Promise<string | null> {
  const file = path.join(layoutOf(dataDirectory).cluster, "PG_VERSION");
  const [{ type }, { ino, birthtimeNs }] = await Promise.all([statfs(file), stat(file, { bigint: true })]);
  return STEADY_TYPES.includes(type) && birthtimeNs > 0n ? `${ino}/${birthtimeNs}` : null;
}
