import { answerText } from "@/lib/http/answer-json";
import { exactJson } from "@/lib/http/exact-json";

/** An answer of the policy door. */
export function jsonAnswer(value: unknown, headers: Record<string, string> = {}): Response {
  return answerText(exactJson(value), { headers });
}
