import { CopyButton } from "./copy-button";

/** A key or a reference, cut where it does not fit, to be copied whole. */
export function CopiedText({ text, name }: { text: string; name: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="truncate font-mono text-xs" title={text}>
        {text}
      </span>
      <CopyButton text={text} label={`Copy ${name}`} />
    </span>
  );
}
