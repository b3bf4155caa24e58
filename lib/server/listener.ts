import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener, RequestError } from "@hono/node-server";
import { stampClientAddress } from "@/lib/http/client-address";
import { stampUnknownHost, UNKNOWN_HOST_HEADER, unknownHostText } from "@/lib/http/known-host";
import { isOwnOrigin, stampOwnOrigin } from "@/lib/http/own-origin";
import { publicUrl } from "@/lib/http/public-url";
import { log } from "@/lib/log/log";
import { decodedPart } from "@/lib/text/decoded-part";
import { answerProbe, PROBE_PATH } from "./doctor/probe";
import { doorAt } from "./doors";
import { PATH_HEADER } from "./page-path";
import { DOOR_HEADERS, HOSTED_PAGE_HEADERS, PAGE_HEADERS, pagePolicy } from "./security-headers.js";
import { type PageKind, withStandIn } from "./unavailable-page";

/** The hosted page's forms refuse by themselves, and tell the customer that nothing was charged. */
const HOSTED_FORM = /^\/pay\/[^/]+\/(?:submit|challenge\/answer)$/;
/** Where a browser says that a request was made, when it was our own page or the person at the keyboard. */
const OWN_SITES = ["same-origin", "none"];
/** All that our pages ask for of what the framework offers: its other addresses, such as one that fetches images, are nobody's. */
const UNUSED_OF_FRAMEWORK = /^[\\/]*_next(?![\\/]static[\\/])/i;
/** What changes nothing: of whatever else fails it is not known what was done. */
const LOOKS = ["GET", "HEAD"];
const NONCE_BYTES = 16;
const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const HSTS = "max-age=31536000";

export interface ListenerOptions {
  /** What answers everything that is no door's. */
  pages: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  trustedProxies: number;
  /** Whether people reach this server over HTTPS, which browsers are then told to keep to. */
  secure: boolean;
}

/** The production server's request listener: the doors directly, everything else through the framework. */
export function createListener({ pages, trustedProxies, secure }: ListenerOptions): RequestListener {
  const doors = getRequestListener(answerAtDoor, { errorHandler: answerToError });
  return (req, res) => {
    if (pathnameOf(req.url ?? "") === PROBE_PATH) {
      // Before anything is made of the headers: what arrived is what is asked for.
      void answerProbe(req, res, trustedProxies).catch(() => res.destroy());
      return;
    }
    stampClientAddress(req, trustedProxies);
    stampHost(req);
    stampUnknownHost(req, trustedProxies);
    if (secure) res.setHeader("Strict-Transport-Security", HSTS);
    if (req.url === "*") {
      // RFC 9110, section 9.3.7: about the server as a whole.
      res.writeHead(204, { ...DOOR_HEADERS, Allow: METHODS }).end();
      return;
    }
    const pathname = pathnameOf(req.url ?? "/");
    if (doorAt(pathname)) {
      setHeaders(res, DOOR_HEADERS);
      void doors(req, res);
      return;
    }
    const decoded = decodedPart(pathname);
    if (decoded === null || UNUSED_OF_FRAMEWORK.test(decoded)) {
      // The framework would call the first a fault of its own.
      res.writeHead(decoded === null ? 400 : 404, DOOR_HEADERS).end();
      return;
    }
    stampOwnOrigin(req, trustedProxies);
    if (!HOSTED_FORM.test(pathname) && isFromElsewhere(req)) {
      refuseFromElsewhere(req, res);
      return;
    }
    if (isMisdirected(req, res)) return;
    const kind = pageKindOf(pathname);
    guardPage(req, res, kind !== "console");
    answerWithPage(LOOKS.includes(req.method ?? "") ? standingIn(pages, kind) : pages, req, res);
  };
}

/**
 * Development's request listener: the framework answers everything, its routes being the doors, so that what was edited
 * holds at the next request. Its pages carry scripts that a policy would not let run.
 */
