/** What the hosted page's form answers its script. */
export type SubmitAnswer = { kind: "go"; to: string } | { kind: "declined" } | { kind: "problems" };

/** Sends the hosted page's card form, as its script does. Throws when anything but an answer to the customer comes back. */
export async function submitCard(
  paymentUrl: string,
  number: string,
  signal: AbortSignal | null = null,
): Promise<SubmitAnswer> {
  const answer = await fetch(`${paymentUrl}/submit`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ number, expiry: "12/34", cvc: "123" }),
    redirect: "manual",
    signal,
  });
  if (answer.status !== 200) throw new Error(`the card form was answered with ${answer.status}`);
  return (await answer.json()) as SubmitAnswer;
}
