"use client";

import { Button } from "./button";
import { ErrorState } from "./error-state";

/** What an error boundary shows. The digest is what the server logged the error under; its text stays there. */
export function FailedPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorState
      title="This page could not be shown"
      requestId={error.digest}
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <Button onClick={() => window.location.assign("/")}>Go to the overview</Button>
        </>
      }
    >
      Something went wrong on our side. If it happens again, tell whoever runs this Counterfoil the request
      below.
    </ErrorState>
  );
}
