import { once } from "node:events";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { DRAIN_MS_MAX, QUIET_MS } from "./drain";
import { HEADER_BYTES_MAX, listenForRequests } from "./http";

describe("the listening server", () => {
  it("says that it is starting until somebody answers, and that it lives", async () => {
    const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
    const url = `http://127.0.0.1:${server.port}`;
    expect((await fetch(`${url}/api/health`)).status).toBe(503);
    expect((await fetch(`${url}/api/health?live`)).status).toBe(200);
    expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
    server.answerWith((_, res) => res.end("ready"));
    expect(await (await fetch(url)).text()).toBe("ready");
    await server.stop();
  });

  it("refuses a port that is in use, in one sentence that names it", async () => {
    const first = await listenForRequests({ port: 0, host: "127.0.0.1" });
    await expect(listenForRequests({ port: first.port, host: "127.0.0.1" })).rejects.toThrow(
      `port ${first.port} is in use`,
    );
    await first.stop();
  });

  it("lets a request in flight finish before it stops, and takes no other", async () => {
    const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
    const url = `http://127.0.0.1:${server.port}`;
    let answer = () => {};
    const arrived = new Promise<void>((resolve) => {
      server.answerWith((_, res) => {
        answer = () => res.end("finished");
        resolve();
      });
    });
    const inFlight = fetch(url);
    await arrived;
    const stopped = server.stop();
    await expect(fetch(url)).rejects.toThrow();
    answer();
    expect(await (await inFlight).text()).toBe("finished");
    await stopped;
  });

  it("answers every request that clients at work send while it stops, unless it told them before that it closes", async () => {
    const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
    server.answerWith((_, res) => void setTimeout(() => res.end("done"), Math.random() * 4));
    const clients = Array.from({ length: 20 }, (_, n) => aClient(server.port, n));
    await vi.waitFor(() => expect(clients.every(({ answers }) => answers.length >= 5)).toBe(true));
    const stopped = server.stop();
    const told = await Promise.all(clients.map(({ ended }) => ended));
    await stopped;
    expect(told).toEqual(clients.map(() => "told"));
    for (const { asked, answers } of clients) {
      expect(answers.length).toBe(asked());
      expect(answers.filter((headers) => headers.connection === "close")).toEqual([answers.at(-1)]);
    }
  });

  it("closes connections that nobody uses at once, and one whose answer has begun when it is out", async () => {
    const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
    let finish = () => {};
    server.answerWith((_, res) => {
      res.write("begun ");
      finish = () => res.end("and done");
    });
    const unused = connect(server.port, "127.0.0.1");
    await once(unused, "connect");
    const begun = fetch(`http://127.0.0.1:${server.port}`);
    const answer = await begun;
    await delay(QUIET_MS);
    const beganAt = performance.now();
    const stopped = server.stop();
    await once(unused.resume(), "close");
    expect(performance.now() - beganAt).toBeLessThan(QUIET_MS);
    finish();
    expect(await answer.text()).toBe("begun and done");
    await stopped;
    expect(performance.now() - beganAt).toBeLessThan(DRAIN_MS_MAX / 2);
  });

  it("takes its time to stop once, however many ask it to", async () => {
    const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
    const stopped = server.stop();
    expect(server.stop()).toBe(stopped);
    await stopped;
  });

  it.each(["h2c", "websocket"])(
    "answers a request that offers %s, and the next one after it",
    async (protocol) => {
      const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
      server.answerWith((req, res) =>
        req.on("data", (part) => res.write(part)).on("end", () => res.end("!")),
      );
      const socket = connect(server.port, "127.0.0.1");
      const offer = `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\nContent-Length: 4\r\n`;
      for (let round = 0; round < 2; round++) {
        let said = "";
        socket.on("data", (part) => {
          said += String(part);
        });
        socket.write(`POST /v0/payments HTTP/1.1\r\nHost: x\r\n${offer}\r\nbody`);
        await vi.waitFor(() => expect(said).toMatch(/^HTTP\/1\.1 200 .*body.*!/s));
        socket.removeAllListeners("data");
      }
      socket.destroy();
      await server.stop();
    },
  );

  it("refuses to be a tunnel in words", async () => {
    const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
    const [said] = (await once(socket, "data")) as [Buffer];
    expect(said.toString()).toMatch(/^HTTP\/1\.1 405 /);
    await server.stop();
  });

  it("refuses headers beyond the limit", async () => {
    const server = await listenForRequests({ port: 0, host: "127.0.0.1" });
    const socket = connect(server.port, "127.0.0.1");
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(HEADER_BYTES_MAX)}\r\n\r\n`);
    const [said] = (await once(socket, "data")) as [Buffer];
    expect(said.toString()).toContain("431");
    socket.destroy();
    await server.stop();
  });
});

/** Asks again and again on one connection, with pauses of up to a few milliseconds, until it is told that it closes, or is broken. */
function aClient(port: number, pauseMs: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: IncomingHttpHeaders[] = [];
  let asked = 0;
  const ask = () =>
    new Promise<IncomingHttpHeaders>((resolve, reject) => {
      asked++;
      const req = request({ port, host: "127.0.0.1", agent }, (res) => {
        res
          .resume()
          .once("end", () => resolve(res.headers))
          .once("error", reject);
      });
      req.once("error", reject).end();
    });
  const work = async () => {
    for (;;) {
      const headers = await ask();
      answers.push(headers);
      if (headers.connection === "close") return "told";
      if (pauseMs > 0) await delay(pauseMs);
    }
  };
  const ended = work()
    .catch(String)
    .finally(() => agent.destroy());
  return { answers, ended, asked: () => asked };
}
