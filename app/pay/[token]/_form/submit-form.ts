import type { SubmitAnswer } from "@/components/checkout/submit-answer";

/** Posts the form as the browser would, and brings the answer back. Null when none came: what happened is not known. */
export async function submitForm(form: HTMLFormElement): Promise<SubmitAnswer | null> {
  const entries = Array.from(new FormData(form), ([name, value]) => [name, String(value)]);
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
