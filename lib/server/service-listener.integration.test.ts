import { afterEach, expect, it } from "vitest";
import { type HttpServer, listenForRequests } from "./http";
import { createServiceListener } from "./service-listener";

let server: HttpServer | null = null;
afterEach(async () => server?.stop());

it("a process that runs the jobs alone tells its health and its metrics, and nothing else", async () => {
  server = await listenForRequests({ port: 0, host: "127.0.0.1", option: "--health-port" });
  const url = `http://127.0.0.1:${server.port}`;
  server.answerWith(createServiceListener(0));
  expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ status: "ok" });
  expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
  expect(await (await fetch(`${url}/api/metrics`)).text()).toContain("counterfoil_jobs_running");
  for (const path of ["/", "/v0/payments", "/pay/x", "/api/healthy"])
    expect((await fetch(`${url}${path}`)).status, path).toBe(404);
  await expect(
    listenForRequests({ port: server.port, host: "127.0.0.1", option: "--health-port" }),
  ).rejects.toThrow("--health-port");
});
