import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addressAs } from "@/lib/db/testing/roles";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { freePort } from "@/lib/process/testing/programs";
import { type HttpServer, listenForRequests } from "../http";
import { createListener } from "../listener";
import { askOutside } from "./ask-outside";
import { checkDatabase } from "./check-database";
import { checkDirectory } from "./check-directory";
import type { Finding } from "./finding";
import { judgeOutside } from "./judge-outside";
import { PROBE_PATH } from "./probe";

const PATH = `${process.env.PATH}:/usr/sbin`;
const installed = spawnSync("which", ["nginx"], { env: childEnvironment({ PATH }) }).status === 0;

const HEADERS = `
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Host $http_host;
  proxy_set_header X-Forwarded-Proto $scheme;`;
const RIGHT = `client_max_body_size 17m; location / { proxy_pass http://UPSTREAM; proxy_http_version 1.1; ${HEADERS} }`;

/** A configuration that somebody wrote, how many proxies the server was told of, and what the doctor must find. */
const WRONG: [string, (right: string) => string, number, string, RegExp][] = [
  ["Host is the upstream's", (text) => text.replace(/.*(Host) \$http_host;/g, ""), 1, "host", /\$http_host/],
  [
    "Host is another site's",
    (text) => text.replaceAll("$http_host", "other.example"),
    1,
    "host",
    /other\.example/,
  ],
  ["the scheme is not said", (text) => text.replace(/.*Proto.*;/, ""), 1, "scheme", /says nothing/],
  ["the scheme is another", (text) => text.replace("$scheme", "https"), 1, "scheme", /people use http /],
  [
    "clients write their address",
    (text) => text.replace(/.*Forwarded-For.*;/, ""),
    1,
    "forwarded headers",
    /choose its own/,
  ],
  [
    "no address is said",
    (text) => text.replace("$proxy_add_x_forwarded_for", '""'),
    1,
    "forwarded headers",
    /no proxy writes/,
  ],
  ["the server knows of no proxy", (text) => text, 0, "forwarded headers", /TRUST_PROXY is 0/],
  ["the server knows of one too many", (text) => text, 2, "forwarded headers", /choose its own/],
  [
    "events are compressed",
    (text) =>
      text.replace(
        "location / {",
        "location / { gzip on; gzip_proxied any; gzip_min_length 0; gzip_types text/event-stream;",
      ),
    1,
    "live stream",
    /compresses/,
  ],
  ["bodies may have 1 MiB", (text) => text.replace("17m", "1m"), 1, "body limit", /client_max_body_size/],
  ["another site answers", () => "location / { return 200 hello; }", 1, "address", /something else/],
  [
    "it leads elsewhere",
    () => "location / { return 301 https://pay.example.com/; }",
    1,
    "address",
    /leads elsewhere/,
  ],
  [
    "the server is not there",
    (text) => text.replace("UPSTREAM", "127.0.0.1:1"),
    1,
    "address",
    /something else.*502/,
  ],
];

let directory = "";
let http: HttpServer | null = null;
let nginx: ChildProcess | null = null;

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), "counterfoil-doctor-"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  if (nginx) {
    nginx.kill("SIGTERM");
    await once(nginx, "close");
    nginx = null;
  }
  await http?.stop();
  http = null;
  rmSync(directory, { recursive: true, force: true });
});

/** A server of ours that was told of some proxies; its port. */
async function serve(trustedProxies: number): Promise<number> {
  http = await listenForRequests({ port: 0, host: "127.0.0.1" });
  const pages = async (_: unknown, res: { end: (text: string) => unknown }) => void res.end("a page");
  http.answerWith(createListener({ pages, trustedProxies, secure: false }));
  return http.port;
}

/** An nginx in front of it; the address people use. */
async function startNginx(text: string, upstream: number): Promise<string> {
  const port = await freePort();
  const file = path.join(directory, "nginx.conf");
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((each) => `${each}_temp_path ${directory}/${each};`)
    .join(" ");
  const head = `daemon off; pid ${file}.pid; error_log stderr; ${process.getuid?.() === 0 ? "user root;" : ""}`;
  const server = text.replace("UPSTREAM", `127.0.0.1:${upstream}`);
  writeFileSync(
    file,
    `${head} events {} http { access_log off; ${places} server { listen 127.0.0.1:${port}; ${server} } }`,
  );
  nginx = spawn("nginx", ["-e", "stderr", "-p", directory, "-c", file], {
    env: childEnvironment({ PATH }),
    stdio: "ignore",
  });
  await vi.waitFor(
    async () => {
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect").finally(() => socket.destroy());
    },
    { timeout: 10_000 },
  );
  vi.stubEnv("PUBLIC_URL", `http://localhost:${port}`);
  return `http://localhost:${port}`;
}

const faults = (findings: Finding[]) => findings.filter(({ state }) => state === "wrong");

describe.skipIf(installed)("behind nginx", () => {
  it.skip("nginx is not installed on this machine (Debian: nginx): nothing was tried behind it");
});

