import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { newPerson } from "@/lib/auth/testing/people";
import { addressOf, layoutOf, SOCKET_PORT } from "@/lib/db/embedded/layout";
import { newLink } from "./checkout";
import { expect, test } from "./fixtures";
import { loggedBy, type RunningServer, startServer } from "./server";

// A server whose way to the database can be cut.

let server: RunningServer;
let way: Server;
let logged = () => "";
const open = new Set<Socket>();

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  // Where nobody owns the place yet, there is nothing to sign in to.
  await newPerson("owner");
  const { DATA_DIR = "" } = process.env;
  const layout = layoutOf(DATA_DIR);
  way = createServer((client) => {
    const database = connect(path.join(layout.socketDirectory, `.s.PGSQL.${SOCKET_PORT}`));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(one);
      one.on("error", () => {}).on("close", () => other.destroy());
    }
    client.pipe(database).pipe(client);
  });
  way.listen(0, "127.0.0.1");
  await once(way, "listening");
  const address = new URL(addressOf(layout, { role: "application" }));
  const { port } = way.address() as { port: number };
  const DATABASE_URL = `postgresql://${address.username}@127.0.0.1:${port}${address.pathname}`;
  server = await startServer(DATA_DIR, ["--only", "web"], { DATABASE_URL });
  logged = loggedBy(server);
});

test.afterAll(async () => {
  await server?.stop();
  way?.close();
});

function cut(): void {
  way.close();
  for (const each of open) each.destroy();
}

test("while the database is away each page is a 503 that says so without a script", async ({
  browser,
  request,
  apiKey,
  consoleErrors,
}) => {
  const link = await newLink(request, apiKey);
  const pay = `${server.url}${new URL(link.url).pathname}`;
  expect((await fetch(pay)).status).toBe(200);
  cut();
  for (const [address, words] of [
    [pay, "Opening this page charged nothing."],
    [`${server.url}/mandate/${"a".repeat(24)}`, "Opening this page agreed to nothing."],
    [`${server.url}/sign-in`, "The database does not answer just now."],
    [`${server.url}/`, "The database does not answer just now."],
    [`${server.url}/payments`, "The database does not answer just now."],
  ] as const) {
    const headers = { cookie: "counterfoil.session_token=a.b", "accept-encoding": "gzip" };
    const answer = await fetch(address, { headers });
    expect([answer.status, answer.headers.get("retry-after")], address).toEqual([503, "2"]);
    expect(await answer.text(), address).toContain(words);
  }

  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pay);
  await expect(page.getByRole("heading", { name: "This page cannot be shown just now" })).toBeVisible();
  await expect(page.getByText("whether it was paid")).toBeVisible();
  await page.getByRole("link", { name: "Try again" }).click();
  expect(page.url()).toBe(pay);
  await context.close();
  for (const line of logged().trim().split("\n")) expect(() => JSON.parse(line), line).not.toThrow();
  consoleErrors.length = 0;
});
