"use client";

import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { joinAction } from "../../actions";
import { goOn } from "../../go-on";
import { AccountFields } from "./account-fields";

export function JoinForm({
  token,
  email,
  passwordRule,
}: {
  token: string;
  email: string;
  passwordRule: string;
}) {
  const form = useAction(joinAction, goOn);
  return (
    <ActionForm
      form={form}
      read={(data) => ({ token, name: textIn(data, "name"), password: textIn(data, "password") })}
    >
      <AccountFields email={email} passwordRule={passwordRule} errorOf={form.errorOf} />
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        Join
      </Button>
    </ActionForm>
  );
}
