import { gzipSync } from "node:zlib";
import { newLink } from "./checkout";
import { expect, test } from "./fixtures";

/** What a paying customer may have to download before the page is whole, the framework's own 132 kB included. */
const FIRST_LOAD_BYTES_MAX = 150_000;

test("the hosted page's first-load JavaScript stays within its budget", async ({ request, apiKey }) => {
  const html = await (await request.get((await newLink(request, apiKey)).url)).text();
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/nomodule/i.test(tag))
    .map(([, src = ""]) => src);
  expect(scripts.length).toBeGreaterThan(3);
  let bytes = 0;
  for (const src of new Set(scripts)) bytes += gzipSync(await (await request.get(src)).body()).length;
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES_MAX);
});
