"use client";

import { useEffect } from "react";

export const CHECK_AGAIN_MS = 3_000;

/** Asks again after a while how the payment stands; asking never charges. Without a script the page does it itself. */
export function CheckPaymentAgain({ href }: { href: string }) {
  useEffect(() => {
    const timer = setTimeout(() => window.location.replace(href), CHECK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [href]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`${CHECK_AGAIN_MS / 1_000};url=${href}`} />
    </noscript>
  );
}
