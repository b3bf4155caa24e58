import type { Challenge } from "altcha-lib";
import type { CardProblem } from "@/lib/connectors/typed-card/typed-card";

/** What the submit handler tells the form's script. Without a script the same is told by where the browser is sent. */
export type SubmitAnswer =
  /** Go on: paid, waiting for the bank, or closed. In an iframe go to `framedTo` instead of leaving this site. */
  | { kind: "go"; to: string; framedTo: string }
  | { kind: "problems"; problems: CardProblem[] }
  | { kind: "declined"; message: string; triesLeft: number }
  /** Nothing was charged: first the browser has to work, and then sends the form again with its proof. */
  | { kind: "proof_required"; challenge: Challenge }
  /** Nothing was charged, and nothing is for so long. */
  | { kind: "wait"; minutes: number }
  /** Not taken in, so nothing was charged. */
  | { kind: "refused" };

/** Sent to the page that frames this one. */
export type FrameMessage = { type: "payment_success" | "payment_error"; paymentId: string };

export function tellParent(message: FrameMessage): void {
  if (window.parent === window) return;
  // Any page may frame this one, and whoever does already holds the link; the message says no more than that.
  window.parent.postMessage(message, "*");
}

export function triesLeftText(triesLeft: number): string {
  return triesLeft === 1
    ? "You can try once more before this page closes."
    : `You can try ${triesLeft} more times.`;
}
