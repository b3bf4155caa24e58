import { existsSync, readFileSync } from "node:fs";
import { runUnprepared } from "@/lib/db/sql";
import { newLink, payWith } from "./checkout";
import { expect, test } from "./fixtures";
import { SERVER_LOG } from "./server";

// A number that passes every check of form and is none of the sandbox's own.
const REAL_LOOKING = "4539578763621486";

test("a card that could be real is refused in the browser before anything is sent", async ({
  page,
  request,
  apiKey,
}) => {
  await page.goto((await newLink(request, apiKey)).url);
  const posts: string[] = [];
  page.on("request", (sent) => sent.method() === "POST" && posts.push(sent.url()));
  await payWith(page, REAL_LOOKING);
  await expect(page.getByText("This page takes test cards only")).toBeVisible();
  expect(posts).toEqual([]);
});

test("a card that could be real reaches no answer, no table and no log", async ({ request, apiKey }) => {
  const link = await newLink(request, apiKey);
  const submit = `${link.url}/submit`;
  const card = { method: "card", number: REAL_LOOKING, expiry: "12/34", cvc: "737" };
  const misplaced = { method: REAL_LOOKING, number: REAL_LOOKING, expiry: REAL_LOOKING, cvc: REAL_LOOKING };
  for (const form of [card, misplaced]) {
    for (const accept of ["text/html", "application/json"]) {
      const answer = await request.post(submit, { form, headers: { accept }, maxRedirects: 0 });
      expect(JSON.stringify(answer.headers()) + (await answer.text())).not.toContain(REAL_LOOKING);
    }
  }
  expect(await (await request.get(link.url)).text()).not.toContain(REAL_LOOKING);
  expect(await tablesThatHold(REAL_LOOKING)).toEqual([]);
  expect(existsSync(SERVER_LOG)).toBe(true);
  expect(readFileSync(SERVER_LOG, "utf8")).not.toContain(REAL_LOOKING);
});

async function tablesThatHold(text: string): Promise<string[]> {
  const tables = await runUnprepared<{ name: string }>(
    "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')",
    [],
  );
  expect(tables.length).toBeGreaterThan(20);
  const holding = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await runUnprepared(`SELECT 1 FROM ${name} AS t WHERE t::text LIKE $1 LIMIT 1`, [
        `%${text}%`,
      ]);
      return rows.length > 0 ? [name] : [];
    }),
  );
  return holding.flat();
}
