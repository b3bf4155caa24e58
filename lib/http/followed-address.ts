import { decodedPart } from "@/lib/text/decoded-part";
import { allowedHosts, publicUrl } from "./public-url";

/** Only there to resolve against: nobody has this name. */
const HERE = "http://here.invalid";

/** What is at this address and no page of the console: the hosted page may itself lead on to a merchant. */
const NO_PAGE = /^\/(?:pay|api|v0|v1|_next)(?:\/|$)/i;

/**
 * A page of the console as a path and its query: what a sign-in, a link or a redirect may lead a person to. Judged by where a
 * browser would end up, and by where whoever decodes it once more would; what leads anywhere else comes to "/".
 */
export function insideAddress(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/")) return "/";
  const url = resolved(text);
  if (!url) return "/";
  // What is followed is this text and not the one that was sent: removed dot segments may have made another host of it.
  const path = url.pathname + url.search;
  return isPage(path) && isPage(decodedPath(url.pathname)) ? path : "/";
}

/** Whether a text is an address of http or https, as it stands. */
export function isWholeAddress(text: string): boolean {
  // The parser would quietly drop white space and control characters; whoever sent them meant something else.
  return /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text);
}

/**
 * What is wrong with an address outside that a merchant wants a customer sent to, as the rest of a sentence about it, or
 * null. It is of http or https, names no user, and is none of this console's own. Checkout contract.
 */
export function outsideAddressFault(text: string): string | null {
  if (!isWholeAddress(text)) return "must be an absolute http or https address";
  // A user without a name is gone after parsing.
  if (/^https?:[\\/]*[^\\/?#]*@/i.test(text)) return "must not hold a user name or a password";
  return isOwnAddress(new URL(text)) ? "must not be an address of this console" : null;
}

function isPage(path: string | null): boolean {
  const url = path === null ? null : resolved(path);
  return url !== null && !url.pathname.startsWith("//") && !NO_PAGE.test(url.pathname);
}

function resolved(text: string): URL | null {
  if (!URL.canParse(text, HERE)) return null;
  const url = new URL(text, HERE);
  return url.origin === HERE && url.username === "" && url.password === "" ? url : null;
}

// Decoded until nothing is left to decode: each layer that reads an address may decode it once. Each round is shorter.
function decodedPath(pathname: string): string | null {
  const decoded = decodedPart(pathname);
  return decoded === null || decoded === pathname ? decoded : decodedPath(decoded);
}

function isOwnAddress(url: URL): boolean {
  // In a browser the environment is not known, and the page's own address is.
  const own = new URL(typeof window === "undefined" ? publicUrl() : window.location.href);
  const others = allowedHosts().map((host) => new URL(`${own.protocol}//${host}`));
  return [own, ...others].some((each) => hostOf(url) === hostOf(each) && portOf(url) === portOf(each));
}

const LOOPBACK =
  /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;

function hostOf({ hostname }: URL): string {
  const name = hostname.replace(/\.$/, "");
  return LOOPBACK.test(name) ? "localhost" : name;
}

// The two schemes' own ports are one place: whoever listens on the one sends people on to the other.
function portOf({ port }: URL): string {
  return port === "80" || port === "443" ? "" : port;
}
