import { z } from "zod";
import { versionsOperation } from "@/lib/connected/operations";
import type { Reference } from "@/lib/http/operation";

const healthAnswer = z.object({ status: z.enum(["ok", "live"]) });
const unhealthyAnswer = z.object({ status: z.literal("database_unavailable") });

/** What a deployment says of itself, to anybody. */
export const serviceReference: Reference = {
  tag: "Service",
  name: "Service",
  description: "What this deployment is and how it is doing. Needs no key.",
  prefix: "/api/health",
  security: [],
  refusals: {},
  operations: [
    {
      id: "getHealth",
      method: "GET",
      path: "/api/health",
      summary: "Whether requests can be served",
      isPublic: true,
      query: z.object({
        live: z
          .string()
          .optional()
          .meta({ description: "Asks for the process alone, whatever its database does." }),
      }),
      answers: {
        200: { description: "They can.", schema: healthAnswer },
        503: { description: "The database is away.", schema: unhealthyAnswer },
      },
    },
    {
      id: "getMetrics",
      method: "GET",
      path: "/api/metrics",
      summary: "Figures for Prometheus",
      description:
        "Asks for the bearer token in METRICS_TOKEN; where there is none, answers its own machine only.",
      isPublic: true,
      answers: {
        200: { description: "The figures, in Prometheus's text format.", schema: null },
        401: { description: "Not the token.", schema: null },
        403: { description: "There is no token, and this is another machine.", schema: null },
      },
    },
    {
      id: "getOpenApiDocument",
      method: "GET",
      path: "/api/openapi.json",
      summary: "This document",
      isPublic: true,
      answers: {
        200: { description: "OpenAPI 3.1.", schema: z.looseObject({ openapi: z.string() }) },
        304: { description: "It has not changed since the `ETag` in `If-None-Match`.", schema: null },
      },
    },
    versionsOperation,
  ],
};
