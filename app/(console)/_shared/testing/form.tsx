import { QueryClientProvider } from "@tanstack/react-query";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, vi } from "vitest";
import { newQueryClient } from "@/components/query/client";

let root: Root | null = null;

/** Takes away the form that is shown: one that stays would go on living beside the next. */
export async function unmountForm(): Promise<void> {
  await act(async () => root?.unmount());
}

/** An id, and what an action that refuses answers. */
export const ID = "01900000-0000-7000-8000-000000000001";
export const REFUSED = {
  ok: false as const,
  requestId: "",
  problem: { code: "conflict", message: "No.", issues: [] },
};

/** Begins each test of this file with nothing that the one before was answered, kept or showed. */
export function beginEachAnew(): void {
  beforeEach(() => {
    vi.clearAllMocks();
    sessionStorage.clear();
  });
  afterEach(unmountForm);
}

/** Shows a form in a document of its own, and what a person can do with it. */
export async function showForm(form: ReactNode) {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const container = document.createElement("div");
  document.body.replaceChildren(container);
  const client = newQueryClient();
  root = createRoot(container);
  const render = (shown: ReactNode) =>
    act(async () => root?.render(<QueryClientProvider client={client}>{shown}</QueryClientProvider>));
  await render(form);
  const find = <E extends Element>(selector: string) => {
    const found = container.querySelector<E>(selector);
    if (!found) throw new Error(`there is no ${selector} in ${container.innerHTML}`);
    return found;
  };
  return {
    find,
    /** Shows the same form with what its page knows by now. */
    again: render,
    /** Presses it, and waits for the scripts that come with the press, and for those that what they show brings along. */
    click: async (selector: string) => {
      await act(async () => find<HTMLElement>(selector).click());
      for (let depth = 0; depth < 3; depth++) await act(() => vi.dynamicImportSettled());
    },
    fill: (selector: string, text: string) =>
      act(async () => {
        const field = find<HTMLInputElement>(selector);
        // As a person does it: past React, which then hears of it.
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, text);
        field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
      }),
    send: () =>
      act(async () => {
        find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
      }),
    text: () => container.textContent ?? "",
  };
}
