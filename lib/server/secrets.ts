import { randomBytes, randomUUID } from "node:crypto";
import { chmod, link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";

const SECRETS = ["COUNTERFOIL_ENCRYPTION_KEY", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"] as const;
type Secrets = Record<(typeof SECRETS)[number], string>;

const SECRET_BYTES = 32;
/** Where a data directory keeps them. */
export const SECRETS_FILE = "secrets.json";

/**
 * Puts the deployment's secrets into the environment. What the environment names already wins; the rest comes from the
 * data directory, which has them made at its first start. Without a data directory all must be given.
 */
export async function loadSecrets(dataDirectory: string | null): Promise<void> {
  const missing = SECRETS.filter((name) => !process.env[name]);
  if (missing.length === 0) return;
  if (dataDirectory === null) {
    throw new CannotStart(
      `with DATABASE_URL the secrets must be given too, and ${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not set: set each to 32 random bytes in base64, or keep them in a directory named with --data.`,
    );
  }
  const kept = await readOrMake(path.join(dataDirectory, SECRETS_FILE));
  for (const name of missing) process.env[name] = kept[name];
}

/** What the secrets' file of a data directory holds, or null when it has none. */
export async function readSecretsFile(dataDirectory: string): Promise<string | null> {
  const kept = await read(path.join(dataDirectory, SECRETS_FILE));
  return kept && `${JSON.stringify(kept, null, 2)}\n`;
}

/** Gives a data directory the secrets of another, unless it has the same already. Throws CannotStart when it has others. */
export async function putSecretsFile(dataDirectory: string, text: string): Promise<void> {
  const there = await readSecretsFile(dataDirectory);
  const given = JSON.parse(text) as Secrets;
  if (there === null) await writeOnce(path.join(dataDirectory, SECRETS_FILE), given);
  const kept = (await read(path.join(dataDirectory, SECRETS_FILE))) ?? given;
  if (SECRETS.some((name) => kept[name] !== given[name]))
    throw new CannotStart(
      `${path.join(dataDirectory, SECRETS_FILE)} holds other secrets than the backup: name a new data directory with --data.`,
    );
}

async function readOrMake(file: string): Promise<Secrets> {
  const kept = await read(file);
  if (kept) return kept;
  const made = Object.fromEntries(
    SECRETS.map((name) => [name, randomBytes(SECRET_BYTES).toString("base64")]),
  );
  await writeOnce(file, made as Secrets);
  return (await read(file)) ?? (made as Secrets);
}

// Linked when whole: of two first starts one wins, and both go on with its secrets.
async function writeOnce(file: string, secrets: Secrets): Promise<void> {
  try {
    await writeWhole(file, secrets);
  } catch (err) {
    const code = systemCode(err);
    if (code === undefined) throw err;
    throw new CannotStart(
      `the secrets cannot be kept in ${path.dirname(file)} (${code}): give the directory to this user, or choose another with --data.`,
    );
  }
}

async function writeWhole(file: string, secrets: Secrets): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await link(draft, file).catch((err: unknown) => {
    if (systemCode(err) !== "EEXIST") throw err;
  });
  await unlink(draft);
}

async function read(file: string): Promise<Secrets | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (err) {
    if (systemCode(err) === "ENOENT") return null;
    throw new CannotStart(
      `the secrets in ${file} cannot be read (${systemCode(err)}): check whom the file belongs to.`,
    );
  }
  await chmod(file, 0o600).catch(() => {});
  const kept = JSON.parse(text) as Partial<Secrets>;
  const absent = SECRETS.filter((name) => !kept[name]);
  if (absent.length > 0)
    throw new CannotStart(`${file} lacks ${absent.join(", ")}: restore it from a backup.`);
  return kept as Secrets;
}
