import type { Reader } from "@/components/ui/reader";
import type { Ctx } from "@/lib/verb/context";
import type { Permission } from "@/lib/verb/permissions";

/** Who asks, how they read, and what for: `params` is spelled as in the page's own address. */
export interface Asked {
  ctx: Ctx;
  reader: Reader;
  params: URLSearchParams;
}

/** What a page shows, read for the page on the server and again for the browser: by verbs, which authorise. */
export interface ConsoleQuery<Data> {
  /** Asked before anything is read, as the page asks it; null where the page is everybody's. */
  permission: Permission | null;
  read: (asked: Asked) => Promise<Data>;
}

/** What was read, and how far in the outbox it was read. */
export interface Shown<Data> {
  data: Data;
  cursor: string;
}
