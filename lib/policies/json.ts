import { stringify } from "lossless-json";
import { answerText } from "@/lib/http/answer-json";

/** JSON whose integers are exact, whatever their size. */
export function toJson(value: unknown): string {
  return stringify(value) ?? "null";
}

/** An answer of the policy door. */
export function jsonAnswer(value: unknown, headers: Record<string, string> = {}): Response {
  return answerText(toJson(value), { headers });
}
