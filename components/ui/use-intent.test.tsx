// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { INTENT_MS, useIntent } from "./use-intent";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Followed({ onClick }: { onClick: () => void }) {
  const { intended, told } = useIntent(onClick);
  return (
    <a href="#payments" {...told} data-intended={intended}>
      Payments
    </a>
  );
}

function shown(onClick = () => {}) {
  const container = document.body.appendChild(document.createElement("div"));
  act(() => createRoot(container).render(<Followed onClick={onClick} />));
  const link = container.querySelector("a");
  if (!link) throw new Error("there is no link");
  const tell = (type: string) => act(() => void link.dispatchEvent(new MouseEvent(type, { bubbles: true })));
  const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
  return { tell, wait, isIntended: () => link.dataset.intended === "true" };
}

it.each([
  ["pointed at", "pointerover", "pointerout"],
  ["stood on by key", "focusin", "focusout"],
])("a link is meant once it has been %s for a moment, and no longer when it is left", (_, come, go) => {
  const { tell, wait, isIntended } = shown();
  wait(10 * INTENT_MS);
  expect(isIntended()).toBe(false);
  tell(come);
  wait(INTENT_MS - 1);
  expect(isIntended()).toBe(false);
  wait(1);
  expect(isIntended()).toBe(true);
  tell(go);
  expect(isIntended()).toBe(false);
});

it("a link that somebody passes over is not meant", () => {
  const { tell, wait, isIntended } = shown();
  tell("pointerover");
  wait(INTENT_MS - 1);
  tell("pointerout");
  wait(10 * INTENT_MS);
  expect(isIntended()).toBe(false);
});

it("a link that is followed at once is not asked for ahead as well, and does what a click does", () => {
  const clicked = vi.fn();
  const { tell, wait, isIntended } = shown(clicked);
  tell("pointerover");
  tell("focusin");
  tell("click");
  wait(10 * INTENT_MS);
  expect(clicked).toHaveBeenCalledOnce();
  expect(isIntended()).toBe(false);
});
