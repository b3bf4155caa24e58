import { ButtonLink } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";

export function NewPolicy() {
  return (
    <ButtonLink href="/policies/new" variant="primary">
      <PlusIcon /> New policy
    </ButtonLink>
  );
}
