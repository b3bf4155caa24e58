import { readBodyBytes } from "@/lib/http/body-bytes";
import { isOwnOrigin } from "@/lib/http/own-origin";
import { publicUrl } from "@/lib/http/public-url";
import { log } from "@/lib/log/log";
import { Refused } from "@/lib/verb/problem";

/** What a document without an origin of its own is said to come from. */
export const OPAQUE_ORIGIN = "null";

/** Our largest form is a few hundred bytes. */
export const FORM_BYTES_MAX = 8_192;

/**
 * The fields of a form that was posted from our own pages. Refuses one that another site posted, one that is too long and
 * one that is no form. What was posted may hold a card number: it appears in no refusal.
 */
export async function readGuardedForm(request: Request): Promise<URLSearchParams> {
  if (isCrossSite(request)) {
    throw new Refused({ code: "malformed_body", message: "This form was not sent from this page." });
  }
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new Refused({ code: "malformed_body", message: "The request must be a form." });
  }
  return new URLSearchParams(Buffer.from(await readBodyBytes(request, FORM_BYTES_MAX)).toString("utf8"));
}

function isCrossSite(request: Request): boolean {
  const origin = request.headers.get("origin");
  // A sandboxed frame has no origin of its own, and is cross-site to everything; the token in the address lets it pay.
  if (origin === OPAQUE_ORIGIN) return false;
  if (request.headers.get("sec-fetch-site") === "cross-site") return true;
  if (!origin) return false;
  if (isOwnOrigin(origin, request.headers)) return false;
  log.warn(
    { origin, publicUrl: publicUrl() },
    "a customer's form was refused: it was sent from an address that PUBLIC_URL does not name",
  );
  return true;
}