describe.skipIf(!installed)("behind nginx", () => {
  it("nothing is wrong with a configuration as it should be", async () => {
    const address = await startNginx(RIGHT, await serve(1));
    const findings = judgeOutside(await askOutside(address));
    expect(faults(findings)).toEqual([]);
    expect(findings.length).toBeGreaterThan(6);
  });

  it.each(WRONG)("one sentence says it: %s", async (_, change, trustedProxies, check, sentence) => {
    const address = await startNginx(change(RIGHT), await serve(trustedProxies));
    const found = faults(judgeOutside(await askOutside(address)));
    expect(found).toEqual([{ check, state: "wrong", sentence: expect.stringMatching(sentence) }]);
    expect(found[0]?.sentence).not.toMatch(/\n/);
  });
});

describe("the probe", () => {
  it("is there for nobody who has not the key", async () => {
    const port = await serve(0);
    for (const authorization of ["", "Doctor 1.x", `Doctor ${Date.now()}.${"A".repeat(43)}`, "Bearer x"]) {
      const answer = await fetch(`http://127.0.0.1:${port}${PROBE_PATH}`, { headers: { authorization } });
      expect([answer.status, await answer.text()]).toEqual([404, ""]);
    }
  });

  it("says that events are kept back, by a proxy that gathers an answer before it passes it on", async () => {
    const upstream = await serve(0);
    const gathering = createHttpServer(async (req, res) => {
      const body = req.method === "POST" ? new Uint8Array(await buffer(req)) : null;
      const answer = await fetch(`http://127.0.0.1:${upstream}${req.url}`, {
        method: req.method ?? "GET",
        headers: { authorization: String(req.headers.authorization) },
        body,
      });
      res.writeHead(answer.status, { "content-type": String(answer.headers.get("content-type")) });
      res.end(Buffer.from(await answer.arrayBuffer()));
    }).listen(0, "127.0.0.1");
    await once(gathering, "listening");
    const { port } = gathering.address() as AddressInfo;
    const outside = await askOutside(`http://127.0.0.1:${port}`);
    gathering.close();
    const found = judgeOutside(outside).find(({ check }) => check === "live stream");
    expect(found).toMatchObject({
      state: "wrong",
      sentence: expect.stringMatching(/keeps events back.*proxy_buffering off/),
    });
  });

  it("says that another PUBLIC_URL is set than people use, and that nobody answers", async () => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    const address = `http://127.0.0.1:${await serve(0)}`;
    expect(faults(judgeOutside(await askOutside(address)))).toMatchObject([{ check: "public address" }]);
    const nobody = await askOutside(`http://127.0.0.1:${await freePort()}`);
    expect(faults(judgeOutside(nobody))).toMatchObject([{ check: "address" }]);
  });
});

describe("the database and the directory", () => {
  it("of the built-in kind have nothing wrong but what these tests give up for speed", async () => {
    expect(faults(await checkDatabase())).toMatchObject([{ check: "durability" }]);
  });

  it("tell a running role that is a superuser, or owns the tables", async () => {
    for (const [role, state] of [
      ["administrator", "wrong"],
      ["owner", "advice"],
    ] as const) {
      const { closePool } = await import("@/lib/db/pool");
      await closePool();
      vi.stubEnv("DATABASE_URL", addressAs(role));
      expect((await checkDatabase()).find(({ check }) => check === "role")).toMatchObject({ state });
      await closePool();
      vi.unstubAllEnvs();
    }
  });

  it("tell secrets that others may read", async () => {
    const file = path.join(directory, "secrets.json");
    writeFileSync(file, "{}", { mode: 0o600 });
    expect(faults(await checkDirectory(directory))).toEqual([]);
    chmodSync(file, 0o644);
    expect(faults(await checkDirectory(directory))).toMatchObject([
      { check: "secrets", sentence: expect.stringContaining("644") },
    ]);
  });
});

describe("npm run doctor", () => {
  it("ends with 1 when something is wrong and says so in a line each, also as JSON", async () => {
    const port = await serve(0);
    vi.stubEnv("PUBLIC_URL", `http://127.0.0.1:${port}`);
    const { code, said } = await doctor(["--json"]);
    const findings = said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Finding);
    // The tests' own database gives up durability for speed.
    expect(faults(findings)).toMatchObject([{ check: "durability" }]);
    expect(code).toBe(1);
    expect((await doctor([])).said).toMatch(/^WRONG +durability .*\.$/m);
  }, 60_000);
});

function doctor(args: string[]): Promise<{ code: unknown; said: string }> {
  const env = childEnvironment({
    ...passedOn("PUBLIC_URL", "DATABASE_URL"),
    ...passedOn("COUNTERFOIL_ENCRYPTION_KEY", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"),
  });
  return new Promise((resolve) => {
    execFile(process.execPath, ["lib/server/start.js", "cli/doctor", ...args], { env }, (err, said) =>
      resolve({ code: err?.code ?? 0, said }),
    );
  });
}
