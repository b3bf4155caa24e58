import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
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
