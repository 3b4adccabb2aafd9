export type Scope = "source.netstat" | "source.pfirewall" | "source.netfilter" | "source.tasklist";
export const rowWriters: Readonly<Record<Scope, (row: number) => string>>;
export const pfirewallHeader: string;
