/** `203.0.113.77 12000 udp outbound` */
export function remoteId(
  address: string,
  port: number | undefined,
  transport: string | undefined,
  direction: string,
): string {
  return `${address} ${port ?? "-"} ${transport ?? "-"} ${direction}`;
}
