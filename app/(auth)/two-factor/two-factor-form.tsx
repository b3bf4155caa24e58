"use client";

import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput, ActionResult } from "@/components/forms/action-result";
import { TextInput } from "@/components/forms/inputs";
import { postJson } from "@/components/forms/post-json";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IntentLink } from "@/components/ui/intent-link";
import { secondFactorAction } from "../actions";
import { goOn } from "../go-on";
import type { Passed } from "../sign-in-steps";

/** `beside` is for a dialog over a page that stays as it is. */
export function TwoFactorForm({
  next,
  beside,
}: {
  next: string;
  beside?: { onDone: (passed: Passed) => void; onStartOver: () => void };
}) {
  const form = useAction(
    beside ? secondFactorBeside : secondFactorAction,
    beside?.onDone ?? (({ path }) => goOn(path)),
  );
  return (
    <ActionForm form={form} read={(data) => ({ code: textIn(data, "code"), next })}>
      <Field id="sign-in-code" label="Code" error={form.errorOf("code", "sign-in-code")}>
        {(field) => (
          <TextInput
            {...field}
            name="code"
            autoComplete="one-time-code"
            spellCheck={false}
            autoFocus
            maxLength={16}
            className="figures h-11 text-center font-mono text-lg tracking-[0.2em]"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        Go on
      </Button>
      <p className="text-muted-foreground text-xs">
        Lost the phone and the backup codes? Another admin, or whoever runs this server, can turn it off:{" "}
        <code className="whitespace-nowrap">npm run owner -- reset-two-factor</code>
      </p>
      {beside ? (
        <Button variant="ghost" onClick={beside.onStartOver}>
          Start over
        </Button>
      ) : (
        <IntentLink
          href="/sign-in"
          className="justify-self-center text-muted-foreground text-xs hover:text-foreground"
        >
          Start over
        </IntentLink>
      )}
    </ActionForm>
  );
}

function secondFactorBeside(input: ActionInput<typeof secondFactorAction>): Promise<ActionResult<Passed>> {
  return postJson("/two-factor/beside", input);
}
