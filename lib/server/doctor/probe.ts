import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { derivedSecrets } from "@/lib/crypto/encryption-keys";
import { judgedAddress } from "@/lib/http/client-address";
import { publicUrl } from "@/lib/http/public-url";
import { EVENT_STREAM_HEADERS } from "@/lib/live/response";

/** Where `npm run doctor` asks a running server how its requests arrive. Everybody else is told that there is nothing. */
export const PROBE_PATH = "/api/doctor";
export const PROBE_BODY_BYTES = 16 * 1024 * 1024;
/** How far apart the two events of the stream are sent. */
export const STREAM_GAP_MS = 1_500;

// Generous: a clock that is wrong is what the doctor wants to be told of, and an old token tells nobody anything.
const TOKEN_AGE_MS_MAX = 24 * 60 * 60 * 1_000;

/** How a request looked when it arrived, and what the server makes of it. */
export const SeenByProbe = z.object({
  nowMs: z.number(),
  publicUrl: z.string(),
  trustedProxies: z.number(),
  clientAddress: z.string(),
  host: z.string(),
  forwardedFor: z.string().nullable(),
  forwardedHost: z.string().nullable(),
  forwardedProto: z.string().nullable(),
  bodyBytes: z.number(),
});
export type SeenByProbe = z.output<typeof SeenByProbe>;

/** Shows that whoever asks has the deployment's encryption key. */
export function newProbeToken(nowMs: number): string {
  return `${nowMs}.${signatureOf(String(nowMs))}`;
}

/** Answers the doctor: what was seen of the request, or a stream of two events. */
export async function answerProbe(
  req: IncomingMessage,
  res: ServerResponse,
  trustedProxies: number,
): Promise<void> {
  if (!isSigned(req.headers.authorization ?? "", Date.now())) {
    res.writeHead(404).end();
    return;
  }
  if (req.url?.endsWith("?stream")) {
    res.writeHead(200, EVENT_STREAM_HEADERS);
    res.write("data: 1\n\n");
    setTimeout(() => res.end("data: 2\n\n"), STREAM_GAP_MS);
    return;
  }
  let bodyBytes = 0;
  for await (const part of req) {
    bodyBytes += (part as Buffer).length;
    if (bodyBytes > PROBE_BODY_BYTES) break;
  }
  const seen: SeenByProbe = {
    nowMs: Date.now(),
    publicUrl: publicUrl(),
    trustedProxies,
    clientAddress: judgedAddress(req, trustedProxies),
    host: req.headers.host ?? "",
    forwardedFor: text(req.headers["x-forwarded-for"]),
    forwardedHost: text(req.headers["x-forwarded-host"]),
    forwardedProto: text(req.headers["x-forwarded-proto"]),
    bodyBytes,
  };
  res.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  res.end(JSON.stringify(seen));
}

function text(header: string | string[] | undefined): string | null {
  return header === undefined ? null : String(header);
}

function isSigned(authorization: string, nowMs: number): boolean {
  const [, at = "", signature = ""] = /^Doctor (\d{1,16})\.([\w-]{43})$/.exec(authorization) ?? [];
  if (!at || Math.abs(nowMs - Number(at)) > TOKEN_AGE_MS_MAX) return false;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(at)));
}

function signatureOf(at: string): string {
  const [current] = derivedSecrets("counterfoil doctor");
  return createHmac("sha256", current?.secret ?? "")
    .update(at)
    .digest("base64url");
}
