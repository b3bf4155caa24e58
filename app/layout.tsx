import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { inter, interExtended } from "./fonts";
import "./globals.css";
import { readPreferences } from "@/components/ui/current-reader";

export const metadata: Metadata = {
  title: { default: "Counterfoil", template: "%s · Counterfoil" },
  description: "Every payment, whichever door it came in by, with its whole history.",
  robots: { index: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9f8f5" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1419" },
  ],
};

/** Nothing but the document: the hosted page shares it, so no provider and no script of the console belongs here. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, density } = await readPreferences();
  return (
    <html
      lang="en"
      data-theme={theme}
      data-density={density}
      className={`${inter.variable} ${interExtended.variable}`}
    >
      <body>{children}</body>
    </html>
  );
}
