import { stat } from "node:fs/promises";
import { keyIds } from "@/lib/crypto/encryption-keys";
import { openEmbedded } from "@/lib/db/embedded/open";
import { migrationsUpTo } from "@/lib/db/migrate";
import { migrationUrl } from "@/lib/db/pool";
import { refuseTransactionPooler } from "@/lib/db/pooler";
import { prepareTables } from "@/lib/db/prepare-tables";
import { releaseHold } from "@/lib/deployment/release-hold";
import { whatWaits } from "@/lib/deployment/what-waits";
import { adoptOutbox } from "@/lib/outbox/adopt";
import { CannotStart } from "@/lib/process/cannot-start";
import { inCopyTransaction } from "../backup/connection";
import { orLeaveNothing } from "../backup/leave-nothing";
import type { Manifest } from "../backup/manifest";
import { restoreBackup } from "../backup/restore-backup";
import { type VerifiedBackup, verifyBackup } from "../backup/verify-backup";
import { SNAPSHOT } from "../backup/write-backup";
import { startLifecycle } from "../lifecycle";
import { notLost, sealedWith } from "../sealed-values";
import { keyIdInDirectory, keyIdInSecrets, loadSecrets, putSecretsFile, readSecretsFile } from "../secrets";
import { readArguments, runCommand } from "./command";

const HELP = `Puts a backup into an empty database: all of it, or nothing.

  npm run restore -- --from <file> --data <directory>
  DATABASE_URL=… npm run restore -- --from <file> [--data <directory>]
  npm run restore -- --release [--data <directory>]

  --from     what \`npm run backup\` wrote, with this version or an earlier one
  --release  says that a database that was restored or copied is the deployment now: what waits in it begins
  --data     a new data directory, for the built-in PostgreSQL and the secrets; with DATABASE_URL for the secrets alone
  --json     one line of JSON instead of words

The file is read and checked before anything is touched. What is there already is never replaced. What was restored is held:
it asks no provider for anything, collects nothing and sends no webhook until it is released, here or by an owner in the
console.
`;

/** `npm run restore`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    from: { type: "string" },
    release: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { from } = values;
  if (values.release) {
    if (from || positionals.length > 0)
      throw new CannotStart("--release is of a database that was restored: give it alone.");
    return release(values.json);
  }
  if (!from || positionals.length > 0) throw new CannotStart("name the file with --from: see --help.");
  if (!(await stat(from).catch(() => null))?.isFile()) throw new CannotStart(`there is no file ${from}.`);
  const lifecycle = startLifecycle();
  try {
    const backup = await verifyBackup(from, lifecycle.signal);
    await migrationsUpTo(backup.manifest.migrations);
    await assertKeys(backup);
    const missing = await restoreInto(from, backup, lifecycle.signal);
    const { manifest } = backup;
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const facts = {
      from,
      createdAt: manifest.createdAt,
      rows,
      secrets: whereSecretsAre(backup),
      held: true,
      keysMissing: missing,
    };
    process.stdout.write(values.json ? `${JSON.stringify(facts)}\n` : inWords(facts, from));
    if (missing.length > 0) process.stderr.write(`counterfoil: ${inWordsMissing(missing)}\n`);
  } catch (err) {
    if (lifecycle.signal.aborted)
      throw new CannotStart("the restore was broken off, and nothing of it kept.");
    throw err;
  }
}

function release(json: boolean): Promise<void> {
  return runCommand("npm run restore", async (ctx) => {
    const begins = await whatWaits({ ctx });
    const { because, since, dataAsOf } = await releaseHold({ ctx });
    const facts = { released: true, because, since, dataAsOf, begins };
    const lines = begins.length > 0 ? begins : ["nothing waits"];
    process.stdout.write(
      json ? `${JSON.stringify(facts)}\n` : `Released. What begins now:\n  ${lines.join("\n  ")}\n`,
    );
  });
}

/** Gives the keys that something in it is sealed with and that are not where a start looks for them. */
async function restoreInto(file: string, backup: VerifiedBackup, signal: AbortSignal): Promise<string[]> {
  const { DATABASE_URL: outside, DATA_DIR: dataDirectory } = process.env;
  if (!outside && !dataDirectory)
    throw new CannotStart(
      "say where to: a new data directory with --data, or an empty database in DATABASE_URL.",
    );
  // What follows the backup's own transaction is done as a start does it.
  if (outside && !process.env.DATABASE_MIGRATION_URL) await refuseTransactionPooler();
  return orLeaveNothing(dataDirectory || null, () => fill(file, backup, signal));
}

