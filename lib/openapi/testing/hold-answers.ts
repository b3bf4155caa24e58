import { afterAll, afterEach, expect, inject } from "vitest";
import { onExchange } from "@/lib/http/exchange";
import { answerJudge } from "./judge-answer";

// Whatever a test asks of a door, the answer is held against the document; the test that provoked a deviation fails.
const judge = answerJudge(inject("openapi"));
const deviations: string[] = [];

onExchange((exchange) => {
  deviations.push(...judge(exchange));
});

afterEach(holdAnswers);
afterAll(holdAnswers);

function holdAnswers(): void {
  expect(deviations.splice(0), "answers that are not as the OpenAPI document has them").toEqual([]);
}
