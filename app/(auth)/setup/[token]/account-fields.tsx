import { TextInput } from "@/components/forms/inputs";
import { PasswordInput } from "@/components/forms/password-input";
import { Field } from "@/components/ui/field";

/** What everybody who makes an account fills in. `email` is fixed when somebody invited them. */
export function AccountFields({
  email,
  passwordRule,
  errorOf,
}: {
  email?: string;
  passwordRule: string;
  errorOf: (path: string) => string | undefined;
}) {
  return (
    <>
      <Field id="name" label="Your name" error={errorOf("name")}>
        {(field) => <TextInput {...field} name="name" autoComplete="name" autoFocus />}
      </Field>
      <Field id="email" label="E-mail" error={errorOf("email")}>
        {(field) => (
          <TextInput
            {...field}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={email}
            readOnly={email !== undefined}
          />
        )}
      </Field>
      <Field id="password" label="Password" hint={passwordRule} error={errorOf("password")}>
        {(field) => <PasswordInput {...field} name="password" autoComplete="new-password" />}
      </Field>
    </>
  );
}
