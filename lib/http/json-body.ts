import { textFault } from "@/lib/text/text-fault";
import { Refused, refuseField } from "@/lib/verb/problem";
import { readBodyBytes } from "./body-bytes";
import { keepBody } from "./exchange";
import { JsonFault, readJsonText } from "./read-json";

/** The largest request body, in bytes. Contracts, README. */
export const BODY_BYTES_MAX = 1_048_576;

/**
 * The JSON object a request carries, read as `readJsonText` does: integers beyond 2^53-1 are bigint, `4900.0` is 4900.
 * Refuses with `body_too_large` before parsing, `malformed_body` for what is no JSON object, and `invalid` for a NUL or a
 * lone surrogate in text.
 */
export async function readJsonObject(
  request: Request,
  bytesMax = BODY_BYTES_MAX,
): Promise<Record<string, unknown>> {
  return (await readJsonObjectOrNull(request, bytesMax)) ?? malformed(NO_OBJECT);
}

/** The same, where a dialect has a word of its own for a body that is `null`. */
export async function readJsonObjectOrNull(
  request: Request,
  bytesMax = BODY_BYTES_MAX,
): Promise<Record<string, unknown> | null> {
  const value = await readJson(request, bytesMax, "object");
  if (typeof value !== "object" || Array.isArray(value)) malformed(NO_OBJECT);
  return value as Record<string, unknown> | null;
}

const NO_OBJECT = "The request body must be a JSON object.";

/** The JSON array a request carries, read like `readJsonObject`. */
export async function readJsonArray(request: Request, bytesMax = BODY_BYTES_MAX): Promise<unknown[]> {
  const value = await readJson(request, bytesMax, "array");
  return Array.isArray(value) ? value : malformed("The request body must be a JSON array.");
}

async function readJson(request: Request, bytesMax: number, what: string): Promise<unknown> {
  refuseCoding(request);
  if (!isJson(request.headers.get("content-type")))
    malformed("The request body must be JSON: send Content-Type: application/json.");
  refuseCharset(request);
  const text = decode(await readBytes(request, bytesMax));
  keepBody(request, text);
  if (text.trim() === "") malformed(`The request body is empty; it must be a JSON ${what}.`);
  const value = parseJson(text);
  if (mayHideBadText(text)) refuseBadText(value, []);
  return value;
}

/** Refuses with `body_encoded` a body that is compressed: what we read is the body itself. */
export function refuseCoding({ headers }: Request): void {
  const coding = headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (coding !== "" && coding !== "identity")
    throw new Refused({ code: "body_encoded", coding: coding.slice(0, CODING_CHARACTERS_SHOWN) });
}

const CODING_CHARACTERS_SHOWN = 50;

/** What is UTF-8 by another name, or a part of it. */
const CHARSETS = ["utf-8", "utf8", "us-ascii"];

/** Refuses with `body_charset` a body that says that its text is encoded otherwise: read as UTF-8, it would be other text. */
export function refuseCharset({ headers }: Request): void {
  const named = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]*))/i.exec(headers.get("content-type") ?? "");
  const charset = named?.[1] ?? named?.[2];
  if (charset !== undefined && !CHARSETS.includes(charset.toLowerCase()))
    throw new Refused({ code: "body_charset", charset: charset.slice(0, CODING_CHARACTERS_SHOWN) });
}

function isJson(contentType: string | null): boolean {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return type === "application/json" || /^application\/[\w.-]+\+json$/.test(type);
}

// Nobody sends more than the length they declare: the server reads no further. Read at once, it costs half.
async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  const isWithin = declared > 0 && declared <= bytesMax && !request.headers.has("transfer-encoding");
  return isWithin ? new Uint8Array(await request.arrayBuffer()) : readBodyBytes(request, bytesMax);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return malformed("The request body is not valid UTF-8.");
  }
}

function parseJson(text: string): unknown {
  try {
    return readJsonText(text);
  } catch (err) {
    if (err instanceof JsonFault) return malformed(`The request body ${err.message}.`);
    throw err;
  }
}

function mayHideBadText(text: string): boolean {
  return text.includes("\\u") || text.includes("__proto__");
}

function refuseBadText(value: unknown, path: readonly string[]): void {
  if (typeof value === "string") refuseBadString(value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseBadString(key, path);
    if (key === "__proto__")
      refuseField(path.join("."), "not_allowed", "must not have a key named __proto__");
    refuseBadText(inner, [...path, key]);
  }
}

function refuseBadString(text: string, path: readonly string[]): void {
  const fault = textFault(text);
  if (fault) refuseField(path.join("."), "invalid_value", fault);
}

function malformed(message: string): never {
  throw new Refused({ code: "malformed_body", message });
}
