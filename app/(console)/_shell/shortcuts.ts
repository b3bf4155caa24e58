/** Every key that does something, as the help shows it. */
export const SHORTCUTS = [
  { keys: ["⌘ K", "Ctrl K"], does: "Go anywhere" },
  { keys: ["/"], does: "Search" },
  { keys: ["j"], does: "Next row" },
  { keys: ["k"], does: "Row before" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["x"], does: "Select the row" },
  { keys: ["?"], does: "Show this help" },
] as const;

const OFF_KEY = "counterfoil_single_keys";

/** WCAG 2.1.4: whoever dictates or hits keys by accident can turn single keys off. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(OFF_KEY) !== "off";
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF_KEY);
  else localStorage.setItem(OFF_KEY, "off");
}
