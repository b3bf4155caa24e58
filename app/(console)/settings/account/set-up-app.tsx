"use client";

import { ActionForm } from "@/components/forms/action-form";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { confirmTwoFactorAction, type Draft } from "./actions";
import { Qr } from "./qr";

const FORM = "set-up-app";

export function SetUpApp({
  draft,
  onClose,
  onDone,
}: {
  draft: Draft;
  onClose: () => void;
  onDone: () => void;
}) {
  const form = useAction(confirmTwoFactorAction, onDone, { changes: ["user", "session"] });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Scan it with the app"
      description="Any authenticator app will do. Then enter the six digits it shows."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Turn two-factor on
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-[auto_1fr]">
        <Qr rows={draft.qr} label="QR code for the authenticator app" />
        <div className="grid content-start gap-4">
          <ActionForm
            id={FORM}
            form={form}
            read={(data) => ({ code: textIn(data, "code"), secret: draft.secret })}
          >
            <Field id="code" label="Code" error={form.errorOf("code")}>
              {(field) => (
                <TextInput
                  {...field}
                  name="code"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  autoFocus
                  maxLength={8}
                  className="figures w-32 font-mono tracking-widest"
                />
              )}
            </Field>
          </ActionForm>
          <div className="grid gap-1">
            <p className="text-muted-foreground text-xs">Cannot scan it? Type this key into the app</p>
            <p className="flex items-center gap-1">
              <code className="select-all break-all font-mono text-xs" data-testid="app-secret">
                {draft.secret}
              </code>
              <CopyButton text={draft.secret} label="Copy the key" />
            </p>
          </div>
        </div>
      </div>
    </Dialog>
  );
}
