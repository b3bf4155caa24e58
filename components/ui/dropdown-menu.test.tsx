// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { DropdownMenu, MenuItem } from "./dropdown-menu";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

it.each([
  ["Tab", false, true],
  ["Tab", true, true],
  ["ArrowDown", false, false],
  ["End", false, false],
])("%s (with shift: %s) closes an open menu: %s", async (key, shiftKey, closes) => {
  const container = document.createElement("div");
  document.body.replaceChildren(container);
  const root = createRoot(container);
  const menu = (
    <DropdownMenu trigger="More">
      <MenuItem>Refund</MenuItem>
      <MenuItem>Cancel</MenuItem>
    </DropdownMenu>
  );
  await act(async () => root.render(menu));
  const hidePopover = vi.fn();
  Object.assign(container.querySelector("[role=menu]") ?? {}, { hidePopover });
  const first = container.querySelector<HTMLElement>("[role=menuitem]");
  first?.focus();
  const pressed = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
  await act(async () => {
    first?.dispatchEvent(pressed);
  });
  expect(hidePopover).toHaveBeenCalledTimes(closes ? 1 : 0);
  // Where the focus goes on to is the browser's to say for Tab, and the menu's for its own keys.
  expect(pressed.defaultPrevented).toBe(!closes);
  await act(async () => root.unmount());
});
