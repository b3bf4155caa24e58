import { judgeDatabaseAddress, replicaUrls, withPlainSslMode } from "@/lib/db/address";
import { poolConnectionsMax } from "@/lib/db/pool";
import { LOG_LEVELS } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { readExceptions } from "@/lib/webhooks/sending/exceptions";
import { lostKeyIds } from "./lost-keys";
import { judgeSecrets } from "./secrets";

type Environment = Record<string, string | undefined>;

const DATABASE_ADDRESSES = ["DATABASE_URL", "DATABASE_DIRECT_URL", "DATABASE_MIGRATION_URL"];
const PROVIDER_ADDRESSES = ["STRIPE_API_BASE", "GOCARDLESS_API_BASE", "MOLLIE_API_BASE"];

/**
 * Throws CannotStart, in one sentence that names it, when one of the settings that are read where they are used makes no
 * sense. Every command begins with it; those that are options as well are judged by `readOptions`.
 */
export function judgeSettings(env: Environment): void {
  judgeOneOf(env, "LOG_LEVEL", LOG_LEVELS);
  judgeOneOf(env, "RECORDING_GROUPS", ["on", "off"]);
  for (const name of DATABASE_ADDRESSES) if (env[name]) judgeDatabaseAddress(name, env[name]);
  for (const url of replicaUrls(env.DATABASE_REPLICA_URL)) judgeDatabaseAddress("DATABASE_REPLICA_URL", url);
  poolConnectionsMax(env.DATABASE_POOL_MAX);
  readExceptions(env.WEBHOOK_ALLOWED_ADDRESSES);
  judgeSecrets(env);
  lostKeyIds(env.COUNTERFOIL_ENCRYPTION_KEYS_LOST);
  for (const name of PROVIDER_ADDRESSES) judgeProviderAddress(name, env[name]);
  if (env.METRICS_TOKEN && !/^[!-~]+$/.test(env.METRICS_TOKEN))
    throw new CannotStart("METRICS_TOKEN must be letters, digits and signs without a space among them.");
}

/** Spells each `sslmode` as what it means: the driver would print a warning of many lines where a log of JSON is read. */
export function spellSslModes(env: Environment): void {
  for (const name of [...DATABASE_ADDRESSES, "DATABASE_REPLICA_URL"]) {
    const text = env[name];
    if (text) env[name] = text.split(/(\s+)/).map(withPlainSslMode).join("");
  }
}

function judgeOneOf(env: Environment, name: string, words: readonly string[]): void {
  const word = env[name];
  if (word && !words.includes(word))
    throw new CannotStart(`${name} must be one of ${words.join(", ")}, not "${word}".`);
}

function judgeProviderAddress(name: string, text: string | undefined): void {
  if (text && !(/^https?:/.test(text) && URL.canParse(text)))
    throw new CannotStart(`${name} must be an address such as https://stand-in.example.com, not "${text}".`);
}
