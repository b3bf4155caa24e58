import type { PublicOperation } from "@/lib/http/operation";
import { newId } from "@/lib/ids";
import { versions } from "./answers";
import { presentProblem } from "./errors";

/** What this door says it is, to clients that ask before they speak. */
export const VERSION = "v3.0.0";

/** GET /api/payments/_info. */
export const SERVER_INFO = { version: VERSION, debug: false } as const;

/** GET /versions, where the client finds out what a stack is made of. */
export const versionsDoor = async ({ method }: Request): Promise<Response> => {
  if (method !== "GET" && method !== "HEAD")
    return presentProblem({ code: "method_not_allowed", allowed: ["GET"] }, newId());
  return Response.json({
    env: "counterfoil",
    region: "self-hosted",
    versions: [
      { name: "payments", version: VERSION, health: true },
      { name: "auth", version: VERSION, health: true },
    ],
  });
};

/** Where a client finds out what a stack is made of. */
export const versionsOperation: PublicOperation = {
  id: "getVersions",
  method: "GET",
  path: "/versions",
  summary: "What this stack is made of",
  permission: null,
  answers: { 200: { description: "The parts and their versions.", schema: versions } },
  answer: versionsDoor,
};
