import { z } from "zod";
import { tokenAnswer } from "@/lib/connected/answers";
import { TOKEN_REFUSALS } from "@/lib/connected/errors";
import { issueToken, TOKEN_LIFETIME_SECONDS } from "@/lib/connected/token";
import { unavailabilityOf } from "@/lib/db/unavailable";
import { withHeaders } from "@/lib/http/answer-json";
import { readBodyBytes } from "@/lib/http/body-bytes";
import { isAnybodyListening, keepBody } from "@/lib/http/exchange";
import { refuseCharset, refuseCoding } from "@/lib/http/json-body";
import type { DescribedDoor } from "@/lib/http/operation";
import { admitAddress, countFailure, limitHeaders } from "@/lib/limits/request-limits";
import { log } from "@/lib/log/log";
import { problemOf } from "@/lib/verb/problem";
import { begin, type Progress, tell } from "./tell-exchange";

/** A token request is a few short fields. */
const FORM_BYTES_MAX = 8_192;

const TOKEN_PATH = "/api/auth/oauth/token";

/** POST /api/auth/oauth/token: the OAuth 2 client-credentials grant, errors in the shape of RFC 6749. */
export async function tokenDoor(request: Request): Promise<Response> {
  const progress = begin("token", request);
  const { requestId } = progress;
  const answered = await answer(request, progress).catch((err: unknown) => {
    const problem = problemOf(err);
    if (problem?.code === "body_encoded")
      return refuse(415, "invalid_request", `Send the form as it is, without ${problem.coding}.`, {
        "Accept-Encoding": "identity",
      });
    if (problem?.code === "body_charset")
      return refuse(415, "invalid_request", `Send the form in UTF-8, not in ${problem.charset}.`);
    if (problem?.code === "rate_limited") return slowDown(problem.retryAfterSeconds);
    const away = unavailabilityOf(err);
    if (away) {
      log.warn({ err, requestId, door: "token", waitedFor: away.waitedFor }, "the database could not answer");
      return unavailable(away.retryAfterSeconds);
    }
    log.error({ err, requestId, door: "token" }, "a request failed");
    return refuse(500, "server_error", `Something went wrong on our side. Quote request ${requestId}.`);
  });
  const response = withHeaders(answered, {
    ...limitHeaders(progress.standing),
    "x-request-id": requestId,
    "cache-control": "no-store",
  });
  return isAnybodyListening() ? tell(request, response, progress) : response;
}

async function answer(request: Request, progress: Progress): Promise<Response> {
  progress.routePath = progress.url.pathname === TOKEN_PATH ? TOKEN_PATH : null;
  await admitAddress(request, progress.standing);
  if (request.method !== "POST") return refuse(405, "invalid_request", "Use POST here.", { Allow: "POST" });
  refuseCoding(request);
  refuseCharset(request);
  const form = await readForm(request);
  // RFC 6749, section 3.2: no parameter more than once.
  if (form && new Set(form.keys()).size < [...form.keys()].length)
    return refuse(400, "invalid_request", "Send each field once.");
  if (!form) return refuse(400, "invalid_request", "Send the fields of the grant form encoded.");
  if (form.get("grant_type") !== "client_credentials") {
    return refuse(400, "unsupported_grant_type", "The only grant type here is client_credentials.");
  }
  const basic = basicCredentials(request);
  const issued = await issueToken({
    clientId: form.get("client_id") ?? basic?.[0] ?? "",
    clientSecret: form.get("client_secret") ?? basic?.[1] ?? "",
    scope: form.get("scope") ?? "",
  });
  if ("token" in issued) {
    return Response.json({
      access_token: issued.token,
      token_type: "Bearer",
      expires_in: TOKEN_LIFETIME_SECONDS,
      scope: issued.scopes.join(" "),
    });
  }
  if (issued.refused === "invalid_scope")
    return refuse(400, "invalid_scope", "The key does not have every scope that was asked for.");
  await countFailure(request, progress.standing);
  return refuse(
    401,
    "invalid_client",
    "The key id and secret do not belong together, or the key is revoked.",
  );
}

// RFC 6749 has no code for it; this is its word for what passes by itself.
function slowDown(seconds: number): Response {
  return refuse(429, "temporarily_unavailable", `Too many requests; try again in ${seconds} s.`, {
    "Retry-After": String(seconds),
  });
}

function unavailable(seconds: number): Response {
  return refuse(503, "temporarily_unavailable", `The database is not available; try again in ${seconds} s.`, {
    "Retry-After": String(seconds),
  });
}

async function readForm(request: Request): Promise<URLSearchParams | null> {
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") return null;
  const text = await readText(request);
  if (text === null) return null;
  keepBody(request, text);
  return new URLSearchParams(text);
}

// The grant has no word for a form that is too large: it is none.
async function readText(request: Request): Promise<string | null> {
  try {
    return Buffer.from(await readBodyBytes(request, FORM_BYTES_MAX)).toString("utf8");
  } catch (err) {
    if (problemOf(err)?.code === "body_too_large") return null;
    throw err;
  }
}

// RFC 6749 lets a client show its credentials in the header instead of the form.
function basicCredentials(request: Request): [string, string] | null {
  const encoded = /^basic +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!encoded) return null;
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return [id, secret.join(":")];
}

function refuse(
  status: number,
  error: string,
  description: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error, error_description: description }, { status, headers });
}

/** The OAuth 2 client-credentials grant. */
export const tokenDescription: DescribedDoor = {
  tag: "Access tokens",
  component: "Token",
  description: "An API key is exchanged for an access token of an hour. OAuth 2, client credentials.",
  prefix: "/api/auth/oauth/token",
  security: [],
  refusals: TOKEN_REFUSALS,
  operations: [
    {
      id: "createAccessToken",
      method: "POST",
      path: "/api/auth/oauth/token",
      summary: "Exchange a key for an access token",
      description:
        "`client_id` is the key's id, `client_secret` its secret; both may come by HTTP Basic instead. Without a `scope` " +
        "the token has all the key has.",
      permission: null,
      body: {
        contentType: "application/x-www-form-urlencoded",
        schema: z.object({
          grant_type: z.literal("client_credentials"),
          client_id: z.string().optional(),
          client_secret: z.string().optional(),
          scope: z
            .string()
            .optional()
            .meta({ examples: ["payments:read"] }),
        }),
      },
      answers: { 200: { description: "The token.", schema: tokenAnswer } },
      refuses: [401],
      example: {
        body: {
          grant_type: "client_credentials",
          client_id: "$KEY_ID",
          client_secret: "$API_KEY",
          scope: "payments:read",
        },
      },
      answer: tokenDoor,
    },
  ],
};
