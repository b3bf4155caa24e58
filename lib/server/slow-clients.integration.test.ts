import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { log } from "@/lib/log/log";
import {
  CONNECTIONS_CHECKED_EVERY_MS,
  HEADERS_MS_MAX,
  type HttpServer,
  listenForRequests,
  REQUEST_MS_MAX,
} from "./http";

/** What a client sends of a request that it never finishes. */
const HALVES = {
  nothing: "",
  "half a line": "GET /pay/x HT",
  "half the headers": "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
  "no more than headers": "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n",
  "half a body": "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc",
  "half a chunk": "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nabc",
} as const;

/** Of each kind. */
const CLIENTS = 100;

let server: HttpServer | null = null;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.stop();
  server = null;
});

async function serving(options: Omit<Parameters<typeof listenForRequests>[0], "port">): Promise<HttpServer> {
  server = await listenForRequests({ port: 0, host: "127.0.0.1", ...options });
  server.answerWith((req, res) => {
    req.resume().once("end", () => res.end("whole"));
  });
  return server;
}

/** Sends a text and keeps the connection. */
function client({ port }: HttpServer, text: string) {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let said = "";
  socket.on("data", (part) => {
    said += String(part);
  });
  socket.on("error", () => {});
  const ended = new Promise<string>((resolve) => socket.once("close", () => resolve(said)));
  socket.write(text);
  return { socket, ended, said: () => said };
}

describe("clients that never finish a request", () => {
  it("are cut when their time is up, by hundreds, and hold up nobody meanwhile", async () => {
    const times = { headersTimeout: 500, requestTimeout: 1_000, connectionsCheckingInterval: 100 };
    const here = await serving({ times });
    const slow = Object.values(HALVES).flatMap((half) =>
      Array.from({ length: CLIENTS }, () => client(here, half)),
    );
    const begun = performance.now();
    const whole = await fetch(`http://127.0.0.1:${here.port}/`, { method: "POST", body: "all of it" });
    expect(await whole.text()).toBe("whole");
    for (const { ended } of slow) expect(await ended).toMatch(/^(HTTP\/1\.1 408 Request Timeout\r\n|$)/);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it("are cut although a byte comes now and then", async () => {
    const here = await serving({
      times: { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 50 },
    });
    const drips = [HALVES["half the headers"], HALVES["half a body"]].map((half) => {
      const { socket, ended } = client(here, half);
      const timer = setInterval(() => socket.write("a"), 20);
      return ended.finally(() => clearInterval(timer));
    });
    for (const said of await Promise.all(drips)) expect(said).toContain("408");
  });

  it("are looked for often enough that 15 s are 15 s", () => {
    expect(HEADERS_MS_MAX).toBe(15_000);
    expect(REQUEST_MS_MAX).toBe(60_000);
    expect(CONNECTIONS_CHECKED_EVERY_MS).toBeLessThanOrEqual(1_000);
  });
});

describe("connections beyond the limit", () => {
  it.each([
    ["of one address", { connections: 0, connectionsOfAddress: 20 }, "CONNECTIONS_OF_ADDRESS_MAX"],
    ["of the process", { connections: 20, connectionsOfAddress: 0 }, "CONNECTIONS_MAX"],
  ])(
    "%s are told so before they are read, and taken again once there is room",
    async (_, connectionLimits, name) => {
      const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
      const here = await serving({ connectionLimits });
      const held = Array.from({ length: 20 }, () =>
        client(here, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
      );
      await vi.waitFor(() => {
        for (const { said } of held) expect(said()).toContain("whole");
      });
      const refused = Array.from({ length: 200 }, () =>
        client(here, "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
      );
      for (const { ended } of refused) {
        const said = await ended;
        // Whoever still sends when it is cut off may lose the answer with the connection.
        if (said === "") continue;
        expect(said).toMatch(/^HTTP\/1\.1 503 /);
        expect(said).toContain(`20 connections`);
        expect(said).toContain(name);
      }
      expect(warn).toHaveBeenCalledOnce();
      expect(held.every(({ socket }) => !socket.destroyed)).toBe(true);
      held[0]?.socket.destroy();
      await held[0]?.ended;
      await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${here.port}/`)).status).toBe(200));
      warn.mockRestore();
    },
  );
});
