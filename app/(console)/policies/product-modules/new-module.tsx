import { ButtonLink } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";

export function NewModule() {
  return (
    <ButtonLink href="/policies/product-modules/new" variant="primary">
      <PlusIcon /> New product module
    </ButtonLink>
  );
}
