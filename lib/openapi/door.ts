import { createHash } from "node:crypto";
import type { DescribedDoor } from "@/lib/http/operation";
import { publicUrl } from "@/lib/http/public-url";
import { brunoCollection } from "./collections/bruno";
import { collectionOf } from "./collections/collection";
import { postmanCollection } from "./collections/postman";
import { openApiDocument } from "./document";

/** How long a copy may be used without asking again, in seconds. */
const FRESH_SECONDS = 300;

type Write = (url: string, doors: readonly DescribedDoor[]) => unknown;

/** What is told of the doors, by its address. */
const DOCUMENTS = {
  "/api/openapi.json": openApiDocument,
  "/api/postman.json": (url, doors) => postmanCollection(collectionOf(url, doors)),
  "/api/bruno.json": (url, doors) => brunoCollection(collectionOf(url, doors)),
} as const satisfies Record<string, Write>;
type Address = keyof typeof DOCUMENTS;
export const DOCUMENT_ADDRESSES = Object.keys(DOCUMENTS) as Address[];

/** `GET /api/openapi.json` and the collections made of it: what these doors take and answer, for anybody, without a secret. */
export async function answerOpenApi(request: Request, doors: readonly DescribedDoor[]): Promise<Response> {
  const path = new URL(request.url).pathname;
  const address = DOCUMENT_ADDRESSES.find((each) => each === path);
  if (!address) return new Response(null, { status: 404 });
  if (request.method !== "GET" && request.method !== "HEAD")
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  const { text, etag } = written(address, doors);
  const headers = {
    ETag: etag,
    "Cache-Control": `public, max-age=${FRESH_SECONDS}`,
    // Tools elsewhere read it: there is nothing in it that its reader could not ask for anyway.
    "Access-Control-Allow-Origin": "*",
  };
  if (isKnown(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  const body = request.method === "HEAD" ? null : text;
  return new Response(body, { headers: { ...headers, "Content-Type": "application/json" } });
}

interface Written {
  url: string;
  text: string;
  etag: string;
}

const last = new Map<Address, Written>();

/** Made when it is first asked for, and again only when the deployment's address has changed. */
function written(address: Address, doors: readonly DescribedDoor[]): Written {
  const url = publicUrl();
  const known = last.get(address);
  if (known?.url === url) return known;
  const text = JSON.stringify(DOCUMENTS[address](url, doors));
  const digest = createHash("sha256").update(text).digest("base64url");
  const made = { url, text, etag: `"${digest}"` };
  last.set(address, made);
  return made;
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const known = (ifNoneMatch ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}
