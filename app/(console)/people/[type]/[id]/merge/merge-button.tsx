"use client";

import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput } from "@/components/forms/action-result";
import { useAction } from "@/components/forms/use-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { mergePeopleAction } from "../../../actions";

export function MergeButton({
  input,
  name,
  href,
}: {
  input: ActionInput<typeof mergePeopleAction>;
  name: string;
  href: string;
}) {
  const router = useRouter();
  const form = useAction(
    mergePeopleAction,
    () => {
      toast(`Merged with ${isolated(name)}`);
      router.push(href);
    },
    { changes: ["person", "payment"] },
  );
  return (
    <ActionForm form={form} read={() => input}>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={form.pending}>
          Merge them
        </Button>
        <ButtonLink href={href}>Keep them apart</ButtonLink>
      </div>
    </ActionForm>
  );
}
