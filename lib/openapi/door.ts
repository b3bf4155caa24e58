import { createHash } from "node:crypto";
import type { DescribedDoor } from "@/lib/http/operation";
import { publicUrl } from "@/lib/http/public-url";
import { openApiDocument } from "./document";

/** How long a copy may be used without asking again, in seconds. */
const FRESH_SECONDS = 300;

/** `GET /api/openapi.json`: what these doors take and answer, for anybody; it holds no secret. */
export async function answerOpenApi(request: Request, doors: readonly DescribedDoor[]): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (path !== "/api/openapi.json") return new Response(null, { status: 404 });
  if (request.method !== "GET" && request.method !== "HEAD")
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  const { text, etag } = written(doors);
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

let last: Written | undefined;

/** Made when it is first asked for, and again only when the deployment's address has changed. */
function written(doors: readonly DescribedDoor[]): Written {
  const url = publicUrl();
  if (last?.url === url) return last;
  const text = JSON.stringify(openApiDocument(url, doors));
  const digest = createHash("sha256").update(text).digest("base64url");
  last = { url, text, etag: `"${digest}"` };
  return last;
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const known = (ifNoneMatch ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}
