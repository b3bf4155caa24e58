import { stat } from "node:fs/promises";
import path from "node:path";
import { hasClusterIn } from "@/lib/db/embedded/has-cluster";
import { openEmbedded } from "@/lib/db/embedded/open";
import { closePool } from "@/lib/db/pool";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { noDatabaseIn } from "../cluster-in";
import { askOutside } from "../doctor/ask-outside";
import { checkDatabase } from "../doctor/check-database";
import { checkDirectory } from "../doctor/check-directory";
import { checkKeys } from "../doctor/check-keys";
import { type Finding, type State, wrong } from "../doctor/finding";
import { judgeOutside } from "../doctor/judge-outside";
import { DEFAULT_DATA_DIRECTORY, DEFAULT_PORT, publicUrlOf, readOptions } from "../options";
import { loadSecrets, SECRETS_FILE } from "../secrets";
import { readArguments } from "./command";

const HELP = `Tries a running server from outside in, looks at its database, its disk and its secrets, and says what is wrong.

  npm run doctor -- [--url <address>] [--json]

  --url   the address people use (or PUBLIC_URL; http://localhost:${DEFAULT_PORT})
  --data  the data directory of the deployment (or DATA_DIR; ${DEFAULT_DATA_DIRECTORY}, unless DATABASE_URL names a database)
  --json  one line of JSON for each finding instead of words

Give it the environment the server has (DATABASE_URL, DATABASE_DIRECT_URL, the secrets). It changes nothing. The exit code
is 1 when something is wrong.
`;

/** `npm run doctor`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    url: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (positionals.length > 0) throw new CannotStart(`"${positionals[0]}" is not an option: see --help.`);
  log.level = "error";
  const address = publicUrlOf(values.url ?? process.env.PUBLIC_URL, values.url ? "--url" : "PUBLIC_URL");
  const port = readOptions([], process.env)?.port ?? DEFAULT_PORT;
  const findings = await findAll(address ?? `http://localhost:${port}`);
  for (const finding of findings) print(finding, values.json);
  const faults = findings.filter(({ state }) => state === "wrong").length;
  if (!values.json) process.stdout.write(faults === 0 ? "\nNothing is wrong.\n" : `\n${faults} to mend.\n`);
  process.exitCode = faults === 0 ? 0 : 1;
}

async function findAll(address: string): Promise<Finding[]> {
  const { DATABASE_URL: outside, DATA_DIR } = process.env;
  const dataDirectory = DATA_DIR || (outside ? null : DEFAULT_DATA_DIRECTORY);
  // Before anything is read: reading the secrets sets their mode right.
  const directory = dataDirectory === null ? [] : await checkDirectory(dataDirectory).catch(explain("disk"));
  const keys = await haveSecrets(dataDirectory);
  const reached = keys ? [keys] : judgeOutside(await askOutside(address));
  const inside = await findInDatabase(outside, dataDirectory).catch((err: unknown) => [
    whyNot("database", err),
  ]);
  return [...reached, ...inside, ...directory];
}

async function haveSecrets(dataDirectory: string | null): Promise<Finding | null> {
  // A place that has none gets none from the doctor.
  const there =
    dataDirectory === null || (await stat(path.join(dataDirectory, SECRETS_FILE)).catch(() => null));
  if (!there && !process.env.COUNTERFOIL_ENCRYPTION_KEY)
    return wrong(
      "address",
      "without the deployment's secrets the server cannot be asked: name its data directory with --data",
    );
  try {
    if (there) await loadSecrets(dataDirectory);
    return null;
  } catch (err) {
    return whyNot("secrets", err);
  }
}

async function findInDatabase(outside: string | undefined, dataDirectory: string | null): Promise<Finding[]> {
  if (outside) return lookInside().finally(closePool);
  const directory = dataDirectory ?? DEFAULT_DATA_DIRECTORY;
  if (!(await hasClusterIn(directory))) return [wrong("database", noDatabaseIn(directory))];
  const embedded = await openEmbedded({ dataDirectory: directory });
  try {
    process.env.DATABASE_URL = embedded.url;
    return await lookInside();
  } finally {
    await closePool();
    await embedded.stop();
  }
}

async function lookInside(): Promise<Finding[]> {
  return [...(await checkDatabase()), await checkKeys()];
}

function explain(check: string): (err: unknown) => Finding[] {
  return (err) => [wrong(check, err instanceof Error ? err.message : String(err))];
}

/** What keeps the doctor from looking further is a finding, and keeps it from telling no other. A fault of ours is thrown on. */
function whyNot(check: string, err: unknown): Finding {
  if (!(err instanceof CannotStart)) throw err;
  return wrong(check, err.message.replace(/\.$/, ""));
}

const SIGNS: Record<State, string> = { ok: "ok     ", wrong: "WRONG  ", advice: "better " };

function print(finding: Finding, json: boolean): void {
  const line = `${SIGNS[finding.state]} ${finding.check.padEnd(18)} ${finding.sentence}.`;
  process.stdout.write(json ? `${JSON.stringify(finding)}\n` : `${line}\n`);
}
