import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { isPassingRefusal, RETRY_AFTER_SECONDS } from "@/lib/db/unavailable";

/** What an address shows: it decides on the words that stand in for it. */
export type PageKind = "payment" | "agreement" | "console";

interface Met {
  unavailable: boolean;
}

const pageMet = new AsyncLocalStorage<Met>();

// What `instrumentation.ts` calls, which the framework compiles for itself.
Object.assign(globalThis, { counterfoilPageFailed: noteFailureOfPage });

/** Notes of the page that is being made why it failed. */
export function noteFailureOfPage(err: unknown): void {
  const met = pageMet.getStore();
  if (met && isPassingRefusal(err)) met.unavailable = true;
}

/**
 * Has a page made. Where it fails for a database that cannot answer, 503 and a page of ours that needs no script stand in
 * for the framework's 500, which is blank without one.
 */
export function withStandIn<T>(res: ServerResponse, kind: PageKind, make: () => T): T {
  const met: Met = { unavailable: false };
  standIn(res, () => met.unavailable, unavailablePage(kind));
  return pageMet.run(met, make);
}

const INTERNAL_ERROR = 500;
const OF_THE_OTHER_PAGE = ["Content-Encoding", "Content-Length", "ETag", "Link", "Transfer-Encoding"];

// Nothing of the framework's answer has left until its head is written: then it is known how the page ended.
function standIn(res: ServerResponse, isWanted: () => boolean, page: string): void {
  const [writeHead, write, end] = [res.writeHead, res.write, res.end] as ((...args: unknown[]) => unknown)[];
  let stoodIn = false;
  const begin = (status: unknown, ...rest: unknown[]) => {
    if (stoodIn) return;
    if (status !== INTERNAL_ERROR || res.headersSent || !isWanted()) {
      writeHead?.call(res, status, ...rest);
      return;
    }
    stoodIn = true;
    for (const name of OF_THE_OTHER_PAGE) res.removeHeader(name);
    writeHead?.call(res, 503, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": Buffer.byteLength(page),
      "Cache-Control": "no-store",
      "Retry-After": String(RETRY_AFTER_SECONDS),
    });
    end?.call(res, page);
  };
  const afterHead = (work: ((...args: unknown[]) => unknown) | undefined, instead: unknown) => {
    return (...args: unknown[]) => {
      if (!res.headersSent) res.writeHead(res.statusCode);
      return stoodIn ? instead : work?.apply(res, args);
    };
  };
  Object.assign(res, {
    writeHead: (status: unknown, ...rest: unknown[]) => {
      begin(status, ...rest);
      return res;
    },
    write: afterHead(write, true),
    end: afterHead(end, res),
  });
}

const WORDS: Record<PageKind, string> = {
  payment:
    "We cannot say just now how this payment stands, or whether it was paid. Opening this page charged nothing.",
  agreement:
    "We cannot say just now how this agreement stands, or whether it was made. Opening this page agreed to nothing.",
  console: "The database does not answer just now. Opening this page changed nothing.",
};

const STYLE =
  ":root{color-scheme:light dark;font:1rem/1.5 ui-sans-serif,system-ui,sans-serif}body{margin:0;min-height:100dvh;display:grid;place-content:center}main{max-width:28rem;padding:1.5rem}h1{font-size:1.25rem}";

function unavailablePage(kind: PageKind): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>This page cannot be shown just now</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>This page cannot be shown just now</h1>
<p>${WORDS[kind]} Try again in a moment.</p>
<p><a href="">Try again</a></p>
</main>
</body>
</html>
`;
}
