import { inject } from "vitest";
import type { Exchange } from "@/lib/http/exchange";
import { answerJudge } from "./judge-answer";

let judge: ((exchange: Exchange) => string[]) | undefined;

/** Judges answers by the document of this run. Files share it, so that a worker compiles each schema once. */
export function providedJudge(): (exchange: Exchange) => string[] {
  judge ??= answerJudge(inject("openapi"));
  return judge;
}
