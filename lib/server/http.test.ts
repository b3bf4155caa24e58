import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
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
