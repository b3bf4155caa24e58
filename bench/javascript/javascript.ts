import { gzipSync } from "node:zlib";
import { newPerson, signedInBrowser } from "@/lib/auth/testing/people";
import { startSampleDeployment } from "../../e2e/looks/sample-deployment";
import { startChild } from "../child";
import { prepareFloor } from "../create/floor";
import { figure, type Missed, say, sayTable } from "../report";
import type { Stage } from "../stage";
import { findPages, type PageFile } from "./pages";
import { sampleAddresses } from "./samples";
import { scriptsOf } from "./scripts-of";

/** The most first-load JavaScript a page may have, in bytes after gzip, the framework's own share included. */
export const SCRIPT_BYTES_MAX = { hosted: 150_000, console: 200_000 } as const;

interface Weight {
  /** Of the page itself, before it is compressed. */
  htmlBytes: number;
  scripts: number;
  bytes: number;
}

/** What the scripts of every page weigh that are loaded with it, against the budgets. */
export async function benchJavaScript(stage: Stage): Promise<Missed> {
  const found = { ...process.env };
  // The samples' own receiver is on this machine.
  process.env.WEBHOOK_ALLOWED_ADDRESSES = "127.0.0.1";
  const deployment = await startSampleDeployment();
  const { headers } = await signedInBrowser(await newPerson("owner"));
  const cookie = headers.get("cookie") ?? "";
  const floor = await startChild(stage.lifecycle, ["../../bench/create/floor-server", await prepareFloor()]);
  const framework = await weigh(floor.url, "/", {});
  await floor.stop();
  const samples = await sampleAddresses(deployment);

  const missed: Missed = [];
  const rows: string[][] = [];
  for (const page of await findPages()) {
    const addresses = addressesOf(page, samples);
    if (addresses.length === 0) missed.push(`${page.route} has no address among the samples`);
    for (const address of addresses) {
      const weight = await weigh(deployment.server.url, address, page.signedIn ? { cookie } : {}).catch(
        (err: Error) => void missed.push(`${page.route}: ${err.message}`),
      );
      if (!weight) continue;
      const max = SCRIPT_BYTES_MAX[page.kind];
      rows.push([
        page.route,
        kilobytes(weight.htmlBytes),
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
  await deployment.stop();
  // The other parts work beside other servers.
  Object.assign(process.env, found);
  say("\nFirst-load JavaScript, kB gzipped, and the page that loads it");
  sayTable(
    ["page", "HTML, as it is", "scripts", "kB", "budget", "ratio"],
    [
      [
        "(an empty page of the framework)",
        kilobytes(framework.htmlBytes),
        String(framework.scripts),
        kilobytes(framework.bytes),
        ...["", ""],
      ],
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
  const html = await answer.text();
  const scripts = scriptsOf(html);
  let bytes = 0;
  for (const script of scripts) {
    const known = weights.get(url + script) ?? (await weighScript(url + script));
    weights.set(url + script, known);
    bytes += known;
  }
  return { htmlBytes: Buffer.byteLength(html), scripts: scripts.length, bytes };
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
