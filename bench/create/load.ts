import { createRequire } from "node:module";
import { runProgram } from "../program";

export interface Load {
  url: string;
  connections: number;
  seconds: number;
  headers?: Record<string, string>;
  /** Sent by POST. `[<id>]` in it is another text in every request. */
  body?: string;
}

export interface Measured {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

interface AutocannonResult {
  "2xx": number;
  non2xx: number;
  errors: number;
  duration: number;
  latency: { p50: number; p99: number };
}

const WARM_UP_SECONDS = 1;

/** Asks as fast as answers come, from a process of its own. Throws when anything but a success is answered. */
export async function load({ url, connections, seconds, headers = {}, body }: Load): Promise<Measured> {
  const autocannon = createRequire(import.meta.url).resolve("autocannon");
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}=${value}`]);
  const warmUp = ["-W", "[", "-c", String(connections), "-d", String(WARM_UP_SECONDS), "]"];
  const output = await runProgram(process.execPath, [
    ...[autocannon, "-j", "-n", "-c", String(connections), "-d", String(seconds)],
    ...(body === undefined ? [] : ["-m", "POST", "-H", "content-type=application/json", "-I", "-b", body]),
    ...warmUp,
    ...given,
    url,
  ]);
  const result = JSON.parse(output.trim().split("\n").at(-1) ?? "") as AutocannonResult;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${url} answered ${result.non2xx} times with something else than a success, and ${result.errors} times not at all`,
    );
  const { p50, p99 } = result.latency;
  return { perSecond: result["2xx"] / result.duration, p50Ms: p50, p99Ms: p99 };
}