async function fill(file: string, backup: VerifiedBackup, signal: AbortSignal): Promise<string[]> {
  const { manifest, secrets } = backup;
  const { DATABASE_URL: outside, DATA_DIR: dataDirectory } = process.env;
  if (secrets && dataDirectory) await putSecretsFile(dataDirectory, secrets);
  const embedded = outside || !dataDirectory ? null : await openEmbedded({ dataDirectory });
  const url = embedded?.ownerUrl ?? migrationUrl();
  try {
    await restoreBackup({ url, file, manifest, signal });
    // The rights of the role that the application runs as come with its first start.
    await prepareTables({ ownerUrl: url, role: null }, adoptOutbox);
    const open = await keysOfAStart(backup);
    const sealed = open.length === 0 ? [] : await inCopyTransaction(url, SNAPSHOT, sealedWith);
    return notLost(sealed.filter((id) => !open.includes(id)));
  } finally {
    await embedded?.stop();
  }
}

// With another key nothing that is sealed could be opened. What a start will take: the environment's before a file's.
async function assertKeys({ manifest, secrets }: VerifiedBackup): Promise<void> {
  const [needed] = manifest.keyIds;
  const given = keyIds();
  if (given.length > 0 && needed && !given.includes(needed))
    throw new CannotStart(
      secrets
        ? `COUNTERFOIL_ENCRYPTION_KEY is set to another key (${given[0]}) than this backup's (${needed}), and would win over the one that is in the backup: leave it unset, or set the backup's.`
        : `COUNTERFOIL_ENCRYPTION_KEY is set to another key (${given[0]}) than this backup's (${needed}): set the one it was made with, or name it in COUNTERFOIL_ENCRYPTION_KEYS_RETIRED.`,
    );
  const { DATA_DIR } = process.env;
  const kept = given.length > 0 || secrets || !DATA_DIR ? null : await keyIdInDirectory(DATA_DIR);
  if (kept && needed && kept !== needed)
    throw new CannotStart(
      `the secrets in ${DATA_DIR} are another deployment's (${kept}) than this backup's (${needed}): set COUNTERFOIL_ENCRYPTION_KEY to the one it was made with, or name a new data directory with --data.`,
    );
}

const HELD = `It is held: no provider is asked for anything, nothing is collected and no webhook is sent, for what is due in it may have
been done since the backup was made, or by the deployment it was made of. To try it, start it and look. To go on with it,
compare it with the provider first (docs/operations.md), then release it: an owner in the console, or
\`npm run restore -- --release\`, with the same --data or DATABASE_URL.`;

/** The keys that a start will have: the environment's, those of the data directory, else the one that is in the backup. */
async function keysOfAStart({ secrets }: VerifiedBackup): Promise<string[]> {
  const { DATA_DIR } = process.env;
  if (DATA_DIR && (await readSecretsFile(DATA_DIR))) await loadSecrets(DATA_DIR);
  const given = keyIds();
  if (given.length > 0 || !secrets) return given;
  return [keyIdInSecrets(secrets)];
}

function inWordsMissing(ids: readonly string[]): string {
  return `values in it are sealed with ${ids.join(", ")}, and no such key is here: name it in COUNTERFOIL_ENCRYPTION_KEYS_RETIRED before you start, or what it sealed stays closed, and where nothing can be opened a start refuses.`;
}

type SecretsPlace = "data directory" | "left in the backup" | "not in the backup";

function whereSecretsAre({ secrets }: VerifiedBackup): SecretsPlace {
  if (!secrets) return "not in the backup";
  return process.env.DATA_DIR ? "data directory" : "left in the backup";
}

function inWords(
  facts: { createdAt: Manifest["createdAt"]; rows: number; secrets: SecretsPlace },
  from: string,
) {
  const words: Record<SecretsPlace, string> = {
    "data directory": "The secrets that were in it are in the data directory.",
    "left in the backup": `The secrets are still in the backup: read them with \`tar -xOzf ${from} secrets.json\` and set them in the environment, or name a directory with --data when you start.`,
    "not in the backup":
      "The secrets were not in the backup: set those it was made with in the environment before you start.",
  };
  return `Everything is as it was at ${facts.createdAt}: ${facts.rows} rows, counted again.\n${words[facts.secrets]}\n${HELD}\n`;
}
