import { cn } from "./cn";

/** The counterfoil: the stub that is kept, its holes, and the edge of the part that was torn off. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      className={cn("size-6 text-primary", className)}
      aria-hidden="true"
      focusable="false"
    >
      <path
        fill="currentColor"
        d="M6 3h12.5v3.2a2.2 2.2 0 0 0 0 4.4v3.2a2.2 2.2 0 0 0 0 4.4v3.2a2.2 2.2 0 0 0 0 4.4V29H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z"
      />
      <path
        className="stroke-primary-foreground"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        d="M7.5 10.5h6M7.5 16h6M7.5 21.5h3.5"
      />
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M23 4.2h2.5A2.5 2.5 0 0 1 28 6.7v18.6a2.5 2.5 0 0 1-2.5 2.5H23"
      />
    </svg>
  );
}

/** The mark with the name beside it. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold tracking-tight", className)}>
      <Mark />
      Counterfoil
    </span>
  );
}
