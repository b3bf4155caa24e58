import pg from "pg";
import { compareSizes, fill } from "../lists/lists";
import { figure, type Missed, say } from "../report";
import { peopleStatements } from "../searches/seed-people";
import { asAdministrator, type Stage, startApp } from "../stage";
import { benchExport } from "./export";
import { requestsFor } from "./requests";
import { recordStatements } from "./seed-records";

/** How much longer than among ten thousand payments the middle answer may take among ten million. */
export const TEN_MILLION_RATIO_MAX = 1.3;

const FEW = 10_000;
const MANY = 10_000_000;

const SAMPLES = 30;
/** The audit log is read by index alone, so it need not be whole. */
const PAYMENTS_PER_AUDITED = 20;

/** Whatever is read of payments, among ten thousand and among ten million, and a file of a million of them. */
export async function benchTenMillion(stage: Stage, payments = MANY): Promise<Missed> {
  const few = await write(stage, "ten_thousand", FEW);
  const begunMs = performance.now();
  const many = await write(stage, "ten_million", payments);
  const minutes = (performance.now() - begunMs) / 60_000;
  const size = await sizeOf(many);
  say(
    `\nAmong ${figure(payments)} payments, ms (written in ${figure(minutes, 1)} minutes, ${figure(size, 1)} GB with indexes)`,
  );
  return measureTenMillion(stage, few, many, payments);
}

/** Measures everything on two databases that are filled already. */
export async function measureTenMillion(
  stage: Stage,
  few: string,
  many: string,
  payments: number,
): Promise<Missed> {
  const missed = await compareSizes(stage, few, many, {
    few: FEW,
    many: payments,
    ratioMax: TEN_MILLION_RATIO_MAX,
    samples: SAMPLES,
    requestsFor,
  });
  const app = await startApp(stage, many, ["--only", "web"]);
  missed.push(...(await benchExport(app, stage.cookie)));
  await app.stop();
  return [...missed];
}

function write(stage: Stage, database: string, payments: number): Promise<string> {
  const { merchantId } = stage;
  const also = [...peopleStatements(merchantId), ...recordStatements(merchantId)];
  return fill(stage, database, payments, { also, paymentsPerAudited: PAYMENTS_PER_AUDITED });
}

async function sizeOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: asAdministrator(databaseUrl) });
  await client.connect();
  const { rows } = await client.query<{ gb: number }>(
    "SELECT pg_database_size(current_database()) / 1e9 AS gb",
  );
  await client.end();
  return Number(rows[0]?.gb);
}
