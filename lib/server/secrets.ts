import { randomBytes, randomUUID } from "node:crypto";
import { chmod, link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { keyIdOf } from "@/lib/crypto/encryption-keys";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { startWithout } from "./lost-keys";

const SECRETS = ["COUNTERFOIL_ENCRYPTION_KEY", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"] as const;
type Secrets = Record<(typeof SECRETS)[number], string>;

const SECRET_BYTES = 32;
/** Where a data directory keeps them. */
export const SECRETS_FILE = "secrets.json";

/**
 * Puts the deployment's secrets into the environment. What the environment names already wins; the rest comes from the
 * data directory, which has them made at its first start: never beside a database that holds values sealed with keys
 * (their ids), which new secrets would not open. Without a data directory all must be given.
 */
export async function loadSecrets(
  dataDirectory: string | null,
  sealed: readonly string[] = [],
): Promise<void> {
  const missing = SECRETS.filter((name) => !process.env[name]);
  if (missing.length === 0) return;
  if (dataDirectory === null) {
    throw new CannotStart(
      `with DATABASE_URL the secrets must be given too, and ${areNotSet(missing)}: set each to 32 random bytes in base64, or keep them in a directory named with --data.`,
    );
  }
  const file = path.join(dataDirectory, SECRETS_FILE);
  const kept = (await read(file)) ?? (await make(file, missing, sealed));
  for (const name of missing) process.env[name] = kept[name];
}

/** Throws CannotStart when a secret that the environment names is none. */
export function judgeSecrets(env: Record<string, string | undefined>): void {
  for (const name of SECRETS) if (env[name]) judge(name, env[name]);
  const retired = (env.COUNTERFOIL_ENCRYPTION_KEYS_RETIRED ?? "").split(",").filter(Boolean);
  for (const text of retired) judge("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", text);
}

/** What the secrets' file of a data directory holds, or null when it has none. */
export async function readSecretsFile(dataDirectory: string): Promise<string | null> {
  const kept = await read(path.join(dataDirectory, SECRETS_FILE));
  return kept && `${JSON.stringify(kept, null, 2)}\n`;
}

/** The id of the encryption key that a data directory keeps, or null when it keeps no secrets. */
export async function keyIdInDirectory(dataDirectory: string): Promise<string | null> {
  const kept = await readSecretsFile(dataDirectory);
  return kept && keyIdInSecrets(kept);
}

/** The id of the encryption key in what a secrets' file holds. */
export function keyIdInSecrets(text: string): string {
  const { COUNTERFOIL_ENCRYPTION_KEY: key = "" } = JSON.parse(text) as Partial<Secrets>;
  return keyIdOf("COUNTERFOIL_ENCRYPTION_KEY", key);
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

function judge(name: string, text: string): void {
  const fault = faultOf(name, text);
  if (fault !== null) throw new CannotStart(fault);
}

function faultOf(name: string, text: string): string | null {
  try {
    keyIdOf(name, text);
    return null;
  } catch (err) {
    return (err as Error).message;
  }
}

async function make(file: string, missing: readonly string[], sealed: readonly string[]): Promise<Secrets> {
  if (sealed.length > 0)
    throw new CannotStart(
      `${file} is not there, ${areNotSet(missing)}, and the database holds what is sealed with the key ${sealed.join(", ")}: restore the file from a backup, or set what was in it; when the key is lost for good, ${startWithout(sealed)}.`,
    );
  const made = Object.fromEntries(
    SECRETS.map((name) => [name, randomBytes(SECRET_BYTES).toString("base64")]),
  ) as Secrets;
  await writeOnce(file, made);
  return (await read(file)) ?? made;
}

function areNotSet(names: readonly string[]): string {
  return `${names.join(", ")} ${names.length > 1 ? "are" : "is"} not set`;
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
  return parse(file, text);
}

function parse(file: string, text: string): Secrets {
  const kept = jsonOf(text);
  const absent = SECRETS.filter((name) => !kept?.[name]);
  if (kept === null || absent.length === SECRETS.length)
    throw new CannotStart(`${file} is damaged: restore it from a backup.`);
  if (absent.length > 0)
    throw new CannotStart(`${file} lacks ${absent.join(", ")}: restore it from a backup.`);
  for (const name of SECRETS)
    if (faultOf(name, String(kept[name])))
      throw new CannotStart(`${file} is damaged, for ${name} in it is no key: restore it from a backup.`);
  return kept as Secrets;
}

function jsonOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
