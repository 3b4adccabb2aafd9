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
 * Other spellings of the states: Microsoft's documentation, other systems, and translations. Windows itself
 * translates them in German; the others are what people and programs write for it.
 * Compared after `fold`, so that a damaged umlaut still matches.
 */
const spellings: readonly (readonly [TcpState, readonly string[]])[] = [
  ["SYN_SENT", ["SYN_SEND", "SYN_GESENDET", "SYN_ENVIADO", "SYN_ENVOYE", "SYN_INVIATO", "SYN_WYSŁANO"]],
  ["SYN_RECEIVED", ["SYN_RECV", "SYN_RCVD", "SYN_EMPFANGEN", "SYN_RECIBIDO", "SYN_RECU", "SYN_RECEBIDO"]],
  ["FIN_WAIT_1", ["FIN_WAIT1", "FIN_WARTEN_1", "FIN_ESPERA_1", "FIN_ATTENTE_1"]],
  ["FIN_WAIT_2", ["FIN_WAIT2", "FIN_WARTEN_2", "FIN_ESPERA_2", "FIN_ATTENTE_2"]],
  [
    "CLOSE_WAIT",
    ["SCHLIESSEN_WARTEN", "SCHLIEßEN_WARTEN", "ESPERA_CIERRE", "CERRAR_ESPERA", "ATTENTE_FERMETURE"],
  ],
  ["CLOSING", ["WIRD_GESCHLOSSEN", "SCHLIESSEND", "SCHLIEßEND", "CERRANDO", "FERMETURE"]],
  ["LAST_ACK", ["LETZTE_BESTAETIGUNG", "LETZTE_BESTÄTIGUNG", "LETZTES_ACK", "ULTIMO_ACK", "DERNIER_ACK"]],
  ["TIME_WAIT", ["TIMED_WAIT", "WARTEND", "ZEIT_WARTEN", "ESPERA", "TIEMPO_ESPERA", "CZAS_OCZEKIWANIA"]],
  [
    "ESTABLISHED",
    [
      "ESTAB",
      "HERGESTELLT",
      "VERBUNDEN",
      "ESTABLECIDO",
      "ESTABLECIDA",
      "ÉTABLIE",
      "ÉTABLI",
      "ETABLIE",
      "ETABLI",
      "ESTABELECIDO",
      "ESTABELECIDA",
      "STABILITO",
      "STABILITA",
      "USTANOWIONO",
      "NAVÁZÁNO",
      "KURULDU",
      "ETABLERAD",
      "已建立",
      "確立済み",
      "УСТАНОВЛЕНО",
    ],
  ],
  [
    "LISTENING",
    [
      "ABHÖREN",
      "ABHOEREN",
      "ABHREN",
      "ESCUCHAR",
      "ESCUCHANDO",
      "ECOUTE",
      "ÉCOUTE",
      "À L'ÉCOUTE",
      "ESCUTA",
      "À ESCUTA",
      "ESCUTANDO",
      "OUVINDO",
      "IN ASCOLTO",
      "IN ATTESA",
      "NASŁUCHIWANIE",
      "NASLOUCHÁNÍ",
      "DİNLENİYOR",
      "LYSSNAR",
      "侦听",
      "受信待ち",
      "ПРОСЛУШИВАНИЕ",
    ],
  ],
  ["CLOSED", ["CLOSE", "GESCHLOSSEN", "CERRADO", "CERRADA", "FERMEE", "FERMÉE", "FECHADO"]],
  ["BOUND", ["GEBUNDEN"]],
];

/**
 * As `ConvertTo-Json` writes the states of `Get-NetTCPConnection`.
 * https://learn.microsoft.com/windows/win32/fwp/wmi/nettcpipprov/msft-nettcpconnection
 */
const byNumber: Readonly<Record<string, TcpState>> = {
  1: "CLOSED",
  2: "LISTEN",
  3: "SYN_SENT",
  4: "SYN_RECEIVED",
  5: "ESTABLISHED",
  6: "FIN_WAIT_1",
  7: "FIN_WAIT_2",
  8: "CLOSE_WAIT",
  9: "CLOSING",
  10: "LAST_ACK",
  11: "TIME_WAIT",
  12: "DELETE_TCB",
  100: "BOUND",
};

const byFolded: ReadonlyMap<string, TcpState> = new Map([
  ...tcpStates.map((state) => [fold(state), state] as const),
  ...spellings.flatMap(([state, words]) => words.map((word) => [fold(word), state] as const)),
]);

/** Whether a state, as observations have it, is one of the known ones. */
export function isTcpState(state: string): state is TcpState {
  return known.has(state);
}

const known: ReadonlySet<string> = new Set(tcpStates);

/** The state in English and upper case, or undefined where the word is not known. */
export function tcpStateOf(printed: string): TcpState | undefined {
  return 24 < printed.length ? undefined : byFolded.get(fold(printed));
}

/** A socket's state as observations have it; Linux numbers those of raw sockets, and means others by it. */
export function stateName(printed: string, transport: string | undefined): string {
  const numbered = transport === "tcp" ? byNumber[printed] : undefined;
  return numbered ?? tcpStateOf(printed) ?? printed.toUpperCase();
}

/**
 * Upper case with letters beyond ASCII as one `?`: an umlaut in the wrong code page stays comparable, and one
 * that became two characters too. A word without ASCII letters stays as it is, or all such would be one.
 * Markdown writes `TIME\_WAIT`, Linux' `ss` `TIME-WAIT`, TCPView `Time Wait`, PowerShell `TimeWait`.
 */
function fold(word: string): string {
  const upper = word
    .replace(/[\\\-_ ]/g, "")
    .replaceAll("\u2019", "'")
    .toUpperCase();
  const damaged = upper.replace(/(?:[^ -~]|\?)+/gu, "?");
  return /[A-Z]{2}/.test(damaged) ? damaged : upper;
}
