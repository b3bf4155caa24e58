import { figure, type Missed, say, sayTable } from "../report";
import { asAdministrator, copyDatabase, type Stage, startApp } from "../stage";
import { percentile } from "../statistics";
import { type ListRequest, requestsFor } from "./requests";
import { type SeedOptions, seed } from "./seed";

/** How much longer than among few payments the middle answer may take among many. */
export const SIZE_RATIO_MAX = 1.5;

const FEW = 1_000;
const MANY = 1_000_000;
const SAMPLES = 60;
const WARM_UP_SAMPLES = 5;

/** Asks one thing once and gives how long the whole answer took, in milliseconds. */
type Ask = () => Promise<number>;

/** The same pages and answers among a thousand payments and among a million. */
export async function benchLists(stage: Stage): Promise<Missed> {
  const few = await fill(stage, "few", FEW);
  const begunMs = performance.now();
  const many = await fill(stage, "many", MANY);
  const seconds = (performance.now() - begunMs) / 1_000;
  say(`\nLists and details, ms (${figure(MANY)} payments were written in ${figure(seconds)} s)`);
  return compareSizes(stage, few, many);
}

/** What is asked at both sizes, and how much longer it may take at the larger. */
export interface Comparison {
  few: number;
  many: number;
  ratioMax: number;
  /** How often each is asked; SAMPLES where nothing else is said. */
  samples?: number;
  requestsFor: (databaseUrl: string) => Promise<ListRequest[]>;
}

const LISTS: Comparison = { few: FEW, many: MANY, ratioMax: SIZE_RATIO_MAX, requestsFor };

/** A copy of the stage's database with a year of payments in it, by its address. */
export async function fill(
  stage: Stage,
  database: string,
  payments: number,
  options?: SeedOptions,
): Promise<string> {
  const databaseUrl = await copyDatabase(stage, database);
  await seed(asAdministrator(databaseUrl), stage.merchantId, payments, options);
  return databaseUrl;
}

/** Measures everything on two databases that are filled already. */
export async function compareSizes(
  stage: Stage,
  fewUrl: string,
  manyUrl: string,
  comparison = LISTS,
): Promise<Missed> {
  const { ratioMax, samples = SAMPLES } = comparison;
  const few = await serve(stage, fewUrl, comparison);
  const many = await serve(stage, manyUrl, comparison);
  const missed: Missed = [];
  const rows: string[][] = [];
  for (const [name, ask] of few.asks) {
    const askMany = many.asks.get(name);
    if (!askMany) continue;
    const sizes = await measure(ask, askMany, samples).catch(notAnswered);
    if (typeof sizes === "string") {
      missed.push(`${name}: ${sizes}`);
      continue;
    }
    const [small = 0, large = 0] = sizes.map((values) => percentile(values, 50));
    const ratio = large / small;
    const figures = sizes.flatMap((values) => [percentile(values, 50), percentile(values, 99)]);
    rows.push([name, ...figures.map((ms) => figure(ms, 1)), ratio.toFixed(2)]);
    if (ratio > ratioMax)
      missed.push(
        `${name}: p50 among ${figure(comparison.many)} payments is ${ratio.toFixed(2)} times that among ${figure(comparison.few)}, and ${ratioMax} is the most`,
      );
  }
  await Promise.all([few.stop(), many.stop()]);
  const heads = [comparison.few, comparison.many].map((size) => `p50 of ${figure(size)}`);
  sayTable(["", heads[0] ?? "", "p99", heads[1] ?? "", "p99", "ratio of p50"], rows);
  return missed;
}

async function serve(stage: Stage, databaseUrl: string, comparison: Comparison) {
  const requests = await comparison.requestsFor(databaseUrl);
  // The jobs would write while we read.
  const app = await startApp(stage, databaseUrl, ["--only", "web"]);
  const headers = {
    person: { cookie: stage.cookie },
    key: { authorization: `Bearer ${stage.apiKey}` },
    insurer: { authorization: `Basic ${btoa(`${stage.apiKey}:`)}` },
  };
  const asks = requests.map(({ name, path, as, untilBytes }): [string, Ask] => [
    name,
    () => time(app.url + path, headers[as], untilBytes),
  ]);
  return { asks: new Map(asks), stop: app.stop };
}

async function time(url: string, headers: Record<string, string>, untilBytes?: number): Promise<number> {
  const begunMs = performance.now();
  const answer = await fetch(url, { headers, redirect: "manual" });
  await (untilBytes === undefined ? answer.arrayBuffer() : readUntil(answer, untilBytes));
  if (answer.status !== 200 && !leadsToPayment(answer))
    throw new NotAnswered(`was answered with ${answer.status} (${url})`);
  return performance.now() - begunMs;
}

/** What is asked is refused, or takes longer than anybody waits: that is missed, and the rest is measured all the same. */
class NotAnswered extends Error {}

/** A search for what one payment alone is called. */
function leadsToPayment({ status, headers }: Response): boolean {
  return status === 307 && (headers.get("location") ?? "").startsWith("/payments/");
}

/** Reads the beginning of an answer, and gives up the rest. */
async function readUntil({ body }: Response, bytes: number): Promise<void> {
  let read = 0;
  for await (const chunk of body ?? []) {
    read += chunk.length;
    if (read >= bytes) return;
  }
}

function notAnswered(err: unknown): string {
  if (err instanceof NotAnswered) return err.message;
  throw err;
}

// Turn and turn about, so that what else the machine does falls on both.
async function measure(one: Ask, other: Ask, samples: number): Promise<[number[], number[]]> {
  const results: [number[], number[]] = [[], []];
  for (let sample = -WARM_UP_SAMPLES; sample < samples; sample++) {
    const pair = [await one(), await other()] as const;
    if (sample < 0) continue;
    results[0].push(pair[0]);
    results[1].push(pair[1]);
  }
  return results;
}
