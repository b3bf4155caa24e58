"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { SecretBox } from "@/components/forms/secret-box";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { EyeIcon, RefreshIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { revealSecretAction, rotateRedirectSecretAction } from "../actions";

/** Shown on request, which is audited; replaced at once. `version` is that of the secret this page knows of. */
export function RedirectSecret({ id, version }: { id: string; version: number }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const reveal = useAction(revealSecretAction, (shown) => setSecret(shown.secret));
  const rotate = useAction(
    rotateRedirectSecretAction,
    (made) => {
      setSecret(made.secret);
      setAsked(false);
    },
    { changes: ["merchant"] },
  );
  return (
    <div className="grid gap-3">
      {reveal.problem && <Notice tone="negative" title={reveal.problem.message} />}
      {secret && <SecretBox label="Secret" secret={secret} />}
      <div className="flex flex-wrap gap-2">
        {!secret && (
          <Button pending={reveal.pending} onClick={() => reveal.run({ id })}>
            <EyeIcon /> Show
          </Button>
        )}
        <Button onClick={() => setAsked(true)}>
          <RefreshIcon /> Replace…
        </Button>
      </div>
      <p className="text-muted-foreground text-xs">Who looks at it, or replaces it, is in the audit log.</p>
      <FormDialog
        open={asked}
        onClose={() => setAsked(false)}
        title="Replace the redirect secret?"
        description="From now on redirects are signed with the new one. Until the merchant’s site knows it, it will not trust them."
        submitLabel="Replace the secret"
        form={rotate}
        read={() => ({ id, replaces: version })}
        look="danger"
      />
    </div>
  );
}
