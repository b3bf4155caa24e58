import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Load } from "./load";

interface AutocannonResult {
  "2xx": number;
  non2xx: number;
  errors: number;
  duration: number;
  latency: { p50: number; p99: number };
}

/** Makes the load that a file describes, and prints what came of it as one line of JSON. Words: the file. */
export async function run([file = ""]: string[]): Promise<void> {
  const { origin, requests, connections, seconds, headers } = JSON.parse(
    await readFile(file, "utf8"),
  ) as Load;
  const autocannon: (options: object) => Promise<AutocannonResult> = createRequire(import.meta.url)(
    "autocannon",
  );
  const result = await autocannon({
    ...{ url: origin, connections, duration: seconds, idReplacement: true },
    requests: requests.map(({ path, body }) => ({
      path,
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json", ...headers },
      ...(body !== undefined && { body }),
    })),
  });
  const { non2xx, errors, duration, latency } = result;
  console.log(
    JSON.stringify({
      perSecond: result["2xx"] / duration,
      p50Ms: latency.p50,
      p99Ms: latency.p99,
      failures: non2xx + errors,
    }),
  );
}