export function createDevelopmentListener({
  pages,
  trustedProxies,
}: Omit<ListenerOptions, "secure">): RequestListener {
  return (req, res) => {
    stampHost(req);
    stampClientAddress(req, trustedProxies);
    stampUnknownHost(req, trustedProxies);
    if (!doorAt(pathnameOf(req.url ?? "/")) && isMisdirected(req, res)) return;
    stampOwnOrigin(req, trustedProxies);
    req.headers[PATH_HEADER] = req.url;
    answerWithPage(pages, req, res);
  };
}

function pageKindOf(pathname: string): PageKind {
  if (pathname.startsWith("/pay/")) return "payment";
  return pathname.startsWith("/mandate/") ? "agreement" : "console";
}

function standingIn(pages: ListenerOptions["pages"], kind: PageKind): ListenerOptions["pages"] {
  return (req, res) => withStandIn(res, kind, () => pages(req, res));
}

function answerWithPage(pages: ListenerOptions["pages"], req: IncomingMessage, res: ServerResponse): void {
  pages(req, res).catch((err: unknown) => {
    log.error({ err }, "a page failed");
    if (!res.headersSent) res.writeHead(500, { "Content-Type": "text/plain" });
    res.end("Something went wrong.\n");
  });
}

/** HTTP/1.0 need not say Host; of a later version the server itself refuses such a request. */
function stampHost(req: IncomingMessage): void {
  if (req.headers.host !== undefined) return;
  const { host } = new URL(publicUrl());
  req.headers.host = host;
  req.rawHeaders.push("Host", host);
}

function answerAtDoor(request: Request): Promise<Response> | Response {
  const door = doorAt(pathnameOf(request.url));
  return door ? door.handle(request) : new Response(null, { status: 404 });
}

function answerToError(err: unknown): Response {
  if (err instanceof RequestError) return new Response(null, { status: 400 });
  log.error({ err }, "a door failed");
  return new Response(null, { status: 500 });
}

/** Refuses a request for a page under a name that is not this server's. Says whether it did. */
function isMisdirected({ headers }: IncomingMessage, res: ServerResponse): boolean {
  if (headers[UNKNOWN_HOST_HEADER] === "") return false;
  log.warn(
    { host: headers.host, publicUrl: publicUrl() },
    "a page was refused: it was asked for under a name that neither PUBLIC_URL nor ALLOWED_HOSTS has",
  );
  res.writeHead(421, { ...DOOR_HEADERS, "Content-Type": "text/plain; charset=utf-8" });
  res.end(unknownHostText());
  return true;
}

function isFromElsewhere({ method = "", headers }: IncomingMessage): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return false;
  const site = headers["sec-fetch-site"];
  // A browser may keep the origin to itself, and says all the same whether it was another site.
  if (headers.origin === undefined) return site !== undefined && !OWN_SITES.includes(String(site));
  return !isOwnOrigin(headers.origin, headers);
}

// The framework would call it a fault of its own.
function refuseFromElsewhere({ headers: { origin } }: IncomingMessage, res: ServerResponse): void {
  log.warn(
    { origin, publicUrl: publicUrl() },
    "an action was refused: it was sent from an address that PUBLIC_URL does not name",
  );
  res.writeHead(403, { ...DOOR_HEADERS, "Content-Type": "text/plain; charset=utf-8" });
  res.end(
    `Nothing was done: this was sent from another address than ${publicUrl()}, which is this site's.\n`,
  );
}

// The framework reads the nonce from the request's own policy header, and puts it on every script it writes.
function guardPage(req: IncomingMessage, res: ServerResponse, hosted: boolean): void {
  const policy = pagePolicy(randomBytes(NONCE_BYTES).toString("base64"), hosted);
  req.headers["content-security-policy"] = policy;
  req.headers[PATH_HEADER] = req.url;
  setHeaders(res, hosted ? HOSTED_PAGE_HEADERS : PAGE_HEADERS);
  res.setHeader("Content-Security-Policy", policy);
}

function setHeaders(res: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}

function pathnameOf(url: string): string {
  const path = url.startsWith("/") ? url : url.replace(/^\w+:\/\/[^/]*/, "");
  return path.split(/[?#]/, 1)[0] ?? "/";
}
