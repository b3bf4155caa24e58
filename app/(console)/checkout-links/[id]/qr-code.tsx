import type { qrCode } from "@/lib/checkout/qr-code";

/** Always dark on white: cameras read no other. */
export function QrCode({ code: { side, path } }: { code: ReturnType<typeof qrCode> }) {
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label="QR code of the link"
      shapeRendering="crispEdges"
      className="size-36 rounded-md border"
    >
      <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
