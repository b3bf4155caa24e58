const GAP_PX = 6;
const MARGIN_PX = 8;

export type Align = "start" | "end";

/**
 * Puts a fixed element below its anchor, or above where there is more room, and keeps it on the screen: what is higher than
 * the room there is scrolls.
 */
export function placeBeside(anchor: Element, floating: HTMLElement, align: Align): void {
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = floating;
  const below = from.bottom + GAP_PX;
  const roomBelow = window.innerHeight - MARGIN_PX - below;
  const roomAbove = from.top - GAP_PX - MARGIN_PX;
  const fits = height <= roomBelow || roomAbove < roomBelow;
  const left = align === "start" ? from.left : from.right - width;
  const leftMax = window.innerWidth - width - MARGIN_PX;
  Object.assign(floating.style, {
    position: "fixed",
    margin: "0",
    inset: "auto",
    maxHeight: `${fits ? roomBelow : roomAbove}px`,
    top: `${fits ? below : Math.max(MARGIN_PX, from.top - GAP_PX - height)}px`,
    left: `${Math.max(MARGIN_PX, Math.min(left, leftMax))}px`,
  });
}
