import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { RECORD_CHECKOUT } from "@/lib/checkout/record-checkout";
import { DATABASE_ROLES, layoutOf, SOCKET_PORT } from "@/lib/db/embedded/layout";
import { newId } from "@/lib/ids";
import { recordParameters } from "@/lib/payments/record-payments";
import { runProgram } from "@/lib/process/testing/run-program";
import { benchContext, newDraft } from "./draft";

const THREADS_MAX = 2;
const DEBIAN = "/usr/lib/postgresql";

/** Where pgbench is: on the path, or where Debian's packages put it. Null when there is none. */
export async function findPgbench(): Promise<string | null> {
  const onPath = await runProgram("pgbench", ["--version"]).catch(() => null);
  if (onPath !== null) return "pgbench";
  try {
    const newest = readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one))[0];
    const program = path.join(DEBIAN, newest ?? "", "bin", "pgbench");
    await runProgram(program, ["--version"]);
    return program;
  } catch {
    return null;
  }
}

export interface PgbenchRun {
  program: string;
  dataDirectory: string;
  database: string;
  merchantId: string;
  clients: number;
  seconds: number;
}

/** How often a second the database records a payment when nothing of ours stands before it. */
export async function pgbench(given: PgbenchRun): Promise<number> {
  const { socketDirectory, root } = layoutOf(given.dataDirectory);
  const { text, parameters } = scriptFor(given.merchantId);
  const script = path.join(root, "record-checkout.sql");
  await writeFile(script, text);
  const output = await runProgram(given.program, [
    ...["-n", "-M", "prepared", "-f", script, "-T", String(given.seconds)],
    ...["-c", String(given.clients), "-j", String(Math.min(given.clients, THREADS_MAX))],
    ...Object.entries(parameters).flatMap(([name, value]) => ["-D", `${name}=${value}`]),
    ...["-h", socketDirectory, "-p", String(SOCKET_PORT), "-U", DATABASE_ROLES.application, given.database],
  ]);
  const [, perSecond] = /tps = ([\d.]+) \(without/.exec(output) ?? [];
  if (!perSecond || /failed transactions: [1-9]/.test(output)) throw new Error(`pgbench said:\n${output}`);
  return Number(perSecond);
}

interface Script {
  text: string;
  parameters: Record<string, string>;
}

// pgbench cannot make ids: the statement's own text puts fresh ones in the place of those of a sample draft.
function scriptFor(merchantId: string): Script {
  const draft = newDraft(merchantId, newId());
  draft.detail.token = newId();
  const [drafts] = recordParameters(benchContext(), [draft]);
  const kept = [merchantId, draft.connectorId];
  const ids = [...new Set(drafts.match(UUID))].filter((id) => !kept.includes(id));
  const fresh = ids.reduce((text, id) => `replace(${text}, '${id}', uuidv7()::text)`, ":p1::text");
  const text = RECORD_CHECKOUT.text
    .replace("$1::jsonb", `(${fresh})::jsonb`)
    .replace(/\$(\d)/g, ":p$1")
    .replace(/\s*\n\s*/g, " ");
  return { text: `${text};\n`, parameters: { p1: drafts } };
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
