import { newLink } from "./checkout";
import { FirstLoad } from "./first-load";
import { expect, test } from "./fixtures";

/** What a paying customer may have to download before the page is whole, the framework's own 132 kB included. */
const FIRST_LOAD_BYTES_MAX = 150_000;

test("the hosted page's first-load JavaScript stays within its budget", async ({ request, apiKey }) => {
  const html = await (await request.get((await newLink(request, apiKey)).url)).text();
  expect(await new FirstLoad(request).bytesOf(html)).toBeLessThan(FIRST_LOAD_BYTES_MAX);
});
