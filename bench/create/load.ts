import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { newId } from "@/lib/ids";
import { runProgram } from "@/lib/process/testing/run-program";

/** What is asked, again and again. `[<id>]` in a body is another text in every request. */
export interface LoadRequest {
  path: string;
  /** Sent by POST; without one the request is a GET. */
  body?: string;
}

export interface Load {
  /** Where the server listens: `http://127.0.0.1:4000`. */
  origin: string;
  /** Asked in turn. */
  requests: readonly LoadRequest[];
  connections: number;
  seconds: number;
  headers?: Record<string, string>;
}

export interface Measured {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

interface Counted extends Measured {
  /** Answers that were no success, and requests that got none. */
  failures: number;
}

const WARM_UP_SECONDS = 1;
const ANSWER_CHARACTERS = 500;

/**
 * Asks as fast as answers come, from a process of its own: wrk where it is installed, which takes less of the processor than
 * any server here, else autocannon. Throws when anything but a success is answered.
 */
export async function load(given: Load): Promise<Measured> {
  const generate = (await hasWrk()) ? withWrk : withAutocannon;
  await generate({ ...given, seconds: WARM_UP_SECONDS });
  const { failures, ...measured } = await generate(given);
  if (failures > 0)
    throw new Error(
      `${given.origin} failed to answer ${failures} times; asked once more: ${await answerOf(given)}`,
    );
  return measured;
}

/** What one more request is answered, for whoever has to find out why many failed. */
async function answerOf({ origin, requests, headers }: Load): Promise<string> {
  const [{ path: at, body } = { path: "/" }] = requests;
  const answer = await fetch(origin + at, {
    ...(body !== undefined && { method: "POST", body: body.replaceAll("[<id>]", newId()) }),
    headers: { ...headers, "content-type": "application/json" },
  });
  return `${answer.status} ${(await answer.text()).slice(0, ANSWER_CHARACTERS)}`;
}

/** The name of what makes the load, for the report. */
export async function generatorName(): Promise<string> {
  return (await hasWrk()) ? "wrk" : "autocannon";
}

let wrk: Promise<boolean> | undefined;

function hasWrk(): Promise<boolean> {
  wrk ??= runProgram("which", ["wrk"]).then(
    () => true,
    () => false,
  );
  return wrk;
}

async function withWrk({ origin, requests, connections, seconds, headers = {} }: Load): Promise<Counted> {
  return withFile("load.lua", luaScript(requests, headers), async (script) => {
    const output = await runProgram("wrk", [
      ...["-t", "1", "-c", String(connections), "-d", `${seconds}s`, "--timeout", "30s", "--latency"],
      ...["-s", script, origin],
    ]);
    return JSON.parse(output.trim().split("\n").at(-1) ?? "") as Counted;
  });
}

function luaScript(requests: readonly LoadRequest[], headers: Record<string, string>): string {
  const quoted = (text: string) => JSON.stringify(text).replaceAll("\\/", "/");
  const list = requests.map(
    ({ path: at, body }) => `{ path = ${quoted(at)}, body = ${body === undefined ? "nil" : quoted(body)} }`,
  );
  return `local requests = { ${list.join(",\n")} }
local sent, run = 0, ""
local posted = { ["content-type"] = "application/json" }
${Object.entries(headers)
  .map(([name, value]) => `posted[${quoted(name)}] = ${quoted(value)}`)
  .join("\n")}

function init()
  math.randomseed(os.time() + tonumber(tostring({}):sub(8)))
  run = os.time() .. "-" .. math.random(1, 1e9)
end

function request()
  sent = sent + 1
  local each = requests[(sent - 1) % #requests + 1]
  if each.body == nil then return wrk.format("GET", each.path, posted) end
  return wrk.format("POST", each.path, posted, (each.body:gsub("%[<id>%]", run .. "-" .. sent)))
end

function done(summary, latency)
  local failed = summary.errors
  io.write(string.format('{"perSecond":%.3f,"p50Ms":%.3f,"p99Ms":%.3f,"failures":%d}\\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    failed.status + failed.connect + failed.read + failed.write + failed.timeout))
end
`;
}

async function withAutocannon(given: Load): Promise<Counted> {
  return withFile("load.json", JSON.stringify(given), async (file) => {
    const words = ["lib/server/start.js", "../../bench/create/load-generator", file];
    const output = await runProgram(process.execPath, words);
    return JSON.parse(output.trim().split("\n").at(-1) ?? "") as Counted;
  });
}

async function withFile<T>(name: string, text: string, use: (file: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-load-"));
  try {
    const file = path.join(directory, name);
    await writeFile(file, text);
    return await use(file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
