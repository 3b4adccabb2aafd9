import type { Technique } from "../../core/finding.ts";

/** The version of ATT&CK whose ids are used. https://attack.mitre.org/resources/versions/ */
const version = "19";

function technique(id: string, name: string): Technique {
  return { id, name, version };
}

/** The techniques that detectors name. */
export const techniques = {
  applicationLayer: technique("T1071", "Application Layer Protocol"),
  nonStandardPort: technique("T1571", "Non-Standard Port"),
  ingressTransfer: technique("T1105", "Ingress Tool Transfer"),

  processInjection: technique("T1055", "Process Injection"),
  libraryInjection: technique("T1055.001", "Process Injection: Dynamic-link Library Injection"),
  hijackedLibrary: technique("T1574.001", "Hijack Execution Flow: DLL"),
  masquerading: technique("T1036", "Masquerading"),
  rightToLeft: technique("T1036.002", "Masquerading: Right-to-Left Override"),
  blankAfterName: technique("T1036.006", "Masquerading: Space after Filename"),
  doubleExtension: technique("T1036.007", "Masquerading: Double File Extension"),
  masqueradeName: technique("T1036.005", "Masquerading: Match Legitimate Resource Name or Location"),

  commandInterpreter: technique("T1059", "Command and Scripting Interpreter"),
  maliciousFile: technique("T1204.002", "User Execution: Malicious File"),
  clientExploit: technique("T1203", "Exploitation for Client Execution"),
  serviceExecution: technique("T1569.002", "System Services: Service Execution"),
  wmi: technique("T1047", "Windows Management Instrumentation"),
  mshta: technique("T1218.005", "System Binary Proxy Execution: Mshta"),
  webShell: technique("T1505.003", "Server Software Component: Web Shell"),

  autostart: technique("T1547", "Boot or Logon Autostart Execution"),
  runKeys: technique("T1547.001", "Boot or Logon Autostart Execution: Registry Run Keys / Startup Folder"),
  authenticationPackage: technique("T1547.002", "Boot or Logon Autostart Execution: Authentication Package"),
  timeProvider: technique("T1547.003", "Boot or Logon Autostart Execution: Time Providers"),
  winlogon: technique("T1547.004", "Boot or Logon Autostart Execution: Winlogon Helper DLL"),
  securityPackage: technique("T1547.005", "Boot or Logon Autostart Execution: Security Support Provider"),
  lsassDriver: technique("T1547.008", "Boot or Logon Autostart Execution: LSASS Driver"),
  printMonitor: technique("T1547.010", "Boot or Logon Autostart Execution: Port Monitors"),
  printProcessor: technique("T1547.012", "Boot or Logon Autostart Execution: Print Processors"),
  activeSetup: technique("T1547.014", "Boot or Logon Autostart Execution: Active Setup"),
  service: technique("T1543.003", "Create or Modify System Process: Windows Service"),
  scheduledTask: technique("T1053.005", "Scheduled Task/Job: Scheduled Task"),
  logonScript: technique("T1037.001", "Boot or Logon Initialization Scripts: Logon Script (Windows)"),
  eventTriggered: technique("T1546", "Event Triggered Execution"),
  screensaver: technique("T1546.002", "Event Triggered Execution: Screensaver"),
  netsh: technique("T1546.007", "Event Triggered Execution: Netsh Helper DLL"),
  appCert: technique("T1546.009", "Event Triggered Execution: AppCert DLLs"),
  appInit: technique("T1546.010", "Event Triggered Execution: AppInit DLLs"),
  shim: technique("T1546.011", "Event Triggered Execution: Application Shimming"),
  ifeo: technique("T1546.012", "Event Triggered Execution: Image File Execution Options Injection"),
  powershellProfile: technique("T1546.013", "Event Triggered Execution: PowerShell Profile"),
  comHijack: technique("T1546.015", "Event Triggered Execution: Component Object Model Hijacking"),
  passwordFilter: technique("T1556.002", "Modify Authentication Process: Password Filter DLL"),
  officeTest: technique("T1137.002", "Office Application Startup: Office Test"),
  officeStartup: technique("T1137", "Office Application Startup"),
  browserExtension: technique("T1176.001", "Software Extensions: Browser Extensions"),
} as const satisfies Record<string, Technique>;
