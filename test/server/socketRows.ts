/** Rows that cannot be, and the code that says so. */
export const impossibleRows: readonly { readonly row: string; readonly code: string }[] = [
  { row: "  TCP    192.168.10.42:70000    192.168.10.5:443       ESTABLISHED     1432", code: "EV014" },
  { row: "  TCP    192.168.10.300:49731   192.168.10.5:443       ESTABLISHED     1432", code: "EV012" },
  { row: "  UDP    0.0.0.0:5353           *:*                    LISTENING       1820", code: "NET001" },
  { row: "  TCP    192.168.10.42:49731    0.0.0.0:0              ESTABLISHED     1432", code: "NET003" },
  { row: "  TCP    0.0.0.0:445            192.168.10.5:443       LISTENING       4", code: "NET004" },
];

/** Rows that every Windows host prints. */
export const legitimateRows: readonly string[] = [
  "  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       948",
  "  TCP    192.168.10.42:49731    192.168.10.5:445       ESTABLISHED     4",
  "  TCP    192.168.10.42:49733    192.168.10.5:389       TIME_WAIT       0",
  "  TCP    [::]:135               [::]:0                 LISTENING       948",
  "  UDP    0.0.0.0:5353           *:*                                    1820",
];
