import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KEY_TYPED_CHARACTERS_MAX } from "@/lib/requests/schemas";

/** A plain form: the key is in the address, and it works without JavaScript. */
export function KeyForm({ idempotencyKey }: { idempotencyKey: string | null }) {
  return (
    <form action="/requests/idempotency" className="mb-4 flex flex-wrap items-end gap-3">
      <Field
        id="key"
        label="Idempotency key"
        hint="As the client sent it; for a connected payment, its reference."
        className="w-full sm:w-96"
      >
        {(field) => (
          <Input
            {...field}
            name="key"
            required
            maxLength={KEY_TYPED_CHARACTERS_MAX}
            defaultValue={idempotencyKey ?? ""}
            className="font-mono text-xs"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Button type="submit" variant="primary">
        Look it up
      </Button>
    </form>
  );
}
