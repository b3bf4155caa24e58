import { afterEach, beforeAll, expect } from "vitest";
import { type Exchange, onExchange } from "@/lib/http/exchange";
import { DIFFERENCES } from "@/lib/openapi/testing-originals/differences";
import { type OriginalOperation, operationsOfOriginal } from "@/lib/openapi/testing-originals/original";

const PREFIX = "/api/payments";

/** From here on each answer of the door that goes well, in the tests of this file, is held to the original's own document. */
export function holdToOriginal(): void {
  const deviations: string[] = [];
  beforeAll(() => {
    const judge = originalJudge();
    return onExchange((exchange) => {
      deviations.push(...judge(exchange));
    });
  });
  afterEach(() => {
    expect(deviations.splice(0), "answers that are not as the original's document has them").toEqual([]);
  });
}

/** What is off about an answer that went well, by the schemas of the original's own document: nothing where all is well. */
function originalJudge(): (exchange: Exchange) => string[] {
  const operations = new Map<string, OriginalOperation>(
    operationsOfOriginal("connected").flatMap((each) =>
      each.ours ? [[`${each.ours.operation.method} ${each.ours.operation.path}`, each] as const] : [],
    ),
  );
  return ({ method, routePath, status, response }) => {
    if (!routePath?.startsWith(PREFIX) || status >= 300 || OURS.includes(routePath)) return [];
    const key = `${method} ${routePath} ${status}`;
    const faults = operations
      .get(`${method} ${routePath}`)
      ?.faultsOf(status, response.body === null ? null : JSON.parse(response.body));
    if (!faults) return [`${key}: the original has no such answer`];
    const unknown = faults.filter((fault) => !DIFFERENCES.connected.some(([known]) => known.test(fault)));
    return unknown.map((fault) => `${key}: ${fault}`);
  };
}

/** What the original does not have. */
const OURS = [`${PREFIX}/payments/:id/adjustments`];
