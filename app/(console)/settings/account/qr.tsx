/** A QR code. Always dark on white, whatever the theme: cameras expect it. */
export function Qr({ rows, label }: { rows: boolean[][]; label: string }) {
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      className="size-44 rounded-md border"
      style={{ background: "#fff" }}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
