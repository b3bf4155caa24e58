import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { stampClientAddress } from "@/lib/http/client-address";
import { stampUnknownHost } from "@/lib/http/known-host";
import { healthDoor } from "./health";
import { metricsDoor } from "./metrics/door";
import { DOOR_HEADERS } from "./security-headers.js";

/** What a process that runs the jobs alone answers: how it is doing, and its figures. */
export function createServiceListener(trustedProxies: number): RequestListener {
  const answer = getRequestListener(serve);
  return (req, res) => {
    stampClientAddress(req, trustedProxies);
    stampUnknownHost(req, trustedProxies);
    for (const [name, value] of Object.entries(DOOR_HEADERS)) res.setHeader(name, value);
    void answer(req, res);
  };
}

function serve(request: Request): Promise<Response> | Response {
  const { pathname } = new URL(request.url);
  if (/^\/api\/health(\/|$)/.test(pathname)) return healthDoor(request);
  if (/^\/api\/metrics(\/|$)/.test(pathname)) return metricsDoor(request);
  return new Response("This process runs the jobs: it answers /api/health and /api/metrics.\n", {
    status: 404,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
