import { parseArgs } from "node:util";
import {
  DECLINE_LIMITS_DEFAULT,
  type DeclineLimit,
  type DeclinesOf,
  readDeclineLimits,
} from "@/lib/limits/decline-limits";
import {
  ADDRESS_FAILURES_DEFAULT,
  ADDRESS_REQUESTS_DEFAULT,
  KEY_REQUESTS_DEFAULT,
  LIMIT_MAX,
  type RateLimits,
  readRateLimits,
} from "@/lib/limits/settings";
import { LOG_LEVELS } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { CONNECTIONS_DEFAULT, CONNECTIONS_OF_ADDRESS_DEFAULT, type ConnectionLimits } from "./connections";

export const DEFAULT_PORT = 3000;
/** Where a process that runs the jobs alone answers for its health and its metrics. */
export const DEFAULT_HEALTH_PORT = 3001;
export const DEFAULT_DATA_DIRECTORY = ".data";

const PORT_MAX = 65_535;

/** What one process runs: everything, the pages and doors alone, or the background jobs alone. */
export type ServerPart = "web" | "jobs";

export interface ServerOptions {
  port: number;
  healthPort: number;
  host: string | undefined;
  /** The address people and programs use, when it is not the one listened on. */
  publicUrl: string | undefined;
  /** Further names this server is asked under. */
  allowedHosts: readonly string[];
  /** Null when an outside database is used and no data directory was asked for. */
  dataDirectory: string | null;
  databaseUrl: string | undefined;
  parts: readonly ServerPart[];
  trustedProxies: number;
  rateLimits: RateLimits;
  declineLimits: Record<DeclinesOf, DeclineLimit>;
  connectionLimits: ConnectionLimits;
}

const shown = (of: DeclinesOf) => Object.values(DECLINE_LIMITS_DEFAULT[of]).join();

export const HELP = `Starts Counterfoil: the console, the hosted payment page, the APIs and the background jobs.

  npm start -- [options]

  --port <number>      where to listen (or PORT; ${DEFAULT_PORT})
  --host <address>     the address to listen on (or HOST; all of them)
  --data <directory>   the built-in PostgreSQL's files and the secrets (or DATA_DIR; ${DEFAULT_DATA_DIRECTORY})
  --only <part>        run only the web part or only the jobs: web | jobs
  --health-port <number>  where \`--only jobs\` answers /api/health and /api/metrics (or HEALTH_PORT; ${DEFAULT_HEALTH_PORT})
  --help               this text

Environment
  DATABASE_URL         an outside PostgreSQL, 15 or newer, in place of the built-in one
  DATABASE_DIRECT_URL  the same database without the pooler, where DATABASE_URL leads through pgbouncer in transaction mode
  DATABASE_MIGRATION_URL  the same database as the owner of the tables, where DATABASE_URL is a role that only runs
  DATABASE_REPLICA_URL  standbys of that database, separated by spaces: lists, searches, sums and files are read from them
  PUBLIC_URL           the address people reach this server by (http://localhost:<port>)
  ALLOWED_HOSTS        further names this server may be asked under, separated by commas (none)
  DATABASE_POOL_MAX    how many connections this process holds for requests (20)
  RECORDING_GROUPS     off: each payment is recorded by a statement of its own, also where several wait (on)
  TRUST_PROXY          how many proxies of yours stand in front and add to X-Forwarded-For (0)
  LOG_LEVEL            ${LOG_LEVELS.join(" | ")} (info)
  RATE_LIMIT_KEY       API requests a minute of one key (${KEY_REQUESTS_DEFAULT}; 0: no limit)
  RATE_LIMIT_ADDRESS   API requests a minute of one address (${ADDRESS_REQUESTS_DEFAULT}; 0: no limit)
  RATE_LIMIT_FAILURES  API requests a minute of one address with a wrong key (${ADDRESS_FAILURES_DEFAULT}; 0: no limit)
  CONNECTIONS_MAX      connections open at once (${CONNECTIONS_DEFAULT}; 0: no limit)
  CONNECTIONS_OF_ADDRESS_MAX  connections one address has open at once, without TRUST_PROXY (${CONNECTIONS_OF_ADDRESS_DEFAULT}; 0: no limit)
  DECLINES_ADDRESS     declined cards an hour of one address: before a try costs its browser work, and before none
                       is made (${shown("address")}; 0: never). Of others: DECLINES_NETWORK (${shown("network")}), DECLINES_CARD (${shown("card")}),
                       DECLINES_MERCHANT (${shown("merchant")})
  METRICS_TOKEN        the bearer token /api/metrics asks for (without one it answers this machine only)
  WEBHOOK_ALLOWED_ADDRESSES  inside addresses that webhooks may be sent to all the same: names, names with a port, and
                       networks, separated by commas (none)
  STRIPE_API_BASE, GOCARDLESS_API_BASE, MOLLIE_API_BASE  another address for a provider's API, for a stand-in

With DATABASE_URL the secrets come from the environment as well, unless --data names a directory to keep them in:
  COUNTERFOIL_ENCRYPTION_KEY            32 random bytes in base64 (openssl rand -base64 32)
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY    32 random bytes in base64
  COUNTERFOIL_ENCRYPTION_KEYS_RETIRED   keys of earlier times, with commas: they open what they have sealed
  COUNTERFOIL_ENCRYPTION_KEYS_LOST      ids of keys that are lost for good, as a start that refuses tells them, with commas
`;

