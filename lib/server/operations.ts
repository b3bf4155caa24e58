import { z } from "zod";
import { versionsOperation } from "@/lib/connected/versions";
import type { DescribedDoor, PublicOperation } from "@/lib/http/operation";
import { healthDoor } from "./health";
import { metricsDoor } from "./metrics/door";

const healthAnswer = z.object({ status: z.enum(["ok", "live"]) });
const unhealthyAnswer = z.object({
  status: z.enum(["database_unavailable", "database_read_only", "database_full"]),
  reason: z.string().meta({ description: "The same in a sentence." }),
});

/** What a deployment says of itself, to anybody. `openApi` answers for the document that lists this too. */
export function serviceDoor(openApi: (request: Request) => Promise<Response>): DescribedDoor {
  const collection = (id: string, path: string, summary: string): PublicOperation => ({
    id,
    method: "GET",
    path,
    summary,
    permission: null,
    answers: {
      200: { description: "What the tool imports.", schema: z.looseObject({}) },
      304: { description: "It has not changed since the `ETag` in `If-None-Match`.", schema: null },
    },
    answer: openApi,
  });
  return {
    tag: "Service",
    component: "Service",
    description: "What this deployment is and how it is doing. Needs no key.",
    prefix: "/api/health",
    security: [],
    refusals: {},
    operations: [
      {
        id: "getHealth",
        method: "GET",
        path: "/api/health",
        summary: "Whether a payment can be recorded",
        permission: null,
        query: z.object({
          live: z
            .string()
            .optional()
            .meta({ description: "Asks for the process alone, whatever its database does." }),
        }),
        answers: {
          200: { description: "It can.", schema: healthAnswer },
          503: {
            description: "It cannot: the database is away, read-only or full.",
            schema: unhealthyAnswer,
          },
        },
        answer: healthDoor,
      },
      {
        id: "getMetrics",
        method: "GET",
        path: "/api/metrics",
        summary: "Figures for Prometheus",
        description:
          "Asks for the bearer token in METRICS_TOKEN; where there is none, answers its own machine only.",
        permission: null,
        answers: {
          200: { description: "The figures, in Prometheus's text format.", schema: null },
          401: { description: "Not the token.", schema: null },
          403: { description: "There is no token, and this is another machine.", schema: null },
          421: { description: "Asked under a name that is not this server's.", schema: null },
        },
        answer: metricsDoor,
      },
      {
        id: "getOpenApiDocument",
        method: "GET",
        path: "/api/openapi.json",
        summary: "This document",
        permission: null,
        answers: {
          200: { description: "OpenAPI 3.1.", schema: z.looseObject({ openapi: z.string() }) },
          304: { description: "It has not changed since the `ETag` in `If-None-Match`.", schema: null },
        },
        answer: openApi,
      },
      collection("getPostmanCollection", "/api/postman.json", "Every request as a collection for Postman"),
      collection("getBrunoCollection", "/api/bruno.json", "Every request as a collection for Bruno"),
      versionsOperation,
    ],
  };
}
