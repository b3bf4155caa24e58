import { afterAll, afterEach, expect } from "vitest";
import { onExchange } from "@/lib/http/exchange";
import { providedJudge } from "./provided-judge";

// Whatever a test asks of a door, the answer is held against the document; the test that provoked a deviation fails.
const judge = providedJudge();
const deviations: string[] = [];

onExchange((exchange) => {
  deviations.push(...judge(exchange));
});

afterEach(holdAnswers);
afterAll(holdAnswers);

function holdAnswers(): void {
  expect(deviations.splice(0), "answers that are not as the OpenAPI document has them").toEqual([]);
}
