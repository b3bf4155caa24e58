"use client";

import { type FocusEvent, type PointerEvent, useRef } from "react";
import { hasFocusIn } from "@/components/shell/focus-kept";

/**
 * Tells when a list must keep still, because somebody points at it, is in it by key, or has scrolled into it. `onFree` is
 * called when the pointer or the focus leaves and nothing holds it any more. `letGo` is for the press that says "show".
 */
export function useHold(onFree: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const pointed = useRef(false);
  const isHeld = () => {
    const element = box.current;
    if (!element) return false;
    return pointed.current || hasFocusIn(element) || element.getBoundingClientRect().top < 0;
  };
  const freed = () => {
    if (!isHeld()) onFree();
  };
  return {
    isHeld,
    letGo: () => box.current?.focus({ preventScroll: true }),
    holding: {
      ref: box,
      tabIndex: -1,
      onPointerEnter: ({ pointerType }: PointerEvent) => {
        pointed.current = pointerType === "mouse";
      },
      onPointerLeave: () => {
        pointed.current = false;
        freed();
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        // The focus has not moved yet.
        if (!currentTarget.contains(relatedTarget)) queueMicrotask(freed);
      },
    },
  };
}
