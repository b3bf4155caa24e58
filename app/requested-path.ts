import { headers } from "next/headers";
import { PATH_HEADER } from "@/lib/server/page-path";

/** The path and query this request asked for, or the overview where nobody says (the development server). */
export async function requestedPath(): Promise<string> {
  return safePath((await headers()).get(PATH_HEADER));
}

/** A path within this console, never another site: what a link may send somebody to after signing in. */
export function safePath(text: string | null | undefined): string {
  if (!text?.startsWith("/") || text.startsWith("//") || text.startsWith("/\\")) return "/";
  const base = "http://here.invalid";
  if (!URL.canParse(text, base)) return "/";
  const url = new URL(text, base);
  return url.origin === base ? url.pathname + url.search : "/";
}
