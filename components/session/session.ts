import type { ActionProblem } from "@/components/forms/action-result";

/** Why a page can send nothing just now: nobody is signed in any more, or somebody else than had the page opened. */
export type SessionTrouble = { kind: "ended" } | { kind: "other"; id: string; label: string };

let trouble: SessionTrouble | null = null;
let signInCount = 0;
const listeners = new Set<() => void>();

/** Told what an action was refused for; gives whether that is about the session, and what is not is left alone. */
export function noticeRefusal({ code, signedInAs }: ActionProblem): boolean {
  if (code === "unauthenticated") sessionEnded();
  if (signedInAs) otherSignedIn(signedInAs);
  return code === "unauthenticated" || signedInAs !== undefined;
}

/** Asks to sign in over the page, which stays as it is. */
export function sessionEnded(): void {
  if (trouble?.kind !== "ended") change({ kind: "ended" });
}

/** Tells whoever sits there that the page was opened by somebody else, and has them choose. */
export function otherSignedIn(person: { id: string; label: string }): void {
  change({ kind: "other", ...person });
}

export function leaveTrouble(): void {
  change(null);
}

/** Has everything that follows the server begin anew. */
export function signedInAgain(): void {
  signInCount += 1;
  change(null);
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentTrouble(): SessionTrouble | null {
  return trouble;
}

/** How often somebody has signed in over this page. */
export function currentSignIns(): number {
  return signInCount;
}

function change(next: SessionTrouble | null): void {
  trouble = next;
  for (const listener of listeners) listener();
}
