import { CopyButton } from "@/components/ui/copy-button";

/** A secret, whole, to be copied. */
export function SecretBox({ label, secret }: { label: string; secret: string }) {
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">{label}</p>
      <div className="flex items-center gap-2 rounded-md border bg-muted py-2 pr-2 pl-3">
        <code className="min-w-0 flex-1 select-all break-all font-mono text-xs" data-testid="secret">
          {secret}
        </code>
        <CopyButton
          text={secret}
          label={`Copy the ${label.toLowerCase()}`}
          className="size-8 rounded-md border bg-card"
        />
      </div>
    </div>
  );
}
