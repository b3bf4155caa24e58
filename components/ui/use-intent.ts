"use client";

import { type MouseEvent, useEffect, useRef, useState } from "react";

/** How long somebody points at a link, or stands on it by key, before its page is asked for: who passes over it does not. */
export const INTENT_MS = 80;

/** Whether somebody seems about to follow a link, as told by what happens to it. */
export function useIntent(onClick?: (event: MouseEvent<HTMLAnchorElement>) => void) {
  const [intended, setIntended] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const begin = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIntended(true), INTENT_MS);
  };
  const leave = () => {
    clearTimeout(timer.current);
    setIntended(false);
  };
  // Whoever follows it is given the page: it is not asked for a second time.
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    clearTimeout(timer.current);
    onClick?.(event);
  };
  return {
    intended,
    told: { onClick: follow, onPointerEnter: begin, onPointerLeave: leave, onFocus: begin, onBlur: leave },
  };
}
