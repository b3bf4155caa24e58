import { execFile } from "node:child_process";
import { get, type IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { childEnvironment } from "@/lib/process/child-environment";
import type { Child } from "../child";
import { figure, type Missed, say } from "../report";

/** Rows a second that a file of payments is written at, at the least. */
export const EXPORT_ROWS_PER_SECOND_MIN = 50_000;
/** A file may hold so many payments, at the least. */
export const EXPORT_ROWS_MIN = 1_000_000;
/** How much more memory the server may take while a file is written than it took for its first tenth. */
export const EXPORT_GROWTH_MIB_MAX = 96;

const SAMPLE_EVERY_MS = 500;
const KIB_PER_MIB = 1_024;
const LINE_FEED = 10;

const run = promisify(execFile);

/** Takes a file of all payments, as a browser would, and watches the server's memory meanwhile. */
export async function benchExport(app: Child, cookie: string): Promise<Missed> {
  await download(app, cookie, "status=dispute&range=90d");
  const memory: { atMs: number; mib: number }[] = [];
  const watch = setInterval(() => {
    void residentMib(app.pid).then((mib) => memory.push({ atMs: performance.now(), mib }));
  }, SAMPLE_EVERY_MS);
  const begunMs = performance.now();
  const { rows, bytes } = await download(app, cookie, "");
  const tookMs = performance.now() - begunMs;
  clearInterval(watch);
  const until = begunMs + tookMs / 10;
  const most = (of: typeof memory) => Math.max(...of.map(({ mib }) => mib));
  const first = most(memory.filter(({ atMs }) => atMs <= until));
  const growth = most(memory) - first;
  const rate = (rows / tookMs) * 1_000;
  say(
    `\nA file of ${figure(rows)} payments (${figure(bytes / 1_000_000)} MB) in ${figure(tookMs / 1_000, 1)} s: ` +
      `${figure(rate)} rows a second; memory ${figure(first)} MiB at most in its first tenth, ${figure(growth)} MiB more later`,
  );
  const missed: Missed = [];
  if (rows < EXPORT_ROWS_MIN)
    missed.push(`a file holds ${figure(rows)} payments, and not ${figure(EXPORT_ROWS_MIN)}`);
  if (rate < EXPORT_ROWS_PER_SECOND_MIN)
    missed.push(
      `a file is written at ${figure(rate)} rows a second, and ${figure(EXPORT_ROWS_PER_SECOND_MIN)} is the least`,
    );
  if (growth > EXPORT_GROWTH_MIB_MAX)
    missed.push(
      `memory grows by ${figure(growth)} MiB while a file is written, and ${EXPORT_GROWTH_MIB_MAX} is the most`,
    );
  return missed;
}

// No cell of the seed holds a line feed: lines are rows. By the plainest client there is, which takes least of the processor.
async function download(app: Child, cookie: string, query: string): Promise<{ rows: number; bytes: number }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${app.url}/payments/export?${query}`, { headers: { cookie } }, resolve).once("error", reject);
  });
  if (answer.statusCode !== 200) throw new Error(`the file was answered with ${answer.statusCode}`);
  let [rows, bytes] = [-1, 0];
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) rows++;
  }
  return { rows, bytes };
}

async function residentMib(pid: number): Promise<number> {
  const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)], { env: childEnvironment() });
  return Number(stdout) / KIB_PER_MIB;
}
