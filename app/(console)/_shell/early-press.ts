/** A press that was made so long before the page's scripts came has been given up by whoever made it. */
const EARLY_PRESS_MS_MAX = 10_000;

/** With this, React marks the document it listens on: from then on it hears every press itself. */
const HEARD_BY_REACT = "_reactListening";

declare global {
  interface Document {
    /** What was pressed last before anything of the page's listened, and when, in milliseconds since the page began. */
    earlyPress?: { button: HTMLButtonElement; at: number };
  }
}

/**
 * Runs before anything else of the page. Until React listens, it remembers the last button pressed that does nothing by
 * itself: links are followed, forms sent and panels opened without a script.
 */
export const EARLY_PRESS_SCRIPT = `document.addEventListener("click", (event) => {
  const button = event.target.closest('button[type="button"]:not([popovertarget])');
  if (button && !Object.keys(document).some((name) => name.startsWith("${HEARD_BY_REACT}")))
    document.earlyPress = { button, at: performance.now() };
}, true);`;

/** Presses once more, now that it is heard, what was pressed last while nothing of the page listened. */
export function pressWhatWasPressedEarly(): void {
  const early = document.earlyPress;
  delete document.earlyPress;
  if (!early || performance.now() - early.at > EARLY_PRESS_MS_MAX) return;
  // Where its mark is not found, React may have heard the press: better not at all than twice.
  if (!Object.keys(document).some((name) => name.startsWith(HEARD_BY_REACT))) return;
  if (early.button.isConnected) early.button.click();
}
