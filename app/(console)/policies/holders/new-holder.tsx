import { ButtonLink } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";

export function NewHolder() {
  return (
    <ButtonLink href="/policies/holders/new" variant="primary">
      <PlusIcon /> New policyholder
    </ButtonLink>
  );
}
