import type { SubmitAnswer } from "@/components/checkout/submit-answer";

import { solveProof } from "@/lib/checkout/card-testing/solve-proof";

/** Posts the form as the browser would, and brings the answer back. Null when none came: what happened is not known. */
export async function submitForm(form: HTMLFormElement): Promise<SubmitAnswer | null> {
  const answer = await post(form);
  if (answer?.kind !== "proof_required") return answer;
  // Nothing was charged: the same form goes again, with the work it was asked for.
  const proof = await solveProof(answer.challenge).catch(() => null);
  return proof === null ? answer : post(form, proof);
}

async function post(form: HTMLFormElement, proof?: string): Promise<SubmitAnswer | null> {
  const entries = Array.from(new FormData(form), ([name, value]) => [name, String(value)]);
  if (proof !== undefined) entries.push(["proof", proof]);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(entries),
    });
    const answer = (await response.json()) as SubmitAnswer;
    // A refusal of ours says that it is one; any other failure may have come after the charge.
    return response.ok || answer.kind === "refused" ? answer : null;
  } catch {
    return null;
  }
}
