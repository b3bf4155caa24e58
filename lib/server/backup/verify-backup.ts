import { CannotStart } from "@/lib/process/cannot-start";
import { readArchive } from "./archive";
import { MANIFEST, Manifest, SECRETS, tableOfChunk } from "./manifest";
import { newTableDigest, type TableDigest } from "./table-digest";

/** What a backup that was read from its beginning to its end holds. */
export interface VerifiedBackup {
  manifest: Manifest;
  secrets: string | null;
}

/** Reads a whole backup and holds every table against its row count and digest. Throws CannotStart when one differs. */
export async function verifyBackup(file: string, signal: AbortSignal): Promise<VerifiedBackup> {
  const digests = new Map<string, TableDigest>();
  let manifest: Manifest | null = null;
  let secrets: string | null = null;
  for await (const { name, data } of readArchive(file)) {
    signal.throwIfAborted();
    const table = tableOfChunk(name);
    if (table !== null) {
      const digest = digests.get(table) ?? newTableDigest();
      digests.set(table, digest);
      digest.add(data);
    } else if (name === SECRETS) secrets = data.toString("utf8");
    else if (name === MANIFEST) manifest = readManifest(data, file);
  }
  if (!manifest) throw new CannotStart(`${file} is no backup of Counterfoil's: it has no ${MANIFEST}.`);
  for (const { name, rows, bytes, sha256 } of manifest.tables) {
    const found = (digests.get(name) ?? newTableDigest()).result();
    digests.delete(name);
    if (found.rows !== rows || found.bytes !== bytes || found.sha256 !== sha256)
      throw new CannotStart(`${file} is damaged: the table ${name} is not what was backed up.`);
  }
  const [unknown] = digests.keys();
  if (unknown)
    throw new CannotStart(`${file} is damaged: it holds a table ${unknown} that nobody backed up.`);
  return { manifest, secrets };
}

function readManifest(data: Buffer, file: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(data.toString("utf8")));
  } catch {
    throw new CannotStart(`${file} was not made by this version of \`npm run backup\`, or is damaged.`);
  }
}
