"use client";

import { type ReactNode, useId, useRef } from "react";
import { placeBeside } from "./anchor";

/** Says more about what it wraps, on hover and on focus; Escape puts it away. The wrapped element must be focusable. */
export function Tooltip({
  text,
  children,
}: {
  text: ReactNode;
  children: (described: { "aria-describedby": string }) => ReactNode;
}) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const show = () => {
    if (!tip.current || !anchor.current?.firstElementChild) return;
    tip.current.showPopover();
    placeBeside(anchor.current.firstElementChild, tip.current, "start");
  };
  const hide = () => tip.current?.matches(":popover-open") && tip.current.hidePopover();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapped element is the interactive one; its events pass here
    <span
      ref={anchor}
      className="contents"
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === "Escape" && hide()}
    >
      {children({ "aria-describedby": id })}
      <span
        ref={tip}
        id={id}
        role="tooltip"
        popover="manual"
        className="max-w-64 rounded-md bg-foreground px-2 py-1 text-background text-xs"
      >
        {text}
      </span>
    </span>
  );
}
