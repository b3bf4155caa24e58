import { headers } from "next/headers";
import type { ReactNode } from "react";
import { signOut } from "@/app/(auth)/sign-out";
import { EARLY_PRESS_SCRIPT } from "@/app/(console)/_shell/early-press";
import { FailedSignIns } from "@/app/(console)/_shell/failed-sign-ins";
import { HeldNotice } from "@/app/(console)/_shell/held-notice";
import { KeepFocus } from "@/app/(console)/_shell/keep-focus";
import { Keyboard } from "@/app/(console)/_shell/keyboard";
import { MobileNav } from "@/app/(console)/_shell/mobile-nav";
import { ModeBanner } from "@/app/(console)/_shell/mode-banner";
import { SearchBox } from "@/app/(console)/_shell/search-box";
import { SessionWatch } from "@/app/(console)/_shell/session-watch";
import { Sidebar } from "@/app/(console)/_shell/sidebar";
import { TimeZone } from "@/app/(console)/_shell/time-zone";
import { UserMenu } from "@/app/(console)/_shell/user-menu";
import { requireOperator } from "@/app/operator";
import { QueryProvider } from "@/components/query/provider";
import { currentReader } from "@/components/ui/current-reader";
import { ReaderProvider } from "@/components/ui/reader-context";
import { Toaster } from "@/components/ui/toaster";
import { hasLiveConnection } from "@/lib/connectors/connection";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [operator, reader, live, nonce] = await Promise.all([
    requireOperator(),
    currentReader(),
    hasLiveConnection(),
    scriptNonce(),
  ]);
  return (
    <ReaderProvider reader={reader}>
      <script
        nonce={nonce}
        // A browser shows nobody the nonce of what it has taken in.
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, with nothing of anybody's in it.
        dangerouslySetInnerHTML={{ __html: EARLY_PRESS_SCRIPT }}
      />
      <QueryProvider personId={operator.id}>
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:translate-y-0"
        >
          Skip to the page
        </a>
        <div data-deployment={live ? "live" : "test"} className="flex min-h-dvh">
          <Sidebar role={operator.role} />
          <div className="flex min-w-0 flex-1 flex-col">
            <header className="sticky top-0 z-30">
              <ModeBanner />
              <div className="flex h-13 items-center gap-2 border-b bg-background px-3 sm:px-6">
                <MobileNav role={operator.role} />
                <SearchBox />
                <Keyboard role={operator.role} />
                <div className="ml-auto">
                  <UserMenu
                    name={operator.label}
                    role={operator.role}
                    accountHref="/settings/account"
                    signOut={signOut}
                  />
                </div>
              </div>
            </header>
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 outline-none sm:px-6"
            >
              <HeldNotice actor={operator} />
              <FailedSignIns />
              {children}
            </main>
          </div>
        </div>
        <Toaster />
        <KeepFocus />
        <TimeZone known={reader.timeZone} />
        <SessionWatch id={operator.id} label={operator.label} />
      </QueryProvider>
    </ReaderProvider>
  );
}

/** What the page's own policy lets run where it stands: see lib/server/security-headers.js. */
async function scriptNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy") ?? "";
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}
