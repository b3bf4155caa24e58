import { type Exchange, onExchange } from "@/lib/http/exchange";
import { log } from "@/lib/log/log";
import { metrics } from "@/lib/metrics/metrics";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Counts every answered request, and writes a line about it. Gives back what ends it. */
export function observeRequests(): () => void {
  return onExchange((exchange) => {
    count(exchange);
    if (log.isLevelEnabled("info")) log.info(lineOf(exchange), "request");
  });
}

// By the template: paths have no end, and would make as many series.
function count({ door, routePath, method, status, durationMs }: Exchange): void {
  const { requestSeconds, rateLimited } = metrics();
  const labels = {
    door,
    route: routePath ?? "none",
    method: METHODS.includes(method) ? method : "other",
    status: `${Math.floor(status / 100)}xx`,
  };
  requestSeconds.observe(labels, durationMs / 1_000);
  if (status === 429) rateLimited.inc({ door });
}

function lineOf({ requestId, door, routePath, method, status, durationMs, actor }: Exchange) {
  const line = {
    requestId,
    door,
    route: routePath,
    method,
    status,
    durationMs: Math.round(durationMs * 10) / 10,
  };
  return actor?.type === "apiKey" ? { ...line, keyId: actor.id } : line;
}
