/** On what has been given the focus because something in it lost it: nobody is there by key, and nothing need keep still. */
export const FOCUS_KEPT = "data-focus-kept";

/** Whether somebody is by key in a part of the page, and not on that part itself. */
export function hasFocusIn(part: Element | null): boolean {
  const focused = document.activeElement;
  if (!part || !focused || focused === part || focused.hasAttribute(FOCUS_KEPT)) return false;
  return part.contains(focused);
}