/** The options of a start, from the command line first and the environment second; null when help was asked for. */
export function readOptions(args: string[], env: Record<string, string | undefined>): ServerOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length > 0) throw new CannotStart(`"${positionals[0]}" is not an option: see --help.`);
  if (values.data === "") throw new CannotStart("--data must name a directory.");
  const databaseUrl = env.DATABASE_URL || undefined;
  const trustedProxies = wholeNumber("TRUST_PROXY", env.TRUST_PROXY || "0", 10);
  const dataDirectory = values.data ?? (env.DATA_DIR || undefined);
  return {
    port: port("--port", values.port, "PORT", env.PORT) ?? DEFAULT_PORT,
    healthPort:
      port("--health-port", values["health-port"], "HEALTH_PORT", env.HEALTH_PORT) ?? DEFAULT_HEALTH_PORT,
    host: values.host ?? (env.HOST || undefined),
    publicUrl: publicUrlOf(env.PUBLIC_URL),
    allowedHosts: hosts(env.ALLOWED_HOSTS),
    dataDirectory: dataDirectory ?? (databaseUrl ? null : DEFAULT_DATA_DIRECTORY),
    databaseUrl,
    parts: parts(values.only),
    trustedProxies,
    declineLimits: readDeclineLimits(env, notTwoNumbers),
    connectionLimits: connectionLimits(env, trustedProxies),
    rateLimits: readRateLimits(env, (name, text) => notWhole(name, text, LIMIT_MAX)),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: "string" },
        "health-port": { type: "string" },
        host: { type: "string" },
        data: { type: "string" },
        only: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (err) {
    throw new CannotStart(`${(err as Error).message.split(". ")[0]}: see --help.`);
  }
}

function port(
  option: string,
  given: string | undefined,
  variable: string,
  set: string | undefined,
): number | undefined {
  if (given !== undefined) return wholeNumber(option, given, PORT_MAX);
  return set ? wholeNumber(variable, set, PORT_MAX) : undefined;
}

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  throw notWhole(name, text, max);
}

function notWhole(name: string, text: string, max: number): CannotStart {
  return new CannotStart(`${name} must be a whole number from 0 to ${max}, not "${text}".`);
}

/** An address people use, without a path; undefined when none is given. */
export function publicUrlOf(text: string | undefined, name = "PUBLIC_URL"): string | undefined {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.pathname !== "/") {
    throw new CannotStart(`${name} must be an address such as https://pay.example.com, not "${text}".`);
  }
  return url.origin;
}

function notTwoNumbers(name: string, text: string): CannotStart {
  return new CannotStart(
    `${name} must be two whole numbers with a comma, the first no more than the second unless that is 0, such as 10,30, not "${text}".`,
  );
}

function connectionLimits(env: Record<string, string | undefined>, trustedProxies: number): ConnectionLimits {
  const read = (name: string, preset: number) => wholeNumber(name, env[name] || String(preset), LIMIT_MAX);
  const ofAddress = read("CONNECTIONS_OF_ADDRESS_MAX", CONNECTIONS_OF_ADDRESS_DEFAULT);
  return {
    connections: read("CONNECTIONS_MAX", CONNECTIONS_DEFAULT),
    // Behind a proxy every connection is the proxy's, and how many a client has is the proxy's to say.
    connectionsOfAddress: trustedProxies > 0 ? 0 : ofAddress,
  };
}

function hosts(text = ""): string[] {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const wrong = names.find((name) => !/^[^\s/\\@?#*]+$/.test(name) || !URL.canParse(`http://${name}`));
  if (wrong === undefined) return names;
  throw new CannotStart(
    `ALLOWED_HOSTS must hold names such as pay.example.com, with commas, not "${wrong}".`,
  );
}

function parts(only: string | undefined): readonly ServerPart[] {
  if (only === undefined) return ["web", "jobs"];
  if (only === "web" || only === "jobs") return [only];
  throw new CannotStart(`--only takes "web" or "jobs", not "${only}".`);
}
