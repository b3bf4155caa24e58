import { execFile, spawnSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { versionsDoor } from "@/lib/connected/versions";
import { stampClientAddress } from "@/lib/http/client-address";
import { doorAt } from "@/lib/server/doors";
import { aWorld, type World } from "./testing/world";

// Outside this file the framework answers it.
const VERSIONS = "/versions";
const CURL_SECONDS_MAX = 20;

const missing = ["sh", "curl"].filter((tool) => spawnSync(tool, ["--version"]).error);
if (missing.length > 0)
  console.warn(`The curl examples are NOT run: this machine has no ${missing.join(" and no ")}.`);

const samples = Object.values(inject("openapi").document.paths).flatMap((item) =>
  Object.values(item).map((operation) => ({
    offered: Object.keys(operation.responses).some((status) => status.startsWith("2")),
    id: operation.operationId,
    tag: (operation.tags as string[])[0] ?? "",
    source: operation["x-codeSamples"][0]?.source ?? "",
  })),
);

let server: Server;
let url: string;
let world: World;

beforeAll(async () => {
  const listener = getRequestListener((request) => {
    const path = new URL(request.url).pathname;
    if (path === VERSIONS) return versionsDoor(request);
    return doorAt(path)?.handle(request) ?? new Response(null, { status: 404 });
  });
  server = createServer((req, res) => {
    stampClientAddress(req, 0);
    void listener(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await aWorld();
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

describe("every curl example of the reference", () => {
  it("is there, for every operation", () => {
    expect(samples.filter(({ source }) => source === "")).toEqual([]);
    expect(samples.length).toBeGreaterThan(60);
  });

  it.skipIf(missing.length > 0).each(samples.filter(({ offered }) => offered))(
    "$id runs as it stands",
    async ({ tag, source }) => {
      const variables = { COUNTERFOIL_URL: url, API_KEY: world.key, ...(await world.variablesOf(tag)) };
      const named = [...source.matchAll(/\$([A-Z_]+)/g)].map(([, name = ""]) => name);
      expect(named.filter((name) => !(name in variables))).toEqual([]);
      const { status, body } = await run(source, variables);
      expect(status, `${source}\n${body}`).toBeGreaterThanOrEqual(200);
      expect(status, `${source}\n${body}`).toBeLessThan(300);
    },
  );
});

/** Runs a line of shell with the curl of this machine, and tells what it was answered. */
function run(source: string, variables: Record<string, string>): Promise<{ status: number; body: string }> {
  const command = source.replace(
    /^curl /,
    `curl --silent --show-error --max-time ${CURL_SECONDS_MAX} --write-out '\\n%{http_code}' `,
  );
  return new Promise((resolve, reject) => {
    execFile("sh", ["-c", command], { env: { ...process.env, ...variables } }, (err, stdout, stderr) => {
      if (err) return reject(new Error(`${stderr}\n${command}`));
      const lines = stdout.split("\n");
      resolve({ status: Number(lines.at(-1)), body: lines.slice(0, -1).join("\n") });
    });
  });
}
