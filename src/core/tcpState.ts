/** RFC 9293's states as Windows and Linux print them in English; ECS has no field, ours is `connection.state`. */
export const tcpStates = [
  "LISTENING",
  "LISTEN",
  "ESTABLISHED",
  "SYN_SENT",
  "SYN_RECEIVED",
  "FIN_WAIT_1",
  "FIN_WAIT_2",
  "CLOSE_WAIT",
  "CLOSING",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSED",
  "DELETE_TCB",
  "BOUND",
] as const;
export type TcpState = (typeof tcpStates)[number];

/**
 * Other spellings of the states: Microsoft's documentation, other systems, and the languages in which
 * Windows translates them. Compared after `fold`, so that a damaged umlaut still matches.
 */
const spellings: readonly (readonly [TcpState, readonly string[]])[] = [
  ["SYN_SENT", ["SYN_SEND", "SYN_GESENDET", "SYN_ENVIADO", "SYN_ENVOYE"]],
  ["SYN_RECEIVED", ["SYN_RECV", "SYN_RCVD", "SYN_EMPFANGEN", "SYN_RECIBIDO", "SYN_RECU"]],
  ["FIN_WAIT_1", ["FIN_WAIT1", "FIN_WARTEN_1", "FIN_ESPERA_1"]],
  ["FIN_WAIT_2", ["FIN_WAIT2", "FIN_WARTEN_2", "FIN_ESPERA_2"]],
  ["CLOSE_WAIT", ["SCHLIESSEN_WARTEN", "ESPERA_CIERRE", "CERRAR_ESPERA"]],
  ["CLOSING", ["WIRD_GESCHLOSSEN", "SCHLIESSEND"]],
  ["LAST_ACK", ["LETZTE_BESTAETIGUNG", "LETZTE_BEST\u00c4TIGUNG", "ULTIMO_ACK"]],
  ["TIME_WAIT", ["TIMED_WAIT", "WARTEND", "ZEIT_WARTEN", "ESPERA", "TIEMPO_ESPERA"]],
  [
    "ESTABLISHED",
    [
      "ESTABLECIDO",
      "HERGESTELLT",
      "\u00c9TABLIE",
      "ETABLIE",
      "ETABLI",
      "VERBUNDEN",
      "ESTABELECIDO",
      "STABILITA",
    ],
  ],
  [
    "LISTENING",
    ["ABH\u00d6REN", "ABHOEREN", "ESCUCHAR", "ESCUCHANDO", "ECOUTE", "\u00c9COUTE", "ESCUTA", "IN ASCOLTO"],
  ],
  ["CLOSED", ["GESCHLOSSEN", "CERRADO", "CERRADA", "FERMEE", "FERM\u00c9E"]],
];

const byFolded: ReadonlyMap<string, TcpState> = new Map([
  ...tcpStates.map((state) => [fold(state), state] as const),
  ...spellings.flatMap(([state, words]) => words.map((word) => [fold(word), state] as const)),
]);

/** The state in English and upper case, or undefined where the word is not known. */
export function tcpStateOf(printed: string): TcpState | undefined {
  return 24 < printed.length ? undefined : byFolded.get(fold(printed));
}

/** Upper case with every letter beyond ASCII as `?`: an umlaut in the wrong code page stays comparable. */
function fold(word: string): string {
  return word.toUpperCase().replace(/[^ -~]/gu, "?");
}
