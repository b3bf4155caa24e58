import { gzipSync } from "node:zlib";
import { closePool } from "@/lib/db/pool";
import { startChild } from "../child";
import { prepareFloor } from "../create/floor";
import { figure, type Missed, say, sayTable } from "../report";
import { copyDatabase, type Stage, startApp } from "../stage";
import { findPages, type PageFile } from "./pages";
import { sampleAddresses } from "./samples";
import { scriptsOf } from "./scripts-of";

/** The most first-load JavaScript a page may have, in bytes after gzip, the framework's own share included. */
export const SCRIPT_BYTES_MAX = { hosted: 150_000, console: 230_000 } as const;

interface Weight {
  scripts: number;
  bytes: number;
}

/** What the scripts of every page weigh that are loaded with it, against the budgets. */
export async function benchJavaScript(stage: Stage): Promise<Missed> {
  const databaseUrl = await copyDatabase(stage, "javascript");
  const app = await startApp(stage, databaseUrl);
  const floor = await startChild(stage.lifecycle, ["../../bench/create/floor-server", await prepareFloor()]);
  const framework = await weigh(floor.url, "/", {});
  await floor.stop();
  process.env.DATABASE_URL = databaseUrl;
  const samples = await sampleAddresses(app.url, stage);
  await closePool();

  const missed: Missed = [];
  const rows: string[][] = [];
  for (const page of await findPages()) {
    const addresses = addressesOf(page, samples);
    // Told, and no failure: the target is about what was weighed.
    if (addresses.length === 0) rows.push([page.route, "", "not measured: no sample address"]);
    for (const address of addresses) {
      const weight = await weigh(app.url, address, page.signedIn ? { cookie: stage.cookie } : {}).catch(
        (err: Error) => void missed.push(`${page.route}: ${err.message}`),
      );
      if (!weight) continue;
      const max = SCRIPT_BYTES_MAX[page.kind];
      rows.push([
        page.route,
        String(weight.scripts),
        kilobytes(weight.bytes),
        kilobytes(max),
        share(weight, max),
      ]);
      if (weight.bytes > max)
        missed.push(
          `${page.route} loads ${kilobytes(weight.bytes)} kB of JavaScript, and ${kilobytes(max)} is the most`,
        );
    }
  }
  await app.stop();
  say("\nFirst-load JavaScript, kB gzipped");
  sayTable(
    ["page", "scripts", "kB", "budget", "ratio"],
    [
      ["(an empty page of the framework)", String(framework.scripts), kilobytes(framework.bytes), "", ""],
      ...rows,
    ],
  );
  return missed;
}

function addressesOf({ route }: PageFile, samples: Record<string, string[]>): string[] {
  return samples[route] ?? (route.includes("[") ? [] : [route]);
}

const weights = new Map<string, number>();

async function weigh(url: string, address: string, headers: Record<string, string>): Promise<Weight> {
  const answer = await fetch(url + address, { headers, redirect: "manual" });
  if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}`);
  const scripts = scriptsOf(await answer.text());
  let bytes = 0;
  for (const script of scripts) {
    const known = weights.get(url + script) ?? (await weighScript(url + script));
    weights.set(url + script, known);
    bytes += known;
  }
  return { scripts: scripts.length, bytes };
}

async function weighScript(address: string): Promise<number> {
  const answer = await fetch(address);
  if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}`);
  return gzipSync(Buffer.from(await answer.arrayBuffer())).byteLength;
}

function kilobytes(bytes: number): string {
  return figure(bytes / 1_000, 1);
}

function share({ bytes }: Weight, max: number): string {
  return (bytes / max).toFixed(2);
}
