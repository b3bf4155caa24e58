import { useFormFields } from "@/components/forms/form-fields";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Role } from "@/lib/verb/permissions";
import { ROLE_WORDS } from "./role-words";

export function RoleField({
  roles,
  defaultValue,
  error,
}: {
  roles: readonly Role[];
  defaultValue: Role;
  error?: string;
}) {
  const options = roles.map((value) => ({ value, ...ROLE_WORDS[value] }));
  const control = useFormFields().register("role");
  return (
    <RadioGroup
      control={control}
      legend="Role"
      name="role"
      options={options}
      defaultValue={defaultValue}
      error={error}
    />
  );
}
