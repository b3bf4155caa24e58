import { createRequire } from "node:module";
import { keyIds } from "@/lib/crypto/encryption-keys";
import { CannotStart } from "@/lib/process/cannot-start";
import { inCopyTransaction } from "../backup/connection";
import type { Manifest } from "../backup/manifest";
import { SNAPSHOT, writeBackup } from "../backup/write-backup";
import { startLifecycle } from "../lifecycle";
import { keysAway, notLost, sealedWith } from "../sealed-values";
import { keyIdInSecrets, loadSecrets, readSecretsFile } from "../secrets";
import { readArguments } from "./command";
import { storedDatabase } from "./stored-database";

const HELP = `Writes everything the database holds into one file, as it is at one moment, while the server runs.

  npm run backup -- --to <file> [--without-secrets] [--json]

  --to               the file, .tar.gz; there must be none of that name yet
  --without-secrets  leaves out the data directory's secrets, without which sealed values cannot be read
  --data             the data directory of the deployment, when DATABASE_URL names no database
  --json             one line of JSON instead of words

The file is read again and checked before it gets its name. It holds personal data and, unless left out, the keys: it is
readable by its owner only, and should be kept so. \`npm run restore\` puts it back.
`;

/** `npm run backup`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    to: { type: "string" },
    "without-secrets": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { to } = values;
  if (!to || positionals.length > 0) throw new CannotStart("name the file with --to: see --help.");
  const lifecycle = startLifecycle();
  const database = await storedDatabase();
  try {
    const kept = database.dataDirectory ? await readSecretsFile(database.dataDirectory) : null;
    if (kept) await loadSecrets(database.dataDirectory);
    const sealed = await inCopyTransaction(database.url, SNAPSHOT, sealedWith);
    const closed = keyIds().length === 0 ? [] : keysAway(sealed).missing;
    if (closed.length > 0) process.stderr.write(`counterfoil: ${inWordsClosed(closed)}\n`);
    const secrets = values["without-secrets"] ? null : kept;
    const manifest = await writeBackup({
      ...{ url: database.url, to, secrets, keyIds: keyIds(), signal: lifecycle.signal },
      appVersion: createRequire(import.meta.url)("../../../package.json").version,
    });
    const keysNotIncluded = keysBeside(sealed, secrets);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ to, ...facts(manifest), keysNotIncluded })}\n`
        : inWords(to, manifest, keysNotIncluded),
    );
  } catch (err) {
    if (lifecycle.signal.aborted) throw new CannotStart("the backup was broken off, and nothing of it kept.");
    throw err;
  } finally {
    await database.stop();
  }
}

/** The keys that what is sealed, or will be, was sealed with, and that are not in the backup: the environment's, after a rotation. */
function keysBeside(sealed: readonly string[], secrets: string | null): string[] {
  const packed = secrets === null ? null : keyIdInSecrets(secrets);
  const needed = new Set([...keyIds().slice(0, 1), ...notLost(sealed)]);
  return [...needed].filter((id) => id !== packed);
}

function inWordsClosed(ids: readonly string[]): string {
  return `values in this database are sealed with ${ids.join(", ")}, and no such key is here: nothing will open them in the backup either, unless that key is kept elsewhere.`;
}

function facts({ tables, secrets, createdAt }: Manifest) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { createdAt, tables: tables.length, rows, secrets };
}

function inWords(to: string, manifest: Manifest, keysNotIncluded: readonly string[]): string {
  const { createdAt, tables, rows, secrets } = facts(manifest);
  const beside =
    keysNotIncluded.length === 0
      ? ""
      : ` But NOT the key ${keysNotIncluded.join(", ")}, which is not the data directory's: keep COUNTERFOIL_ENCRYPTION_KEY (and the retired ones) elsewhere, for what it sealed cannot be read without it.`;
  const keys =
    secrets === "included"
      ? `The data directory's secrets are in it: keep it as safe as they are.${beside}`
      : "The secrets are NOT in it: keep COUNTERFOIL_ENCRYPTION_KEY (and the retired ones) elsewhere, for sealed values cannot be read without it.";
  return `${to} holds the database as it was at ${createdAt}: ${rows} rows of ${tables} tables, read again and checked.\n${keys}\n`;
}
