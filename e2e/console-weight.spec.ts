import { gzipSync } from "node:zlib";
import { navigationFor } from "@/app/(console)/_shell/navigation";
import { newLink } from "./checkout";
import { expect, test } from "./fixtures";

/** What a console page may load before it is whole, the framework's own 132 kB included. */
const FIRST_LOAD_BYTES_MAX = 230_000;

test("no console page's first-load JavaScript is over its budget", async ({ signedIn, request, apiKey }) => {
  const { id } = await newLink(request, apiKey);
  const page = await signedIn("owner");
  const deeper = [`/payments/${id}`, "/checkout-links/new", `/checkout-links/${id}`];
  for (const path of [...navigationFor("owner").map(({ href }) => href), ...deeper]) {
    const html = await (await page.request.get(path)).text();
    const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, src = ""]) => src);
    expect(scripts.length).toBeGreaterThan(3);
    let bytes = 0;
    for (const src of new Set(scripts)) bytes += gzipSync(await (await request.get(src)).body()).length;
    console.log(`${path}: ${Math.round(bytes / 1000)} kB`);
    expect(bytes, path).toBeLessThan(FIRST_LOAD_BYTES_MAX);
  }
});
