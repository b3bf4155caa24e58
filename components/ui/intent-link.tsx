"use client";

import Link from "next/link";
import { type ComponentProps, useEffect, useRef, useState } from "react";

/** How long somebody points at a link, or stands on it by key, before its page is asked for: who passes over it does not. */
export const INTENT_MS = 80;

/**
 * A link whose page is asked for ahead, whole, once somebody seems about to follow it, and not as soon as it can be seen: a
 * list has fifty links, and each page of the console costs the server something.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
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
  return (
    <Link
      {...props}
      prefetch={intended}
      onPointerEnter={begin}
      onPointerLeave={leave}
      onFocus={begin}
      onBlur={leave}
    />
  );
}
