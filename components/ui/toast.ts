/** A message about something that just happened, in the corner, read out, gone after a while. */
export interface Toast {
  id: number;
  tone: "positive" | "negative" | "neutral";
  title: string;
  detail?: string;
  /** Where to see it. */
  link?: { href: string; label: string };
}

type Listener = () => void;

const TOASTS_MAX = 4;
let shown: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<Listener>();

/** Shows a toast from anywhere in the browser. What a person must not miss belongs on the page instead. */
export function toast(title: string, more: Partial<Omit<Toast, "id" | "title">> = {}): void {
  lastId += 1;
  change([...shown, { tone: "positive" as const, ...more, id: lastId, title }].slice(-TOASTS_MAX));
}

export function dismissToast(id: number): void {
  change(shown.filter((each) => each.id !== id));
}

export function subscribeToasts(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return shown;
}

function change(next: readonly Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}
