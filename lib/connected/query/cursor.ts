import { createHmac } from "node:crypto";
import { z } from "zod";
import { derivedSecrets } from "@/lib/crypto/encryption-keys";
import { equalInConstantTime } from "@/lib/crypto/tokens";

/** The place of a page: everything a list needs to go on, so that the cursor overrides the rest of the address. */
const Cursor = z.object({
  list: z.string(),
  query: z.string(),
  sort: z.string(),
  pageSize: z.int(),
  /** Which side of `at` the page lies on, in the list's own order. */
  side: z.enum(["after", "before"]),
  at: z.tuple([z.string(), z.string()]),
});
export type Cursor = z.infer<typeof Cursor>;

/** An opaque, signed text: nobody can make one up or look behind another filter with it. */
export function writeCursor(cursor: Cursor): string {
  const body = Buffer.from(JSON.stringify(cursor)).toString("base64url");
  return `${body}.${sign(body, secrets()[0] ?? "")}`;
}

/** The cursor behind a text we signed, or null. */
export function readCursor(text: string): Cursor | null {
  const [body = "", signature = "", ...rest] = text.split(".");
  if (rest.length > 0 || !secrets().some((secret) => equalInConstantTime(sign(body, secret), signature)))
    return null;
  const parsed = Cursor.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success ? parsed.data : null;
}

function sign(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64url");
}

function secrets(): string[] {
  return derivedSecrets("connected-cursor").map(({ secret }) => secret);
}
