import { navigationFor } from "@/app/(console)/_shell/navigation";
import { newLink } from "./checkout";
import { FirstLoad } from "./first-load";
import { expect, test } from "./fixtures";

/** What a console page may load before it is whole, the framework's own 132 kB included. */
const FIRST_LOAD_BYTES_MAX = 230_000;

test("no console page's first-load JavaScript is over its budget", async ({ asking, request, apiKey }) => {
  const { id } = await newLink(request, apiKey);
  const ask = await asking("owner");
  const firstLoad = new FirstLoad(request);
  const deeper = [`/payments/${id}`, "/checkout-links/new", `/checkout-links/${id}`];
  for (const path of [...navigationFor("owner").map(({ href }) => href), ...deeper]) {
    const html = await (await ask(path)).text();
    const bytes = await firstLoad.bytesOf(html);
    console.log(`${path}: ${Math.round(bytes / 1000)} kB`);
    expect(bytes, path).toBeLessThan(FIRST_LOAD_BYTES_MAX);
  }
});
