"use client";

import { useEffect } from "react";
import { FOCUS_KEPT } from "@/components/shell/focus-kept";

/**
 * Gives the focus to the nearest that what had it stood in, when that is gone or cannot have it any more: a button that did
 * something for good, the opener of a dialog, a question that has become its answer. The tab key goes on from there.
 */
export function KeepFocus() {
  useEffect(() => {
    /** What has, or had, the focus, and all it stands or stood in. */
    let path: Element[] = [];
    const end = new AbortController();
    const { signal } = end;
    const focused = ({ target }: FocusEvent) => {
      path = target instanceof Element ? pathOf(target) : [];
    };
    // Somebody who presses beside everything wants the focus nowhere.
    const left = () =>
      requestAnimationFrame(() => {
        if (isNowhere() && canHaveFocus(path[0])) path = [];
      });
    const keep = () => {
      // It is asked at every change of the page: what costs a layout is asked only when the focus is lost.
      const { activeElement } = document;
      const lost = isNowhere() || (activeElement === path[0] && activeElement?.matches(":disabled"));
      if (path.length === 0 || !lost || canHaveFocus(path[0])) return;
      const near = path.slice(1).find((each) => isShown(each) && each.textContent?.trim());
      // A dialog says its title, which may tell what it has become.
      const place = near?.closest("dialog") ?? near;
      if (place instanceof HTMLElement && place.closest("main, dialog")) focusOn(place);
    };
    const changes = new MutationObserver(keep);
    document.addEventListener("focusin", focused, { signal });
    document.addEventListener("focusout", left, { signal });
    changes.observe(document.body, {
      ...{ childList: true, subtree: true },
      attributeFilter: ["disabled", "open", "hidden", "inert"],
    });
    return () => {
      end.abort();
      changes.disconnect();
    };
  }, []);
  return null;
}

function pathOf(element: Element): Element[] {
  const path: Element[] = [];
  for (let each: Element | null = element; each; each = each.parentElement) path.push(each);
  return path;
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function canHaveFocus(element: Element | undefined): boolean {
  return element !== undefined && isShown(element) && !element.matches(":disabled");
}

function isShown(element: Element): boolean {
  return element.isConnected && element.checkVisibility();
}

/** The place is no stop of the tab key: it can have the focus as long as it has it. */
function focusOn(place: HTMLElement): void {
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.setAttribute(FOCUS_KEPT, "");
  place.addEventListener("blur", () => place.removeAttribute(FOCUS_KEPT), { once: true });
  place.focus({ preventScroll: true });
}
