import { readdir } from "node:fs/promises";
import path from "node:path";

/** A page of the application and the most its scripts may weigh. */
export interface PageFile {
  /** As the framework writes it: `/payments/[id]`. */
  route: string;
  kind: "hosted" | "console";
  signedIn: boolean;
}

const ROOT = "app";
const SIGNED_OUT_GROUP = "(auth)";
const HOSTED_PREFIX = "/pay/";

/** Every page there is, found by its file, so that a new page is measured from its first day. */
export async function findPages(): Promise<PageFile[]> {
  const entries = await readdir(ROOT, { recursive: true, withFileTypes: true });
  return entries
    .filter(({ name }) => name === "page.tsx")
    .map(({ parentPath }) => toPage(path.relative(ROOT, parentPath).split(path.sep)))
    .sort((one, other) => one.route.localeCompare(other.route));
}

function toPage(segments: string[]): PageFile {
  // A group in parentheses is a folder and no part of the address.
  const route = `/${segments.filter((segment) => !segment.startsWith("(")).join("/")}`;
  const hosted = route.startsWith(HOSTED_PREFIX);
  return {
    route,
    kind: hosted ? "hosted" : "console",
    signedIn: !hosted && segments[0] !== SIGNED_OUT_GROUP,
  };
}
