import { operationsOfOriginal } from "@/lib/openapi/testing-originals/original";

const operations = new Map(operationsOfOriginal("checkout").map((each) => [each.key, each]));

/**
 * What is wrong with an answer by the original's own document. `path` is as the document spells it: `/v0/customers/{id}`.
 */
export function faultsByOriginal(method: string, path: string, status: number, body: unknown): string[] {
  const faults = operations.get(`${method} ${path}`)?.faultsOf(status, body);
  return faults ?? [`${method} ${path} never answers ${status} there`];
}

/** What is wrong with a request's body by the original's document. */
export function requestFaultsByOriginal(method: string, path: string, body: unknown): string[] {
  const faults = operations.get(`${method} ${path}`)?.requestFaultsOf(body);
  return faults ?? [`${method} ${path} is not there`];
}
