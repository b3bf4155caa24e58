import { cn } from "@/components/ui/cn";

/** The merchant's first letter on its own colour. Decoration: the name always stands beside it. */
export function MerchantMark({
  name,
  color,
  className,
}: {
  name: string;
  color: string;
  className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "grid size-9 shrink-0 place-items-center rounded-lg font-semibold text-base ring-1 ring-foreground/10 ring-inset",
        className,
      )}
      style={{ background: color, color: inkOn(color) }}
    >
      {Array.from(name.trim())[0]?.toUpperCase()}
    </span>
  );
}

/** Black or white, whichever stands out more against a `#rrggbb` colour (WCAG relative luminance). */
export function inkOn(color: string): "#000000" | "#ffffff" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16)),
  );
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Where the contrast with black, (L + 0.05) / 0.05, meets the contrast with white, 1.05 / (L + 0.05).
  return luminance > Math.sqrt(1.05 * 0.05) - 0.05 ? "#000000" : "#ffffff";
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
